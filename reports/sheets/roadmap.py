"""The sheet Roadmap: what is delivered when, by team, drawn with cells."""

from __future__ import annotations

from itertools import groupby

from models.plan import StagePlan, TrancheState
from models.units import InitiativeId
from models.wording import counted
from reports.book import Book, SheetSpec
from reports.context import Context
from reports.facts.links import Links
from reports.facts.pace import Pace
from reports.page import FIRST_TABLE, Page
from reports.roadmap.bars import Bars, span
from reports.roadmap.layout import Layout
from reports.roadmap.legend import explain, short
from reports.roadmap.lines import Line, lines_of
from reports.styles import BAND, HEAD
from reports.width import width


def _lines(context: Context) -> list[tuple[str, list[Line]]]:
    """Teams with their initiatives that have a stage within the horizon."""
    links, pace = Links(context), Pace(context)
    running = [row for row in context.by_team if span(context, row) is not None]
    return [
        (team, lines_of(context, links, pace, list(rows)))
        for team, rows in groupby(running, key=lambda row: context.names.team_of(row.initiative))
    ]


def _team(page: Page, book: Book, row: int, team: str, layout: Layout) -> None:
    style = book.styles.make(bold=True, bg_color=BAND, font_color=HEAD, valign="vcenter")
    page.sheet.set_row(row, 18)
    page.sheet.write_string(row, 0, team, style)
    for column in range(1, layout.last + 1):
        page.sheet.write_blank(row, column, None, style)


def _not_drawn(context: Context, drawn: set[InitiativeId]) -> str:
    """How many initiatives have nothing scheduled, and what they are."""
    counts = {"not funded": 0, "stopped": 0, "done": 0}
    rows = sorted(context.plan.stages, key=lambda row: row.key)
    for initiative, stages in groupby(rows, key=lambda row: row.initiative):
        if initiative not in drawn:
            counts[_became(context, list(stages))] += 1
    told = ", ".join(f"{count:,} {word}" for word, count in counts.items() if count)
    total = counted(sum(counts.values()), "initiative")
    if not told:
        return "Every initiative has something scheduled."
    verb = "has" if sum(counts.values()) == 1 else "have"
    return f"Not drawn: {total} {verb} nothing scheduled ({told}): see Why."


def _became(context: Context, stages: list[StagePlan]) -> str:
    if all(context.done(row.key) for row in stages):
        return "done"
    stopped = any(row.state is TrancheState.STOPPED for row in stages)
    return "stopped" if stopped else "not funded"


def draw(page: Page, book: Book) -> None:
    """A band per team, a line per initiative, a bar per stage, a mark per gate; then the legend."""
    context = book.context
    page.title("Roadmap", "What is delivered when, by team: a bar per stage, a mark per gate.")
    page.sheet.write_string(2, 1, short(), book.styles.subtitle)
    teams = _lines(context)
    layout = Layout.of(context, [line for _, lines in teams for line in lines])
    layout.heads(page, book)
    bars = Bars(page, book, layout)
    row = FIRST_TABLE + 1
    for team, lines in teams:
        _team(page, book, row, team, layout)
        row += 1
        for line in lines:
            row += bars.draw(row, line)
    drawn = {line.initiative for _, lines in teams for line in lines}
    page.sheet.write_url(
        row + 1, 0, "internal:'Why'!A1", book.styles.link, _not_drawn(context, drawn)
    )
    explain(page, book, row + 3)
    page.grow(0, min(40.0, max((1.1 * width(team) for team, _ in teams), default=0.0)))
    layout.finish(page)


SHEET = SheetSpec("Roadmap", "why", draw)
