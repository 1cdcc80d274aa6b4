"""Two charts: what each option is worth; for finance what all have brought and cost by period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_col_to_name

from reports.chart_look import scale, signed, small, titled, value_axis
from reports.hiring.options import DOWN, NET, UP
from reports.placed import Placed
from reports.styles import GRID

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart

_COLOUR, _WHISKER = "#12355B", "#E9B13B"


def net_worth(workbook: Workbook, table: Placed, currency: str, largest: float) -> Chart:
    """Net worth by option, with whiskers to what is proven."""
    unit, shown = scale(currency, largest, 10**7)
    title = f"What the plan gains by each, its own cost taken off ({unit})"
    chart = titled(workbook, "column", title)
    chart.add_series(
        {
            "name": "Net worth; whiskers: as far as it is proven",
            "categories": table.cells("Option"),
            "values": table.cells(NET),
            "fill": {"color": _COLOUR},
            "gap": 120,
            "y_error_bars": {
                "type": "custom",
                "plus_values": _range(table, UP),
                "minus_values": _range(table, DOWN),
                "line": {"color": _WHISKER, "width": 1.75},
            },
        }
    )
    chart.set_x_axis({"num_font": small(), "line": {"color": GRID}, "label_position": "low"})
    chart.set_y_axis(value_axis(signed(shown), unit) | {"max": _above(largest)})
    return chart


def _range(table: Placed, header: str) -> str:
    at = xl_col_to_name(table.column(header))
    return f"='{table.sheet}'!${at}${table.first + 1}:${at}${table.last + 1}"


def _above(largest: float) -> float:
    """The next round number above: some programs do not leave room for whiskers."""
    size = 1.0
    while size * 10 < largest:
        size *= 10
    return next(
        (size * step for step in (1, 2, 3, 4, 5, 6, 8) if size * step >= largest), size * 10
    )
