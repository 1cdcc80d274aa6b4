"""The sheet Teams: the work at each team against the people it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.team import Team
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind
from reports.facts.teams import TeamLoad
from reports.in_cells import bars, sparklines
from reports.page import FIRST_TABLE, Page
from reports.placed import Placed
from reports.team_chart import team_chart

BY_PERIOD = "PeopleByPeriod"
TABLE = "TeamLoad"
SKILLS = "TeamSkills"
AT_WORK = "At work "
ASKED = "Asked "
_CHART = 17
"""Rows that the chart takes."""
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
    periods = (Column(f"{AT_WORK}{period}", Kind.FTE) for period in book.context.periods)
    return (
        Column("Team", widest=32),
        Column("ID", Kind.ID),
        Column("Kind"),
        Column("Domain", widest=24),
        Column("Work by period", narrowest=14),
        Column("Initiatives at work", Kind.COUNT),
        Column("Own people (FTE)", Kind.FTE),
        Column("In use at home", Kind.FTE),
        Column("Lent out", Kind.FTE),
        Column("In use of own", Kind.PERCENT, _IN_USE),
        Column("Borrowed", Kind.FTE),
        Column("Pools and hires", Kind.FTE),
        Column("Short", Kind.FTE),
        *periods,
        *leader,
    )


_IN_USE = "=IF({Own people (FTE)}>0,({In use at home}+{Lent out})/{Own people (FTE)},0)"


def _mean(slices: Sequence[int]) -> float:
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
            None,
            len(book.teams.at_work.get(team.id, ())),
            own,
            home,
            lent,
            (home + lent) / own if own else 0,
            _mean([load.borrowed for load in loads]),
            _mean([load.hired for load in loads]),
            _mean([load.short for load in loads]),
            *(load.work for load in loads),
            *((team.leader,) if context.view.people else ()),
        )


def _skill_columns(book: Book) -> tuple[Column, ...]:
    """Under those of the teams, so that one width fits both."""
    return (
        Column("Team", widest=32),
        Column("ID", Kind.ID),
        Column("State", Kind.WORD, narrowest=10),
        Column("Skill", widest=24),
        Column("Asked by period", narrowest=14),
        Column("Asked, mean", Kind.FTE),
        Column("Asked, peak", Kind.FTE),
        Column("By own people", Kind.FTE),
        Column("Borrowed", Kind.FTE),
        Column("Pools and hires", Kind.FTE),
        Column("Short", Kind.FTE),
        Column("Own who have it", Kind.FTE),
        Column("Free of these", Kind.FTE),
        *(Column(f"{ASKED}{period}", Kind.FTE) for period in book.context.periods),
    )


def _skills(book: Book) -> Iterator[tuple[Cell, ...]]:
    names, loads = book.context.names, book.team_skills.all
    for at in sorted(loads, key=lambda at: (names.team(at.team).casefold(), at.team, at.skill)):
        load = loads[at]
        parts = (load.own, load.borrowed, load.hired, load.short, load.there, load.free)
        yield (
            names.team(at.team),
            at.team,
            load.state,
            at.skill,
            None,
            _mean(load.asked),
            max(load.asked, default=0),
            *map(_mean, parts),
            *load.asked,
        )


def draw(page: Page, book: Book) -> None:
    """Every team, then everyone by period, then every team's skills."""
    page.title(
        "Teams",
        "People at work against people there, in FTE; averages over the plan, then each period.",
    )
    placed = book.keep(page.table(TABLE, _columns(book), _rows(book)))
    _lines(page, book, placed, "Work by period", AT_WORK)
    bars(page, placed, "In use of own")
    row = page.section(placed.below, "Everyone, by period")
    everyone = book.keep(page.table(BY_PERIOD, _PERIODS, _by_period(book), row))
    below = everyone.below
    if chart := team_chart(book, placed):
        page.sheet.insert_chart(row - 1, len(_PERIODS) + 1, chart, {"object_position": 2})
        below = max(below, row + _CHART)
    note = (
        "Demand against supply. Short: committed work lacks people. Tight: in some period less "
        "than a tenth of what is asked for is free besides. Whoever has two skills counts at both."
    )
    row = page.section(below, "Team by skill", note)
    placed = book.keep(page.table(SKILLS, _skill_columns(book), _skills(book), row))
    _lines(page, book, placed, "Asked by period", ASKED)
    page.finish(FIRST_TABLE, 1)


def _lines(page: Page, book: Book, placed: Placed, header: str, before: str) -> None:
    """Small columns of the numbers by period."""
    if periods := book.context.periods:
        sparklines(page, placed, header, f"{before}{periods[0]}", f"{before}{periods[-1]}")


SHEET = SheetSpec("Teams", "people", draw)
