"""The sheet Side by side: every stage that differs between the plans with and without options."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from models.comparison import Shift
from models.plan import Worker
from models.wording import listed
from reports.columns import Cell, Column, Kind
from reports.hiring.sheet import Book
from reports.page import FIRST_TABLE, Page

TABLE = "SideBySide"
_MOST_NAMED = 3
_COLUMNS = (
    Column("Initiative", widest=36),
    Column("ID", Kind.ID),
    Column("Stage", Kind.COUNT),
    Column("Stage name", widest=26),
    Column("Team", widest=26),
    Column("With the options it", Kind.WORD, narrowest=16),
    Column("State without", Kind.WORD, narrowest=12),
    Column("State with", Kind.WORD, narrowest=12),
    Column("Starts without"),
    Column("Starts with"),
    Column("Tranche", Kind.MONEY),
    Column("Uses", widest=50),
)
_ORDER = tuple(Shift)


def _rows(book: Book) -> Iterator[tuple[Cell, ...]]:
    uses = _uses(book)
    stages = book.comparison.stages if book.comparison else ()
    for row in sorted(stages, key=lambda row: (_ORDER.index(row.shift), -row.moved, row.key)):
        yield (
            row.names[0],
            row.key[0],
            int(row.key[1]),
            row.names[1],
            row.names[2],
            row.shift.value,
            row.state[0],
            row.state[1],
            row.starts[0],
            row.starts[1],
            row.moved,
            listed(sorted(uses[row.key]), _MOST_NAMED),
        )


def _uses(book: Book) -> defaultdict[tuple[str, str], set[str]]:
    """The options that work on each stage."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in book.case.plan.assignments:
        if row.worker is Worker.HIRE and row.initiative is not None:
            found[row.initiative, str(row.stage)].add(row.who)
    return found


def draw(page: Page, book: Book) -> None:
    """A row per stage that differs."""
    about = (
        "Every stage on which the plan with all options and the plan without any differ. Money in "
        f"{book.currency}."
    )
    if book.comparison is None or not book.comparison.stages:
        about = "No stage differs between the plan with all options and the plan without any."
    page.title("Side by side", about)
    book.tables[TABLE] = page.table(TABLE, _COLUMNS, _rows(book))
    page.finish(FIRST_TABLE, 1)
