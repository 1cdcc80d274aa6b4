"""The sheet Teams: the work at each team against the people it has."""

from __future__ import annotations

from collections.abc import Iterator

from models.team import Team
from models.units import Slices
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind
from reports.facts.teams import TeamLoad
from reports.page import FIRST_TABLE, Page

BY_PERIOD = "PeopleByPeriod"
TABLE = "TeamLoad"
_PERIODS = (
    Column("Period"),
    Column("Own people", Kind.FTE),
    Column("Lent", Kind.FTE),
    Column("Pools and hires", Kind.FTE),
    Column("At work", Kind.FTE, "={Own people}+{Lent}+{Pools and hires}"),
    Column("Everyone there", Kind.FTE),
    Column("Short", Kind.FTE),
)


def _loads(book: Book, team: Team) -> list[TeamLoad]:
    return [book.teams.load(team.id, t) for t in book.context.index.calendar.indices]


def _by_period(book: Book) -> Iterator[tuple[Cell, ...]]:
    context = book.context
    for t in context.index.calendar.indices:
        loads = [book.teams.load(team.id, t) for team in context.portfolio.teams]
        home, borrowed = sum(row.at_home for row in loads), sum(row.borrowed for row in loads)
        hired, short = sum(row.hired for row in loads), sum(row.short for row in loads)
        there = sum(context.index.available(person.id, t) for person in context.portfolio.people)
        work = home + borrowed + hired
        yield (context.names.period(t), home, borrowed, hired, work, there, short)


def _columns(book: Book) -> tuple[Column, ...]:
    leader = (Column("Leader", widest=26),) if book.context.view.people else ()
    return (
        Column("Team", widest=32),
        Column("ID", Kind.ID),
        Column("Kind"),
        Column("Domain", widest=24),
        *leader,
        Column("Initiatives at work", Kind.COUNT),
        Column("Own people (FTE)", Kind.FTE),
        Column("In use at home", Kind.FTE),
        Column("Lent out", Kind.FTE),
        Column("In use of own", Kind.PERCENT, _IN_USE),
        Column("Borrowed", Kind.FTE),
        Column("Pools and hires", Kind.FTE),
        Column("Short", Kind.FTE),
        *(Column(f"At work {period}", Kind.FTE) for period in book.context.periods),
    )


_IN_USE = "=IF({Own people (FTE)}>0,({In use at home}+{Lent out})/{Own people (FTE)},0)"


def _mean(slices: list[Slices]) -> float:
    """Average over the periods, in slices, to a hundredth of one."""
    return round(sum(slices) / max(len(slices), 1), 2)


def _rows(book: Book) -> Iterator[tuple[Cell, ...]]:
    context = book.context
    for team in sorted(context.portfolio.teams, key=lambda row: (row.kind.value, row.name)):
        loads = _loads(book, team)
        own = _mean([load.own for load in loads])
        home, lent = _mean([load.at_home for load in loads]), _mean([load.lent for load in loads])
        yield (
            team.name,
            team.id,
            team.kind.value,
            team.domain,
            *((team.leader,) if context.view.people else ()),
            len(book.teams.at_work.get(team.id, ())),
            own,
            home,
            lent,
            (home + lent) / own if own else 0,
            _mean([load.borrowed for load in loads]),
            _mean([load.hired for load in loads]),
            _mean([load.short for load in loads]),
            *(load.work for load in loads),
        )


def draw(page: Page, book: Book) -> None:
    """Every team, then everyone by period."""
    page.title(
        "Teams",
        "People at work against people there, in FTE; averages over the plan, then each period.",
    )
    placed = book.keep(page.table(TABLE, _columns(book), _rows(book)))
    row = page.section(placed.below, "Everyone, by period")
    book.keep(page.table(BY_PERIOD, _PERIODS, _by_period(book), row))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Teams", "people", draw)
