"""Money by state, the earlier plan beside the later one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.charts import scale
from reports.placed import Placed
from reports.styles import FONT, GRID, INK, QUIET

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart

_COLOURS = {"Before": "#B9C4CF", "Now": "#12355B"}


def before_and_now(workbook: Workbook, table: Placed, currency: str, largest: float) -> Chart:
    """Clustered columns over a table with the columns What, Before and Now."""
    chart = workbook.add_chart({"type": "column"})
    if chart is None:
        raise ValueError("no chart of type column")
    for header, colour in _COLOURS.items():
        chart.add_series(
            {
                "name": [table.sheet, table.header, table.column(header)],
                "categories": table.cells("What"),
                "values": table.cells(header),
                "fill": {"color": colour},
                "gap": 60,
                "overlap": -5,
            }
        )
    font: dict[str, object] = {"name": FONT, "size": 8, "bold": False, "color": QUIET}
    unit, shown = scale(currency, largest, 10**7)
    title = {"name": FONT, "size": 10, "bold": True, "color": INK}
    chart.set_title({"name": "Tranches by state", "name_font": title, "overlay": False})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_x_axis({"num_font": font, "line": {"color": GRID}, "major_tick_mark": "none"})
    chart.set_y_axis(
        {
            "name": unit,
            "name_font": font,
            "num_font": font,
            "num_format": shown.split(";", maxsplit=1)[0],
            "major_gridlines": {"visible": True, "line": {"color": GRID}},
            "line": {"none": True},
        }
    )
    return chart
