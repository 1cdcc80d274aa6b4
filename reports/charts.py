"""Native charts: titled, with their units on the axes, in the colours of the states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from reports.book import Book
from reports.context import PAID_STATES
from reports.placed import Placed
from reports.sheets.budget import BY_WINDOW, HEADS
from reports.sheets.teams import BY_PERIOD
from reports.styles import FONT, GRID, INK, QUIET, TONES

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart

Shape = Literal["column", "bar"]


def money_by_window(book: Book) -> Chart:
    """Money charged per window, stacked by state."""
    table = book.tables[BY_WINDOW]
    chart = _chart(book, "column", "stacked", "Money by window")
    for state in PAID_STATES:
        _series(chart, table, "Window", HEADS[state], TONES[state.value].fill)
    unit, shown = _axis(book)
    _axes(chart, shown, unit)
    return chart


def people_by_period(book: Book) -> Chart:
    """People at work per period, against everyone there."""
    table = book.tables[BY_PERIOD]
    chart = _chart(book, "column", "stacked", "People at work by period")
    colours = {"Own people": "#1B4F8A", "Lent": "#8F6BC2", "Pools and hires": "#F6C85F"}
    for header, colour in colours.items():
        _series(chart, table, "Period", header, colour)
    line = _new(book, {"type": "line"})
    line.add_series(
        {
            "name": [table.sheet, table.header, table.column("Everyone there")],
            "categories": table.cells("Period"),
            "values": table.cells("Everyone there"),
            "line": {"color": INK, "width": 1.75, "dash_type": "dash"},
        }
    )
    chart.combine(line)
    _axes(chart, "#,##0", "FTE")
    return chart


def by_state(book: Book, table: Placed) -> Chart:
    """All tranches by state, in money."""
    chart = _chart(book, "bar", "", "Tranches by state")
    colours = [TONES[state].fill for state in STATES]
    unit, shown = _axis(book)
    chart.add_series(
        {
            "name": [table.sheet, table.header, table.column("Money")],
            "categories": table.cells("State"),
            "values": table.cells("Money"),
            "points": [{"fill": {"color": colour}} for colour in colours],
            "gap": 45,
            "data_labels": {"value": True, "num_format": shown, "font": _font(8)},
        }
    )
    chart.set_legend({"none": True})
    quiet: dict[str, object] = {"num_font": _font(8), "major_tick_mark": "none"}
    chart.set_y_axis(quiet | {"reverse": True, "line": {"color": GRID}})
    # the states read from the top down, so the axis below them is the far one
    chart.set_x_axis(quiet | _value_axis(shown, unit) | {"label_position": "high"})
    return chart


STATES = ("released", "release now", "held", "planned", "not funded", "stopped")
"""Rows of the table of tranches by state, in their order."""


def scaled(book: Book) -> tuple[str, str]:
    """Name of the unit of money on an axis, and the number format that shows it."""
    currency = book.context.portfolio.settings.currency
    largest = sum(row.amount for row in book.context.plan.stages) / book.context.minor()
    return scale(currency, largest, 10**7)


def scale(currency: str, largest: float, million_from: float) -> tuple[str, str]:
    """Name of a unit of money and the number format for it; zero is a dash."""
    unit, shown = currency, "#,##0"
    if largest >= million_from:
        unit, shown = f"{currency} million", "#,##0.0,,"
    elif largest >= 10**5:
        unit, shown = f"{currency} thousand", "#,##0,"
    return unit, f'{shown};-{shown};"–"'


def _axis(book: Book) -> tuple[str, str]:
    """Unit and number format of an axis: here zero is a zero."""
    unit, shown = scaled(book)
    return unit, shown.split(";", maxsplit=1)[0]


def _chart(book: Book, shape: Shape, subtype: str, title: str) -> Chart:
    options: dict[str, str] = {"type": shape}
    if subtype:
        options["subtype"] = subtype
    chart = _new(book, options)
    title_font = {"name": FONT, "size": 10, "bold": True, "color": INK}
    chart.set_title({"name": title, "name_font": title_font, "overlay": False})
    chart.set_legend({"position": "bottom", "font": _font(8)})
    chart.set_chartarea({"border": {"none": True}})
    return chart


def _new(book: Book, options: dict[str, str]) -> Chart:
    chart = book.workbook.add_chart(options)
    if chart is None:
        raise ValueError(f"no chart of type {options['type']}")
    return chart


def _series(chart: Chart, table: Placed, category: str, header: str, colour: str) -> None:
    chart.add_series(
        {
            "name": [table.sheet, table.header, table.column(header)],
            "categories": table.cells(category),
            "values": table.cells(header),
            "fill": {"color": colour},
            "gap": 55,
        }
    )


def _axes(chart: Chart, number_format: str, unit: str) -> None:
    chart.set_x_axis({"num_font": _font(8), "line": {"color": GRID}, "major_tick_mark": "none"})
    chart.set_y_axis(_value_axis(number_format, unit))


def _value_axis(number_format: str, unit: str) -> dict[str, object]:
    return {
        "name": unit,
        "name_font": _font(8),
        "num_font": _font(8),
        "num_format": number_format,
        "major_gridlines": {"visible": True, "line": {"color": GRID}},
        "line": {"none": True},
    }


def _font(size: int) -> dict[str, object]:
    return {"name": FONT, "size": size, "bold": False, "color": QUIET}
