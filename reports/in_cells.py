"""Drawings inside the cells of a table: small columns by period, and bars behind shares."""

from __future__ import annotations

from reports.page import Page
from reports.placed import Placed
from reports.styles import BAR, SPARK


def sparklines(
    page: Page, placed: Placed, header: str, first: str, last: str, most: float | None = None
) -> None:
    """Draw in one column, row by row, small columns of the numbers from `first` to `last`.

    They are as high as the cell at `most`, or at each row's own largest number.
    """
    from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

    at, left, right = (placed.column(name) for name in (header, first, last))
    rows = range(placed.first, placed.last + 1)
    look = {"type": "column", "series_color": SPARK, "min": 0, "max": most, "show_hidden": True}
    page.sheet.add_sparkline(
        placed.first,
        at,
        {
            "location": [xl_rowcol_to_cell(row, at) for row in rows],
            "range": [f"'{placed.sheet}'!{xl_range(row, left, row, right)}" for row in rows],
            **look,
        },
    )


def bars(page: Page, placed: Placed, header: str) -> None:
    """Show shares as bars too, full at 100 %."""
    at = placed.column(header)
    look = {"bar_color": BAR, "bar_solid": True, "bar_border_color": BAR}
    ends = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1}
    kind = {"type": "data_bar", "data_bar_2010": True}
    page.sheet.conditional_format(placed.first, at, placed.last, at, kind | ends | look)
