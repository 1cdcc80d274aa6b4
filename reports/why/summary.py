"""The sheet Summary: the answers in a page, with the cheapest money against what it brings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from models.counterfactual import ChangeKind, Counterfactual
from models.wording import capital, counted
from reports.grid import COLUMN_PIXELS, COLUMN_WIDTH, COLUMNS, ROW_PIXELS, Grid
from reports.page import Page
from reports.styles import QUIET
from reports.why.case import Answers, SheetSpec
from reports.why.chart import money_for_gain, worth_of_steps
from reports.why.initiatives import cheapest
from reports.width import cut

_MOST = 14
"""Initiatives that the page names; all are on the sheet Initiatives."""
_DEEP = 3
_CHART_ROWS = 18
_NAME, _DECISION = 6, 3


def headline(answers: Answers) -> str:
    """The answers in two sentences; one alone by its name."""
    if len(answers.answers) == 1:
        return "{0.name}: {0.decision}".format(*answers.answers)
    decisions = Counter(row.decision for row in answers.answers)
    said = ", ".join(f"{number:,} {decision}" for decision, number in sorted(decisions.items()))
    refused = [row for row in answers.answers if row.forced is not None]
    by_money = [row for row in refused if cheapest(row, ChangeKind.MONEY)]
    text = f"{counted(len(answers.answers), 'initiative')}: {said}."
    if not refused:
        return text
    return f"{text} Money alone {_by_money(refused, len(by_money))} not funded to the end."


def _by_money(refused: Sequence[Counterfactual], admitted: int) -> str:
    """How many of them it lets in: `would let in 2, each by itself, of the 5 that are`."""
    settled = admitted or all(_settled(row) for row in refused)
    if len(refused) == 1:
        does = "would" if admitted else "would not" if settled else "is not known to"
        return f"{does} let in the one that is"
    whole = f"of the {len(refused):,} that are"
    if not admitted:
        return f"would let in none {whole}" if settled else f"is not known to let in any {whole}"
    return f"would let in {admitted:,}{', each by itself,' if admitted > 1 else ''} {whole}"


def _settled(answer: Counterfactual) -> bool:
    """Whether it is known what money alone does."""
    rows = [row for row in answer.would_change if row.kind is ChangeKind.MONEY]
    return bool(rows) and all(row.works is not None for row in rows)


def draw(page: Page, answers: Answers) -> None:
    """Headline, the answers one below another, and the chart."""
    grid, settings = Grid(page), answers.portfolio.settings
    about = (
        f"As of {settings.as_of.isoformat()}. Every answer was found by solving anew. "
        f"View: {answers.view.audience.value}."
    )
    row = grid.top(f"Why, and what it would take: {settings.name}", about, headline(answers)) + 1
    row = (_told if len(answers.answers) == 1 else _listed)(grid, answers, row)
    row = _charted(grid, answers, row)
    grid.end(row)


def _told(grid: Grid, answers: Answers, row: int) -> int:
    """One answer alone is told in whole, as a terminal tells it."""
    (answer,) = answers.answers
    grid.heading(row, 0, COLUMNS, "Why, and what alone would change it")
    line = row + 1
    for said in answers.words.answer(answer)[1:]:
        within: dict[str, object] = {"indent": 2, "bold": True} if said.startswith(" ") else {}
        look = answers.styles.make(text_wrap=True, valign="top", align="left", **within)
        line += grid.fitted(line, 0, COLUMNS, said.strip(), look, _DEEP)
    return line + 1


def _listed(grid: Grid, answers: Answers, row: int) -> int:
    """Refused ones first: they are what people ask about."""
    order = sorted(answers.answers, key=lambda each: (_class(each), each.initiative))
    grid.heading(row, 0, COLUMNS, "What alone would change each decision")
    grid.head(row + 1, 0, _NAME, "Initiative")
    grid.head(row + 1, _NAME, _DECISION, "Decision", "center")
    left = _NAME + _DECISION
    grid.head(row + 1, left, COLUMNS - left, "  What would change it")
    line = row + 2
    look = answers.styles.make(text_wrap=True, valign="top", align="left", indent=1)
    for each in order[:_MOST]:
        name = cut(each.name, _NAME * COLUMN_WIDTH - 1)
        grid.text(line, 0, _NAME, name, answers.styles.make(valign="top"))
        grid.word(line, _NAME, _DECISION, each.decision)
        said = _said(answers, each)
        line += grid.fitted(line, left, COLUMNS - left, said, look, _DEEP)
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
        return capital("; or ".join(answers.words.change(row) for row in works[:2]))
    if answer.asked:
        return f"Its gate asks for proof: {'; '.join(answer.asked)}"
    if answer.would_change:
        settled = all(row.proven for row in answer.would_change)
        return "Nothing alone" if settled else "Nothing known; not all was settled"
    if answer.forced is not None:
        return "Nothing known: it was not found out"
    return "It is committed, or must be done: nothing was asked"


def _charted(grid: Grid, answers: Answers, row: int) -> int:
    """The charts side by side, a single one over the whole width; gives the row below."""
    found = [each for each in (money_for_gain(answers), worth_of_steps(answers)) if each]
    if not found:
        quiet = answers.styles.make(font_color=QUIET)
        text = "Too few amounts are known to be drawn beside one another: no chart."
        grid.text(row, 0, COLUMNS, text, quiet)
        return row + 2
    span = COLUMNS // len(found)
    for place, chart in enumerate(found):
        size = {"width": COLUMN_PIXELS * span - 8, "height": ROW_PIXELS * _CHART_ROWS}
        chart.set_size(size)
        grid.sheet.insert_chart(row, 1 + place * span, chart, {"object_position": 2})
    return row + _CHART_ROWS + 1


SHEET = SheetSpec("Summary", "summary", draw)
