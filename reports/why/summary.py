"""The sheet Summary: the answers in a page, with the cheapest money against what it brings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from models.counterfactual import ChangeKind, Counterfactual
from models.wording import counted
from reports.chart_look import positive, scale, small, titled, value_axis
from reports.grid import COLUMN_PIXELS, COLUMNS, ROW_PIXELS, Grid
from reports.page import Page
from reports.placed import Placed
from reports.styles import GRID, HEAD, QUIET
from reports.why.case import Answers, SheetSpec
from reports.why.initiatives import GAIN, MONEY, TABLE, cheapest
from reports.width import cut

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart

_MOST = 14
"""Initiatives that the page names; all are on the sheet Initiatives."""
_DEEP = 3
_CHART_ROWS = 15
_NAME, _DECISION = 6, 4
_NAMED = 30
"""Characters of a name in the chart."""


def headline(answers: Answers) -> str:
    """The answers in two sentences."""
    decisions = Counter(row.decision for row in answers.answers)
    said = ", ".join(f"{number:,} {decision}" for decision, number in sorted(decisions.items()))
    refused = [row for row in answers.answers if row.forced is not None]
    by_money = [row for row in refused if cheapest(row, ChangeKind.MONEY)]
    text = f"{counted(len(answers.answers), 'initiative')}: {said}."
    if not refused:
        return text
    many = len(by_money) != 1
    return (
        f"{text} Money alone would let in {len(by_money):,} of the {len(refused):,} that "
        f"{'are' if len(refused) != 1 else 'is'} not funded to the end"
        f"{', each by itself' if many and by_money else ''}."
    )


def draw(page: Page, answers: Answers) -> None:
    """Headline, the answers one below another, and the chart."""
    styles, settings = answers.styles, answers.portfolio.settings
    grid = Grid(page.sheet, styles, page.minor)
    grid.prepare()
    grid.text(0, 0, COLUMNS, f"Why, and what it would take: {settings.name}", styles.title)
    page.sheet.set_row(0, 28)
    about = (
        f"As of {settings.as_of.isoformat()}. Every answer was found by solving anew. "
        f"View: {answers.view.audience.value}."
    )
    grid.text(1, 0, COLUMNS, about, styles.subtitle)
    big = styles.make(font_size=12, text_wrap=True, font_color=HEAD, bold=True, valign="vcenter")
    row = 3 + grid.fitted(2, 0, COLUMNS, headline(answers), big, _DEEP)
    row = _listed(grid, answers, row)
    row = _charted(page, grid, answers, row)
    grid.finish(row)
    page.sheet.fit_to_pages(1, 1)
    page.sheet.print_area(0, 0, row, COLUMNS)
    page.protect()


def _listed(grid: Grid, answers: Answers, row: int) -> int:
    """Refused ones first: they are what people ask about."""
    order = sorted(answers.answers, key=lambda each: (_class(each), each.initiative))
    grid.heading(row, 0, COLUMNS, "What alone would change each decision")
    grid.head(row + 1, 0, _NAME, "Initiative")
    grid.head(row + 1, _NAME, _DECISION, "Decision")
    grid.head(row + 1, _NAME + _DECISION, COLUMNS - _NAME - _DECISION, "What would change it")
    line = row + 2
    look = answers.styles.make(text_wrap=True, valign="top")
    for each in order[:_MOST]:
        grid.text(line, 0, _NAME, cut(each.name, 46), look)
        grid.text(line, _NAME, _DECISION, each.decision, look)
        said = _said(answers, each)
        line += grid.fitted(line, _NAME + _DECISION, COLUMNS - _NAME - _DECISION, said, look, _DEEP)
    if len(order) > _MOST:
        rest = f"and {len(order) - _MOST} more: see the sheet Initiatives"
        grid.text(line, 0, COLUMNS, rest, answers.styles.make(font_color=QUIET))
        line += 1
    return line + 1


def _class(answer: Counterfactual) -> int:
    if answer.forced is not None:
        return 0
    return 1 if answer.asked else 2 if answer.cushion is not None else 3


def _said(answers: Answers, answer: Counterfactual) -> str:
    works = [row for row in answer.would_change if row.works]
    if works:
        return "; or ".join(answers.words.change(row) for row in works[:2])
    if answer.asked:
        return "; ".join(answer.asked)
    if answer.would_change:
        settled = all(row.proven for row in answer.would_change)
        return "Nothing alone" if settled else "Nothing known; not all was settled in the time"
    return "It is committed, or must be done: nothing was asked"


def _charted(page: Page, grid: Grid, answers: Answers, row: int) -> int:
    found = [
        (place, each.name, change.amount or 0)
        for place, each in enumerate(answers.answers)
        if (change := cheapest(each, ChangeKind.MONEY)) is not None
    ]
    if not found:
        quiet = answers.styles.make(font_color=QUIET)
        grid.text(row, 0, COLUMNS, "No initiative is let in by money alone: no chart.", quiet)
        return row + 2
    chart = _chart(answers, answers.tables[TABLE], found)
    chart.set_size({"width": COLUMN_PIXELS * COLUMNS, "height": ROW_PIXELS * _CHART_ROWS})
    page.sheet.insert_chart(row, 1, chart, {"object_position": 2})
    return row + _CHART_ROWS + 1


def _chart(answers: Answers, table: Placed, found: list[tuple[int, str, int]]) -> Chart:
    """A point per initiative: what it would take, and what it would bring."""
    minor = 10**answers.portfolio.settings.exponent
    unit, shown = scale(answers.currency, max(amount for *_, amount in found) / minor, 10**7)
    x, y = table.column(MONEY), table.column(GAIN)
    title = f"Least extra money against the value gained with it ({unit})"
    chart = titled(answers.workbook, "scatter", title)
    chart.set_legend({"none": True})
    for place, name, _ in found:
        line = table.first + place
        chart.add_series(
            {
                "name": cut(name, _NAMED),
                "categories": [table.sheet, line, x, line, x],
                "values": [table.sheet, line, y, line, y],
                "marker": {"type": "diamond", "size": 8, "fill": {"color": HEAD}},
                "data_labels": {"series_name": True, "value": False, "position": "above",
                                "font": small()},
            }
        )  # fmt: skip
    axis = value_axis(positive(shown)) | {"min": 0, "line": {"color": GRID}, "name_font": small()}
    chart.set_x_axis(axis | {"name": f"Least extra money ({unit})"})
    chart.set_y_axis(axis | {"name": f"Value gained ({unit})"})
    return chart


SHEET = SheetSpec("Summary", "summary", draw)
