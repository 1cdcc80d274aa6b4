"""Money by state, the earlier plan beside the later one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.chart_look import name_axis, positive, scale, titled, value_axis
from reports.placed import Placed

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart

_COLOURS = {"Before": "#B9C4CF", "Now": "#12355B"}


def before_and_now(workbook: Workbook, table: Placed, currency: str, largest: float) -> Chart:
    """Clustered columns over a table with the columns What, Before and Now."""
    unit, shown = scale(currency, largest, 10**7)
    chart = titled(workbook, "column", "Tranches by state")
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
    chart.set_x_axis(name_axis())
    chart.set_y_axis(value_axis(positive(shown), unit))
    return chart
