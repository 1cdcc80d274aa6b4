"""The sheet Staffing: who works for which team in each period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.person import Person
from models.units import TeamId
from models.wording import number
from reports.audience import Sees
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind, Toned
from reports.in_cells import bars, sparklines
from reports.page import FIRST_TABLE, Page
from reports.styles import TEAM_FILLS, team_tone

TABLE = "Staff"
AWAY = "→ "
"""Before the name of a team away from home."""
_FULL = 1.25
"""Load at which a small column would fill its cell: some room is left above 100 %."""
_LOAD = "Load "
_NEVER = "–"
"""For who is never away: LibreOffice prints ### beside folded numbers where nothing stands."""
"""Before a period: the share of a person's time in use, behind the small columns."""


def _columns(book: Book) -> tuple[Column, ...]:
    pay = (Column("Cost per FTE and period", Kind.MONEY),) if book.context.view.pay else ()
    return (
        Column("Person", widest=30),
        Column("ID", Kind.ID),
        Column("Home", widest=26),
        Column("Skills", widest=34),
        *(Column(period, widest=28, narrowest=9) for period in book.context.periods),
        Column("FTE there, mean", Kind.FTE),
        Column("FTE in use, mean", Kind.FTE),
        Column("In use", Kind.PERCENT, narrowest=10),
        Column("Load by period", narrowest=14),
        *pay,
        Column("Back home", widest=24),
        *(Column(f"{_LOAD}{period}", Kind.PERCENT, folded=True) for period in book.context.periods),
    )


def _tones(book: Book) -> Mapping[TeamId, int]:
    """Place of each team's colours: by its name, so that they stay from plan to plan."""
    teams = sorted(book.context.portfolio.teams, key=lambda row: (row.name.casefold(), row.id))
    return {team.id: place for place, team in enumerate(teams)}


def _rows(book: Book) -> Iterator[tuple[Cell, ...]]:
    context, tones = book.context, _tones(book)
    indices = context.index.calendar.indices
    people = sorted(
        context.portfolio.people,
        key=lambda row: (context.names.home(row.id).casefold(), row.name, row.id),
    )
    for person in people:
        there = [context.index.available(person.id, t) for t in indices]
        used = [book.people.used(person.id, t) for t in indices]
        yield (
            person.name,
            person.id,
            _home(book, person, tones),
            _skills(book, person),
            *(_where(book, person, t, tones) for t in indices),
            sum(there) / len(indices) if indices else 0,
            sum(used) / len(indices) if indices else 0,
            sum(used) / sum(there) if any(there) else None,
            None,
            *((person.cost,) if context.view.pay else ()),
            _back(book, person) or _NEVER,
            *(
                mine / all_of_it if all_of_it else None
                for mine, all_of_it in zip(used, there, strict=True)
            ),
        )


def _home(book: Book, person: Person, tones: Mapping[TeamId, int]) -> Cell:
    """The home in its colours: this column is the legend of all others."""
    name = book.context.names.home(person.id)
    return name if person.home_team is None else Toned(name, team_tone(tones[person.home_team]))


def _skills(book: Book, person: Person) -> str:
    skills = book.context.index.skills_of.get(person.id, {})
    best = sorted(skills.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{skill} {level}" for skill, level in best)


def _where(book: Book, person: Person, t: int, tones: Mapping[TeamId, int]) -> Cell:
    """Teams of a person in a period, with time in use of time there unless that is all of it."""
    context = book.context
    time = book.people.at(person.id, t)
    there = context.index.available(person.id, context.index.calendar.indices[t])
    retrained = book.people.retrained.get((person.id, context.index.calendar.indices[t]), 0)
    if not time and not retrained:
        return Toned("free" if there else "not there", "free")
    teams = sorted(time.items(), key=lambda item: (-item[1], item[0]))
    parts: list[tuple[str, int]] = [
        (f"{_mark(person, team)}{context.names.team(team)}", slices) for team, slices in teams
    ]
    parts += [("learning", retrained)] if retrained else []
    text = _said(book, parts, there)
    if sum(slices for _, slices in parts) > there:
        return Toned(f"{text}\nover", "over")
    if not teams:
        return text
    first = teams[0][0]
    away = any(team != person.home_team for team, _ in teams)
    return Toned(text, team_tone(tones[first], away=away))


def _mark(person: Person, team: TeamId) -> str:
    return AWAY if team != person.home_team else ""


def _said(book: Book, parts: list[tuple[str, int]], there: int) -> str:
    """`Payments`, `Payments 0.6 / 0.8`, or a line for each of several teams."""
    used = sum(slices for _, slices in parts)
    of_all = f" / {_fte(book, there)}" if used != there else ""
    if len(parts) == 1:
        return f"{parts[0][0]} {_fte(book, used)}{of_all}" if of_all else parts[0][0]
    lines = [f"{name} {_fte(book, slices)}" for name, slices in parts]
    return "\n".join([*lines, f"{_fte(book, used)}{of_all}"] if of_all else lines)


def _back(book: Book, person: Person) -> str:
    """When someone who is or will be lent is at home again."""
    horizon = book.context.horizon
    away = [
        any(team != person.home_team for team in book.people.at(person.id, t))
        for t in range(horizon)
    ]
    if not any(away):
        return ""
    first = away.index(True)
    back = next((t for t in range(first, horizon) if not away[t]), None)
    if back is None:
        return "away to the end"
    return f"back in {book.context.names.period(back)}"


def _fte(book: Book, slices: int) -> str:
    return number(slices * book.context.portfolio.settings.slice)


def draw(page: Page, book: Book) -> None:
    """One row per person, one column per period."""
    repeated = len(book.context.portfolio.teams) > len(TEAM_FILLS)
    page.title(
        "Staffing",
        "Where everyone works, in the colour of the team (as under Home"
        + (f"; {len(TEAM_FILLS)} colours in turn" if repeated else "")
        + "). 0.6 / 0.8 is FTE in use of FTE there, where that is not the same.",
    )
    words = (team_tone(0, away=True), "free", "over")
    page.legend(2, 3, words, ("→ away from home", "free", "over"))
    placed = book.keep(page.table(TABLE, _columns(book), _rows(book)))
    if book.context.periods:
        first, last = (f"{_LOAD}{book.context.periods[at]}" for at in (0, -1))
        bars(page, placed, "In use")
        sparklines(page, placed, "Load by period", first, last, _FULL)
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Staffing", "people", draw, Sees.PEOPLE)
