"""The workbook that shows plans within a loss of the best one side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from models.alternative import Alternatives
    from models.portfolio import Portfolio


def write_alternatives(portfolio: Portfolio, offered: Alternatives, path: Path) -> None:
    """Write the alternatives as an Excel workbook, all or nothing.

    The same alternatives give the same bytes. Raises OSError where the file cannot be written.
    """
    from reports.alternatives.workbook import render
    from reports.atomic import replace

    replace(path, render(portfolio, offered))
