"""The sheet Moves: every change of where somebody works."""

from __future__ import annotations

from collections.abc import Iterator

from models.units import TeamId
from reports.audience import Sees
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind
from reports.facts.people import Move, MoveKind
from reports.page import FIRST_TABLE, Page

TABLE = "MoveList"
_COLUMNS = (
    Column("Period"),
    Column("Person", widest=30),
    Column("ID", Kind.ID),
    Column("Change", Kind.WORD, narrowest=12),
    Column("From", widest=34),
    Column("To", widest=30),
    Column("FTE", Kind.FTE),
    Column("Counts as moved", Kind.FTE, total=True),
    Column("For", widest=60),
)


def source(book: Book, move: Move) -> str:
    """Where the time comes from."""
    return " + ".join(map(book.context.names.team, move.source)) or "free time"


def target(book: Book, move: Move) -> str:
    """Where the time goes."""
    if move.target is not None:
        return book.context.names.team(move.target)
    home: TeamId | None = move.person.home_team
    return book.context.names.team(home) if home is not None else str(move.person.function)


def _rows(book: Book) -> Iterator[tuple[Cell, ...]]:
    for move in book.people.moves:
        yield (
            book.context.names.period(move.period),
            move.person.name,
            move.person.id,
            move.kind.value,
            source(book, move),
            target(book, move),
            move.slices,
            move.slices if move.kind is MoveKind.MOVES else 0,
            ", ".join(move.work),
        )


def draw(page: Page, book: Book) -> None:
    """One row per move, by period."""
    page.title(
        "Moves",
        "Who changes teams, against the plan in force and from period to period. Time that arrives "
        "at a team away from home counts as moved; coming home does not.",
    )
    book.keep(page.table(TABLE, _COLUMNS, _rows(book)))
    page.finish(FIRST_TABLE, 2)


SHEET = SheetSpec("Moves", "people", draw, Sees.PEOPLE)
