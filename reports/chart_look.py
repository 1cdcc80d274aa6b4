"""How all charts look: titled, with their units, in quiet letters, without a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from reports.styles import FONT, GRID, INK, QUIET

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart

Shape = Literal["bar", "column", "line", "scatter"]
Axis = dict[str, object]
"""XlsxWriter's options of an axis."""


def titled(workbook: Workbook, shape: Shape, title: str, subtype: str = "") -> Chart:
    """A chart with its title above and its legend below, without series yet."""
    chart = new(workbook, shape, subtype)
    dress(chart, title)
    return chart


def dress(chart: Chart, title: str) -> None:
    """Title, legend and no frame, for a chart whose title is known late."""
    name_font = {"name": FONT, "size": 10, "bold": True, "color": INK}
    chart.set_title({"name": title, "name_font": name_font, "overlay": False})
    chart.set_legend({"position": "bottom", "font": small()})
    chart.set_chartarea({"border": {"none": True}})


def new(workbook: Workbook, shape: Shape, subtype: str = "") -> Chart:
    """A bare chart, as one that is combined with another has to be."""
    chart = workbook.add_chart({"type": shape} | ({"subtype": subtype} if subtype else {}))
    if chart is None:
        raise ValueError(f"no chart of type {shape}")
    return chart


def small(size: int = 8) -> dict[str, object]:
    """The letters of axes, legends and labels."""
    return {"name": FONT, "size": size, "bold": False, "color": QUIET}


def name_axis(title: str = "") -> Axis:
    """An axis of names."""
    axis: Axis = {"num_font": small(), "line": {"color": GRID}, "major_tick_mark": "none"}
    return axis | ({"name": title, "name_font": small()} if title else {})


def value_axis(shown: str, unit: str = "") -> Axis:
    """An axis of figures, with lines across; `shown` is their number format."""
    axis: Axis = {
        "num_font": small(),
        "num_format": shown,
        "major_gridlines": {"visible": True, "line": {"color": GRID}},
        "line": {"none": True},
    }
    return axis | ({"name": unit, "name_font": small()} if unit else {})


def positive(shown: str) -> str:
    """Of a number format with parts for below zero and for zero the first: an axis has a 0."""
    return shown.split(";", maxsplit=1)[0]


def signed(shown: str) -> str:
    """Of such a number format the parts for above and below zero, and a 0."""
    return ";".join(shown.split(";")[:2]) + ";0"


def scale(currency: str, largest: float, million_from: float) -> tuple[str, str]:
    """Name of a unit of money and the number format for it; zero is a dash."""
    unit, shown = currency, "#,##0"
    if largest >= million_from:
        unit, shown = f"{currency} million", "#,##0.0,,"
    elif largest >= 10**5:
        unit, shown = f"{currency} thousand", "#,##0,"
    return unit, f'{shown};-{shown};"–"'
