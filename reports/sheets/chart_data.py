"""The sheet Chart data: the figures behind those charts that no other sheet lists as they need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from models.team import Team
from models.units import InitiativeId, PeriodIndex
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind
from reports.context import Context
from reports.facts.teams import TeamLoad
from reports.page import FIRST_TABLE, Page

VALUE, BUSY = "ValueForMoney", "BusyTeams"
GROUPS: Mapping[str, tuple[str, ...]] = {
    "funded": ("funded to the end", "funded in part"),
    "held": ("held",),
    "stopped": ("stopped",),
    "not funded": ("not funded",),
}
"""What the chart tells apart, and the decisions that belong to each."""
_MOST_TEAMS = 10
_VALUE = (
    Column("Initiative", widest=40),
    Column("ID", Kind.ID),
    Column("In the chart", Kind.WORD, narrowest=12),
    Column("Money asked", Kind.WHOLE),
    Column("Value", Kind.WHOLE),
)
_BUSY = (
    Column("Team", widest=34),
    Column("Own people", Kind.FTE),
    Column("At work", Kind.FTE),
)


class Point(NamedTuple):
    """An initiative in the chart of value against money; minor units."""

    initiative: InitiativeId
    group: str
    asked: int
    value: int


def points(context: Context) -> list[Point]:
    """All initiatives that are not over, group by group, the most valuable first."""
    asked: defaultdict[InitiativeId, int] = defaultdict(int)
    for row in context.plan.stages:
        asked[row.initiative] += row.amount
    group_of = {word: group for group, words in GROUPS.items() for word in words}
    order = list(GROUPS)
    found = (
        Point(row.initiative, group_of[row.decision], asked[row.initiative], row.value)
        for row in context.plan.reasons
        if row.decision in group_of
    )
    return sorted(found, key=lambda row: (order.index(row.group), -row.value, row.initiative))


def _value(context: Context) -> Iterator[tuple[Cell, ...]]:
    for row in points(context):
        name = context.names.initiative(row.initiative)
        yield (name, row.initiative, row.group, row.asked, row.value)


def busiest(book: Book) -> list[tuple[Team, TeamLoad]]:
    """The teams with most people at work in the first period."""
    if not book.context.horizon:
        return []
    loads = [
        (team, book.teams.load(team.id, PeriodIndex(0))) for team in book.context.portfolio.teams
    ]
    loads.sort(key=lambda found: (-found[1].work, -found[1].own, found[0].name, found[0].id))
    return loads[:_MOST_TEAMS]


def _busy(book: Book) -> Iterator[tuple[Cell, ...]]:
    for team, load in busiest(book):
        yield (team.name, load.own, load.work)


def draw(page: Page, book: Book) -> None:
    """Value against money, then the busiest teams."""
    currency = book.context.portfolio.settings.currency
    page.title(
        "Chart data", f"What charts on the Summary show. Money in {currency}, people in FTE."
    )
    placed = book.keep(page.table(VALUE, _VALUE, _value(book.context)))
    now = book.context.periods[0] if book.context.periods else "no period"
    row = page.section(placed.below, f"The busiest teams in {now}")
    book.keep(page.table(BUSY, _BUSY, _busy(book), row))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Chart data", "control", draw)
