"""The workbook of a frontier: its points, what one more unit of money is worth, and who is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from models.frontier import Frontier


def write_frontier(frontier: Frontier, path: Path) -> None:
    """Write the frontier as an Excel workbook, all or nothing.

    The same points give the same bytes. Raises OSError where the file cannot be written.
    """
    from reports.atomic import replace
    from reports.frontier.workbook import render

    replace(path, render(frontier))
