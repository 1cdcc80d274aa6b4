"""The sheet Summary: the plans side by side, what each trades, and a chart."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_col_to_name

from models.plan import Plan
from models.wording import counted
from reports.alternatives.fate import against, fates, said
from reports.alternatives.plans import TABLE, asked, released_now
from reports.alternatives.sheet import BEST, SIDE_BY_SIDE, Offer
from reports.alternatives.words import headline, letter, remarks, traded, why
from reports.chart_look import name_axis, positive, scale, titled, value_axis
from reports.columns import Live
from reports.grid import COLUMN_PIXELS, COLUMN_WIDTH, COLUMNS, ROW_PIXELS, Grid
from reports.page import Page
from reports.styles import HEAD, QUIET, TONES
from reports.width import cut

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart

NAME = "Summary"
_LABEL, _FIGURE = 6, 3
"""Columns of the grid for a name and for a plan."""
_DEEP = 3
_MOST_INITIATIVES = 14
_CHART_ROWS = 12
_DRAWN = ("Value", "Money asked for", "Released now")
"""What the chart shows of each plan."""


def draw(page: Page, offer: Offer) -> None:
    """From the sentence to the chart."""
    grid = Grid(page)
    row = _top(grid, offer)
    row = _traded(grid, offer, row)
    row = _figures(grid, offer, row)
    row = _matrix(grid, offer, row)
    chart = _chart(offer)
    chart.set_size({"width": COLUMNS * COLUMN_PIXELS, "height": _CHART_ROWS * ROW_PIXELS})
    page.sheet.insert_chart(row, 1, chart, {"object_position": 2})
    row += _CHART_ROWS + 1
    grid.end(row)


def _top(grid: Grid, offer: Offer) -> int:
    styles, settings = offer.styles, offer.portfolio.settings
    about = f"As of {settings.as_of.isoformat()}"
    answer = headline(offer.offered, offer.portfolio)
    row = grid.top(f"Alternatives for {settings.name}", about, answer)
    for remark in remarks(offer.offered):
        row += grid.fitted(row, 0, COLUMNS, remark, styles.make(text_wrap=True), _DEEP)
    return row + 1


def _traded(grid: Grid, offer: Offer, row: int) -> int:
    """One line each."""
    styles = offer.styles
    grid.heading(row, 0, COLUMNS, "What each alternative trades against the best plan")
    row += 1
    for number, each in enumerate(offer.offered.found):
        grid.text(row, 0, 1, letter(number), styles.make(bold=True, font_color=HEAD))
        quiet = styles.make(font_color=QUIET, text_wrap=True)
        look = styles.make(text_wrap=True)
        deep = max(
            grid.lines(17, traded(each, offer.portfolio), look, _DEEP),
            grid.lines(6, why(each), quiet, _DEEP),
        )
        grid.fitted(row, 1, 17, traded(each, offer.portfolio), look, _DEEP)
        grid.fitted(row, 18, 6, why(each), quiet, _DEEP)
        row += deep
    if not offer.offered.found:
        text = "No other plan within the loss differs enough to be shown."
        grid.text(row, 0, COLUMNS, text, styles.make(font_color=QUIET))
        row += 1
    return row + 1


def _shown(offer: Offer) -> list[tuple[str, Plan]]:
    return offer.plans[:SIDE_BY_SIDE]


def _unit(offer: Offer) -> tuple[str, str]:
    settings = offer.portfolio.settings
    largest = max(abs(plan.value.total) for _, plan in _shown(offer)) / 10**settings.exponent
    return scale(settings.currency, largest, 10**9)


def _figures(grid: Grid, offer: Offer, row: int) -> int:
    """Value, bound, money, people: a column per plan."""
    unit, shown = _unit(offer)
    styles, plans = offer.styles, _shown(offer)
    grid.heading(row, 0, COLUMNS, f"Side by side (money in {unit})")
    grid.head(row + 1, 0, _LABEL, "What")
    for place, (name, _) in enumerate(plans):
        grid.head(row + 1, _LABEL + place * _FIGURE, _FIGURE, name, "right")
    money = styles.make(num_format=shown, align="right")
    count = styles.make(num_format='#,##0;-#,##0;"–"', align="right")
    share = styles.make(num_format="0.00%", align="right")
    lines: list[tuple[str, Callable[[int, Plan], float], object]] = [
        ("Value", lambda _, plan: grid.units(plan.value.total), money),
        ("Money asked for", lambda _, plan: grid.units(asked(plan)), money),
        ("Released now", lambda _, plan: grid.units(released_now(plan)), money),
        ("No plan is worth more than", lambda _, plan: grid.units(plan.bound), money),
        ("Distance to that bound", lambda _, plan: plan.gap, share),
        ("FTE moved between teams", lambda _, plan: _moved(offer, plan), count),
        ("More people who move", lambda n, _: _of(offer, n, "people"), count),
        ("More initiatives at once", lambda n, _: _of(offer, n, "at_once"), count),
    ]
    first = row + 2
    for line, (label, of, style) in enumerate(lines, first):
        grid.text(line, 0, _LABEL, label, styles.make())
        for place, (_, plan) in enumerate(plans):
            left = _LABEL + place * _FIGURE
            grid.number(line, left, _FIGURE, of(place, plan), style)  # type: ignore[arg-type]
    line = first + len(lines)
    grid.text(line, 0, _LABEL, "Value against the best plan", styles.make(bold=True))
    best = f"${xl_col_to_name(1 + _LABEL)}{first + 1}"
    bold = styles.make(num_format=shown, align="right", bold=True)
    for place, (_, plan) in enumerate(plans):
        left = _LABEL + place * _FIGURE
        cell = f"{xl_col_to_name(1 + left)}{first + 1}"
        less = grid.units(plan.value.total - plans[0][1].value.total)
        grid.number(line, left, _FIGURE, Live(f"={cell}-{best}", less), bold)
    return line + 2


def _moved(offer: Offer, plan: Plan) -> float:
    return plan.moved / offer.portfolio.settings.slices_per_fte


def _of(offer: Offer, place: int, what: str) -> int:
    """A figure against the best plan; 0 for that one itself."""
    return 0 if place == 0 else int(getattr(offer.offered.found[place - 1].trades, what))


def _matrix(grid: Grid, offer: Offer, row: int) -> int:
    """The largest initiatives that differ, with a word for each plan."""
    names, plans = offer.differing(), _shown(offer)
    if not names:
        return row
    grid.heading(row, 0, COLUMNS, "Initiatives that differ, and when their last stage starts")
    grid.head(row + 1, 0, _LABEL, "Initiative")
    for place, (name, _) in enumerate(plans):
        grid.head(row + 1, _LABEL + place * _FIGURE, _FIGURE, name, "center")
    by_plan = [fates(offer, plan) for _, plan in plans]
    line = row + 2
    for name in names[:_MOST_INITIATIVES]:
        called = cut(offer.index.initiatives[name].name, _LABEL * COLUMN_WIDTH)
        grid.text(line, 0, _LABEL, called, offer.styles.make())
        before = by_plan[0][name]
        for place, found in enumerate(by_plan):
            left = _LABEL + place * _FIGURE
            if place == 0:
                middle = offer.styles.make(align="center")
                grid.text(line, left, _FIGURE, said(offer, before), middle)
                continue
            word = against(offer, before, found[name])
            tone = TONES[word.tone]
            look = offer.styles.make(
                bg_color=tone.fill, font_color=tone.ink, font_size=9, align="center"
            )
            grid.text(line, left, _FIGURE, word.text, look)
        line += 1
    more = len(names) - _MOST_INITIATIVES
    if more > 0:
        text = f"{counted(more, 'further one')} on the sheet Initiatives."
        grid.text(line, 0, COLUMNS, text, offer.styles.make(font_color=QUIET))
        line += 1
    return line + 1


def _chart(offer: Offer) -> Chart:
    """Value, money asked for and money released now, plan by plan."""
    unit, shown = _unit(offer)
    chart = titled(offer.workbook, "column", f"{BEST} and alternatives ({unit})")
    colours = (TONES["released"].fill, "#B9C4CF", TONES["release now"].fill)
    table = offer.tables[TABLE]
    for header, colour in zip(_DRAWN, colours, strict=True):
        chart.add_series(
            {
                "name": [table.sheet, table.header, table.column(header)],
                "categories": table.cells("Plan"),
                "values": table.cells(header),
                "fill": {"color": colour},
                "gap": 60,
                "overlap": -5,
            }
        )
    chart.set_x_axis(name_axis())
    chart.set_y_axis(value_axis(positive(shown)))
    return chart
