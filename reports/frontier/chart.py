"""Value and bound against the budget, or value against moves, with what is given marked."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import TYPE_CHECKING

from models.frontier import Axis, Frontier
from reports.chart_look import dress, new, scale, small
from reports.frontier import points, words
from reports.placed import Placed
from reports.styles import FONT, GRID

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart

_VALUE, _BOUND, _NOW = "#12355B", "#8A97A5", "#B93A22"


def against(workbook: Workbook, frontier: Frontier, table: Placed, minor: int) -> Chart:
    """A scatter over the table of points; raises ValueError where there is no such chart."""
    chart = new(workbook, "scatter", "straight_with_markers")
    moves = frontier.axis is Axis.MOVES
    across = points.MOVED if moves else points.amount(frontier)
    up = points.BEFORE_MOVES if moves else points.VALUE
    if not moves:
        chart.add_series(_series(table, across, points.BOUND, _BOUND, "diamond", dash="dash"))
    chart.add_series(_series(table, across, up, _VALUE, "circle"))
    for place, point in enumerate(frontier.points):
        if point.share == words.GIVEN and point.plan is not None:
            chart.add_series(_now(table, across, up, place, "Now" if not moves else "Price as now"))
    _dress(chart, frontier, minor)
    return chart


def _series(
    table: Placed, across: str, up: str, colour: str, marker: str, dash: str = "solid"
) -> dict[str, object]:
    return {
        "name": [table.sheet, table.header, table.column(up)],
        "categories": table.cells(across),
        "values": table.cells(up),
        "line": {"color": colour, "width": 2, "dash_type": dash},
        "marker": {"type": marker, "size": 6, "fill": {"color": colour}, "border": {"none": True}},
    }


def _now(table: Placed, across: str, up: str, place: int, name: str) -> dict[str, object]:
    """One point, larger, and with its word beside it."""
    row = table.first + place
    cells = [[table.sheet, row, at, row, at] for at in (table.column(across), table.column(up))]
    return {
        "name": name,
        "categories": cells[0],
        "values": cells[1],
        "line": {"none": True},
        "marker": {"type": "square", "size": 10, "fill": {"color": _NOW}, "border": {"none": True}},
        "data_labels": {
            "series_name": True,
            "value": False,
            "position": "below",
            "font": {"name": FONT, "size": 9, "bold": True, "color": _NOW},
        },
    }


def _dress(chart: Chart, frontier: Frontier, minor: int) -> None:
    moves = frontier.axis is Axis.MOVES
    known = [point for point in frontier.points if point.plan is not None]
    worth = [(point.before_moves if moves else point.value) or 0 for point in known]
    tops = worth if moves else [point.bound or 0 for point in known] + worth
    unit, shown = scale(frontier.currency, max(map(abs, tops)) / minor, 10**7)
    dress(chart, f"{words.title(frontier)} ({unit})")
    chart.show_blanks_as("gap")
    room = _room(min(worth) / minor, max(tops) / minor)
    axis: dict[str, object] = {"num_font": small(), "name_font": small(), "line": {"color": GRID}}
    grid = {"major_gridlines": {"visible": True, "line": {"color": GRID}}}
    up = "Value before the price of moves" if moves else "Value"
    named = {"name": f"{up} ({unit})", "num_format": _decimals(shown, room[2], unit)}
    chart.set_y_axis(axis | grid | named | _ends(room))
    if moves:
        chart.set_x_axis(axis | {"name": "FTE moved between teams", "num_format": "#,##0.0"})
        return
    amounts = [point.amount / minor for point in known]
    unit, shown = scale(frontier.currency, max(amounts), 10**7)
    room = _room(min(amounts), max(amounts))
    across = f"Budget of {frontier.fund} over the plan ({unit})"
    named = {"name": across, "num_format": _decimals(shown, room[2], unit)}
    chart.set_x_axis(axis | named | _ends(room))


_MARKS = 6
"""About so many marks stand on an axis."""


def _room(low: float, high: float) -> tuple[float, float, float]:
    """Round ends a little beyond the points, and the step between marks.

    The axis need not begin at nothing: the shape is the message, not the height.
    """
    span = (high - low) or abs(high) / 10 or 1.0
    step = _round(span / _MARKS)
    first = floor((low - span / 20) / step) * step
    last = ceil((high + span / 20) / step) * step
    return (max(first, 0.0) if low >= 0 else first), last, step


def _round(step: float) -> float:
    """The next of 1, 2, 5 and 10 times a power of ten."""
    scale_of = 10.0 ** floor(log10(step))
    return next(times * scale_of for times in (1, 2, 5, 10) if times * scale_of >= step)


def _decimals(shown: str, step: float, unit: str) -> str:
    """The number format of a unit with as many decimals as the steps have."""
    bare = shown.split(";", maxsplit=1)[0]
    scaled = step / (10**6 if unit.endswith("million") else 10**3 if unit.endswith("sand") else 1)
    places = max(0, -floor(log10(scaled)))
    commas = bare.count(",,") * 2 or int(bare.endswith(","))
    return "#,##0" + ("." + "0" * places if places else "") + "," * commas


def _ends(room: tuple[float, float, float]) -> dict[str, object]:
    return dict(zip(("min", "max", "major_unit"), room, strict=True))
