"""The workbook that holds annual and staged funding against each other: one sheet per file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from models.portfolio import Portfolio
    from models.staged import Simulation


def write_staged(portfolio: Portfolio, simulation: Simulation, path: Path) -> None:
    """Write the answer as an Excel workbook, all or nothing.

    The same answer gives the same bytes. Raises OSError where the file cannot be written.
    """
    from reports.atomic import replace
    from reports.staged.workbook import render

    replace(path, render(portfolio, simulation))
