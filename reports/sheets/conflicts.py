"""The sheet Conflicts: who wanted the same scarce thing, and who got it."""

from __future__ import annotations

from collections.abc import Iterator

from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind
from reports.context import Context
from reports.page import FIRST_TABLE, Page

_COLUMNS = (
    Column("Over", widest=40),
    Column("Who got it", widest=54),
    Column("Who did not", widest=54),
    Column("What they forgo", Kind.WHOLE, total=True),
)


def _rows(context: Context) -> Iterator[tuple[Cell, ...]]:
    for row in sorted(context.plan.conflicts, key=lambda row: (-row.cost, row.over)):
        yield (
            context.names.free(row.over),
            context.names.initiatives(row.winners),
            context.names.initiatives(row.losers),
            row.cost,
        )


def draw(page: Page, book: Book) -> None:
    """The costliest conflict first."""
    page.title(
        "Conflicts",
        "Where initiatives wanted the same money or people, who won, and the expected value that "
        f"the others forgo. In {book.context.portfolio.settings.currency}.",
    )
    book.keep(page.table("ConflictList", _COLUMNS, _rows(book.context)))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Conflicts", "why", draw)
