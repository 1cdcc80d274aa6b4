"""Two charts: value by sample under both policies, and the differences with their intervals."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_col_to_name

from models.staged import Measure
from reports.chart_look import name_axis, scale, signed, titled, value_axis
from reports.placed import Placed
from reports.staged.assumed import HALF
from reports.staged.sheet import heads

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart

_ANNUAL, _STAGED = "#B9C4CF", "#12355B"
MOST = 60
"""Samples that a chart shows side by side."""


def by_sample(workbook: Workbook, samples: Placed, currency: str, largest: float) -> Chart:
    """Clustered columns: value of each sample, annual beside staged."""
    unit, shown = scale(currency, largest, 10**7)
    title = f"Value of what is launched, by sample ({unit})"
    chart = titled(workbook, "column", title)
    last = min(samples.last, samples.first + MOST - 1)
    for header, name, colour in zip(
        heads(Measure.VALUE), ("Annual", "Staged"), (_ANNUAL, _STAGED), strict=False
    ):
        at = samples.column(header)
        first = samples.column("Sample")
        chart.add_series(
            {
                "name": name,
                "categories": [samples.sheet, samples.first, first, last, first],
                "values": [samples.sheet, samples.first, at, last, at],
                "fill": {"color": colour},
                "gap": 60,
                "overlap": -5,
            }
        )
    chart.set_x_axis(name_axis("Sample"))
    chart.set_y_axis(value_axis(signed(shown), unit))
    return chart


def differences(
    workbook: Workbook,
    table: Placed,
    halves: Placed | None,
    currency: str,
    ends: tuple[float, float],
) -> Chart:
    """Mean differences of the measures of money, with whiskers for their intervals if known."""
    low, high = ends
    unit, shown = scale(currency, max(high, -low), 10**7)
    chart = titled(workbook, "column", f"Staged less annual, on average ({unit})")
    series: dict[str, object] = {
        "name": "Mean difference; whiskers: 95 %" if halves else "Difference",
        "categories": table.cells("What"),
        "values": table.cells("Difference"),
        "fill": {"color": _STAGED},
        "gap": 90,
    }
    if halves is not None:
        at = xl_col_to_name(halves.column(HALF))
        last = halves.first + table.last - table.first + 1
        cells = f"='{halves.sheet}'!${at}${halves.first + 1}:${at}${last}"
        series["y_error_bars"] = {
            "type": "custom",
            "plus_values": cells,
            "minus_values": cells,
            "line": {"color": "#E9B13B", "width": 1.75},
        }
    chart.add_series(series)
    chart.set_x_axis(name_axis() | {"label_position": "low"})
    chart.set_y_axis(value_axis(signed(shown), unit) | _room(low, high))
    return chart


def _room(low: float, high: float) -> dict[str, object]:
    """Ends of the axis at round numbers: some programs leave no room for whiskers."""
    step = 1.0
    while step * 20 < max(high, -low, 1.0):
        step *= 10
    step *= next(times for times in (0.5, 1, 2, 5) if step * times * 8 >= max(high - low, 1.0))
    return {"min": min(0.0, step * floor(low / step)), "max": max(0.0, step * ceil(high / step))}
