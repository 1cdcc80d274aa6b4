"""Two charts: what each option is worth; for finance what all have brought and cost by period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_col_to_name

from reports.charts import scale
from reports.hiring.options import DOWN, NET, UP
from reports.placed import Placed
from reports.styles import FONT, GRID, INK, QUIET

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart

_COLOUR, _WHISKER = "#12355B", "#E9B13B"


def net_worth(workbook: Workbook, table: Placed, currency: str, largest: float) -> Chart:
    """Net worth by option, with whiskers to what is proven."""
    unit, shown = scale(currency, largest, 10**7)
    chart = workbook.add_chart({"type": "column"})
    if chart is None:
        raise ValueError("no chart of type column")
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
    title = {"name": FONT, "size": 10, "bold": True, "color": INK}
    name = f"What the plan gains by each, its own cost taken off ({unit})"
    chart.set_title({"name": name, "name_font": title, "overlay": False})
    chart.set_legend({"position": "bottom", "font": _font()})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_x_axis({"num_font": _font(), "line": {"color": GRID}, "label_position": "low"})
    chart.set_y_axis(
        {
            "name": unit,
            "name_font": _font(),
            "num_font": _font(),
            "num_format": ";".join(shown.split(";")[:2]) + ";0",
            "max": _above(largest),
            "major_gridlines": {"visible": True, "line": {"color": GRID}},
            "line": {"none": True},
        }
    )
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


def _font() -> dict[str, object]:
    return {"name": FONT, "size": 8, "bold": False, "color": QUIET}
