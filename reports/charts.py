"""Native charts: titled, with their units on the axes, in the colours of the states.

Each gives None where there is nothing to show: an empty chart says less than a sentence.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from models.units import PeriodIndex
from reports.book import Book
from reports.chart_look import name_axis, positive, scale, small, titled, value_axis
from reports.context import PAID_STATES
from reports.placed import Placed
from reports.sheets import chart_data
from reports.sheets.budget import BY_WINDOW, HEADS
from reports.styles import INK, TONES
from reports.width import cut

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart

_NAMED = 2
"""Initiatives not funded whose points are named."""
_MARKERS: dict[str, dict[str, object]] = {
    "funded": {"type": "circle", "fill": {"color": TONES["release now"].fill}},
    "held": {"type": "square", "fill": {"color": TONES["held"].fill}},
    "stopped": {"type": "x"},
    "not funded": {"type": "diamond", "fill": {"color": "#A9B2BC"}},
}
"""Shapes tell the groups apart where colours do not."""
_EDGES = {"stopped": TONES["stopped"].fill, "not funded": INK, "held": "#8A6A00"}


def money_by_window(book: Book) -> Chart | None:
    """Money charged per window, stacked by state."""
    if not book.context.plan.payments:
        return None
    table = book.tables[BY_WINDOW]
    unit, shown = scaled(book)
    chart = titled(book.workbook, "column", f"Money by budget window ({unit})", "stacked")
    for state in PAID_STATES:
        _series(chart, table, "Window", HEADS[state], TONES[state.value].fill)
    chart.set_x_axis(name_axis())
    chart.set_y_axis(value_axis(positive(shown)))
    return chart


def value_for_money(book: Book) -> Chart | None:
    """Every initiative: what it asks for and what it would bring; shapes say what became of it."""
    found = chart_data.points(book.context)
    if not found:
        return None
    table = book.tables[chart_data.VALUE]
    unit, shown = scaled(book)
    chart = titled(book.workbook, "scatter", f"Value against money, by initiative ({unit})")
    first = table.first
    for group, rows in groupby(found, key=lambda row: row.group):
        names = [book.context.names.initiative(row.initiative) for row in rows]
        last = first + len(names) - 1
        chart.add_series(_points(table, group, first, last, names))
        first = last + 1
    chart.set_x_axis(value_axis(positive(shown), f"Money asked for ({unit})"))
    chart.set_y_axis(value_axis(positive(shown), f"Expected value ({unit})"))
    return chart


def _points(
    table: Placed, group: str, first: int, last: int, names: list[str]
) -> dict[str, object]:
    money, value = table.column("Money asked"), table.column("Value")
    edge = _EDGES.get(group, "#FFFFFF")  # LibreOffice draws no edges
    series: dict[str, object] = {
        "name": group,
        "categories": [table.sheet, first, money, last, money],
        "values": [table.sheet, first, value, last, value],
        "marker": _MARKERS[group] | {"size": 7, "border": {"color": edge}},
    }
    if group == "not funded":
        shown = [{"value": cut(name, 26), "font": small(7)} for name in names[:_NAMED]]
        hidden = [{"delete": True}] * (len(names) - len(shown))
        series["data_labels"] = {"value": True, "position": "right", "custom": [*shown, *hidden]}
    return series


def staffing_by_team(book: Book) -> Chart | None:
    """The busiest teams: people at work there against the team's own people."""
    if not any(load.work or load.own for _, load in chart_data.busiest(book)):
        return None
    table = book.tables[chart_data.BUSY]
    now = book.context.names.period(PeriodIndex(0))
    chart = titled(book.workbook, "bar", f"Staffing of the busiest teams in {now} (FTE)")
    _series(chart, table, "Team", "At work", TONES["released"].fill)
    _series(chart, table, "Team", "Own people", "#C3CCD6")
    chart.set_y_axis(name_axis() | {"reverse": True})
    # teams read from the top down, so the axis below them is the far one
    chart.set_x_axis(value_axis("#,##0") | {"label_position": "high"})
    return chart


def scaled(book: Book) -> tuple[str, str]:
    """Name of the unit of money on this workbook's charts, and the number format that shows it."""
    currency = book.context.portfolio.settings.currency
    largest = sum(row.amount for row in book.context.plan.stages) / book.context.minor()
    return scale(currency, largest, 10**7)


def _series(chart: Chart, table: Placed, category: str, header: str, colour: str) -> None:
    chart.add_series(
        {
            "name": [table.sheet, table.header, table.column(header)],
            "categories": table.cells(category),
            "values": table.cells(header),
            "fill": {"color": colour},
            "border": {"color": "#FFFFFF", "width": 0.5},
            "gap": 55,
        }
    )
