"""The sheet Why: for each initiative why it is in the plan, or why not."""

from __future__ import annotations

from collections.abc import Iterator

from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind
from reports.context import Context
from reports.page import FIRST_TABLE, Page

_COLUMNS = (
    Column("Initiative", widest=40),
    Column("ID", Kind.ID),
    Column("Team", widest=30),
    Column("Decision", Kind.WORD, narrowest=17),
    Column("Because of", narrowest=13),
    Column("Why", widest=80),
    Column("Value", Kind.WHOLE),
)


def _rows(context: Context) -> Iterator[tuple[Cell, ...]]:
    for row in sorted(context.plan.reasons, key=lambda row: (-row.value, row.initiative)):
        yield (
            context.names.initiative(row.initiative),
            row.initiative,
            context.names.team_of(row.initiative),
            row.decision,
            row.kind.value,
            context.names.free(row.text),
            row.value,
        )


def draw(page: Page, book: Book) -> None:
    """The most valuable initiative first."""
    page.title(
        "Why",
        "Why each initiative is in the plan or not. Value is expected and discounted, in "
        f"{book.context.portfolio.settings.currency}; for what is not funded, as if it began as "
        "early as it could.",
    )
    book.keep(page.table("Reasons", _COLUMNS, _rows(book.context)))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Why", "why", draw)
