"""The sheet Moves: every change of where somebody works."""

from __future__ import annotations

from collections.abc import Iterator

from models.units import TeamId
from reports.audience import Sees
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind
from reports.facts.people import Loan, Move, MoveKind
from reports.page import FIRST_TABLE, Page

TABLE = "MoveList"
_COLUMNS = (
    Column("Period"),
    Column("On", Kind.DATE),
    Column("Person", widest=30),
    Column("ID", Kind.ID),
    Column("Change", Kind.WORD, narrowest=12),
    Column("From", widest=34),
    Column("To", widest=30),
    Column("FTE", Kind.FTE),
    Column("Counts as moved", Kind.FTE, total=True),
    Column("For", widest=60),
    Column("Loan", Kind.WORD, narrowest=12),
    Column("Back in"),
    Column("Back on", Kind.DATE),
)
_HOME = {MoveKind.MOVES: "", MoveKind.COMES_HOME: "the loan is over"}


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
    context = book.context
    for move in book.people.moves:
        loan = _loan(book, move)
        yield (
            context.names.period(move.period),
            context.starts_on(move.period),
            move.person.name,
            move.person.id,
            move.kind.value,
            source(book, move),
            target(book, move),
            move.slices,
            move.slices if move.kind is MoveKind.MOVES else 0,
            ", ".join(move.work) if move.work else _HOME[move.kind],
            None if loan is None else loan.mark(context.horizon),
            None if loan is None else context.names.period(loan.back),
            None if loan is None else context.starts_on(loan.back),
        )


def _loan(book: Book, move: Move) -> Loan | None:
    """The loan that the move begins or enlarges; None for coming home."""
    if move.target is None:
        return None
    return book.people.loan(move.person.id, move.target, move.period)


def draw(page: Page, book: Book) -> None:
    """One row per move, by period."""
    page.title(
        "Moves",
        "Who changes teams, against the plan in force and from period to period. Time that arrives "
        "at a team away from home counts as moved; coming home does not. Back on is the first day "
        "of the period in which they are back.",
    )
    book.keep(page.table(TABLE, _COLUMNS, _rows(book)))
    page.finish(FIRST_TABLE, 3)


SHEET = SheetSpec("Moves", "people", draw, Sees.PEOPLE)
