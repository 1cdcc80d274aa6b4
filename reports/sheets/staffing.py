"""The sheet Staffing: who works for which team in each period."""

from __future__ import annotations

from collections.abc import Iterator

from models.person import Person
from reports.audience import Sees
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind, Toned
from reports.page import FIRST_TABLE, Page

AWAY = "→ "
"""Before the name of a team away from home."""


def _columns(book: Book) -> tuple[Column, ...]:
    pay = (Column("Cost per FTE and period", Kind.MONEY),) if book.context.view.pay else ()
    return (
        Column("Person", widest=30),
        Column("ID", Kind.ID),
        Column("Home", widest=26),
        Column("Skills", widest=34),
        *(Column(period, widest=24, narrowest=9) for period in book.context.periods),
        Column("FTE there, mean", Kind.FTE),
        Column("FTE in use, mean", Kind.FTE),
        Column("In use", Kind.PERCENT),
        *pay,
    )


def _rows(book: Book) -> Iterator[tuple[Cell, ...]]:
    context = book.context
    people = sorted(
        context.portfolio.people,
        key=lambda row: (context.names.home(row.id).casefold(), row.name, row.id),
    )
    for person in people:
        indices = context.index.calendar.indices
        there = sum(context.index.available(person.id, t) for t in indices)
        used = sum(book.people.used(person.id, t) for t in indices)
        yield (
            person.name,
            person.id,
            context.names.home(person.id),
            _skills(book, person),
            *(_where(book, person, t) for t in indices),
            there / len(indices) if indices else 0,
            used / len(indices) if indices else 0,
            used / there if there else None,
            *((person.cost,) if context.view.pay else ()),
        )


def _skills(book: Book, person: Person) -> str:
    skills = book.context.index.skills_of.get(person.id, {})
    best = sorted(skills.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{skill} {level}" for skill, level in best)


def _where(book: Book, person: Person, t: int) -> Cell:
    """Teams of a person in a period; with their FTE unless it is all the time there is."""
    context = book.context
    time = book.people.at(person.id, t)
    there = context.index.available(person.id, context.index.calendar.indices[t])
    retrained = book.people.retrained.get((person.id, context.index.calendar.indices[t]), 0)
    if not time and not retrained:
        return Toned("free" if there else "not there", "free")
    parts = []
    for team, slices in sorted(time.items(), key=lambda item: (-item[1], item[0])):
        away = AWAY if team != person.home_team else ""
        share = "" if slices == there else f" {_fte(book, slices)}"
        parts.append(f"{away}{context.names.team(team)}{share}")
    if retrained:
        parts.append(f"learning {_fte(book, retrained)}")
    text = "\n".join(parts)
    if sum(time.values()) + retrained > there:
        return Toned(f"{text}\nover {_fte(book, there)}", "over")
    return Toned(text, "away") if AWAY in text else text


def _fte(book: Book, slices: int) -> str:
    return f"{slices * book.context.portfolio.settings.slice.normalize():f}"


def draw(page: Page, book: Book) -> None:
    """One row per person, one column per period."""
    page.title(
        "Staffing",
        "Where everyone works. A number is FTE where it is not all of the person's time.",
    )
    page.legend(2, 3, ("away", "free"), ("→ away from home", "free"))
    book.keep(page.table("Staff", _columns(book), _rows(book)))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Staffing", "people", draw, Sees.PEOPLE)
