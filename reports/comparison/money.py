"""The sheet Money: what each fund has and is charged in each window, before and now."""

from __future__ import annotations

from collections.abc import Iterator

from models.compared import BUDGETS
from models.comparison import Comparison
from reports.columns import Cell, Column, Kind
from reports.comparison.sheet import WHY, Changes, SheetSpec
from reports.page import FIRST_TABLE, Page

TABLE = "MoneyChanges"
_COLUMNS = (
    Column("Fund", widest=34),
    Column("Fund ID", Kind.ID),
    Column("Window"),
    Column("What changes"),
    Column("Before", Kind.MONEY),
    Column("Now", Kind.MONEY),
    Column("Difference", Kind.MONEY, "={Now}-{Before}"),
    *WHY,
)


def _rows(comparison: Comparison) -> Iterator[tuple[Cell, ...]]:
    for change in comparison.changes:
        row = change.what
        if row.table == BUDGETS:
            before, now = (each if isinstance(each, int) else 0 for each in (row.before, row.after))
            yield (
                row.names[0],
                row.key[0],
                row.key[1],
                row.column if row.column in row.table.unit_of else f"Budget, {row.how.value}",
                before,
                now,
                now - before,
                change.cause.kind.value,
                change.cause.text,
            )


def draw(page: Page, changes: Changes) -> None:
    """One row per changed amount."""
    page.title(
        "Money",
        "Budgets, and what is charged to them by the state of the tranche. All money in "
        f"{changes.currency}.",
    )
    changes.keep(page.table(TABLE, _COLUMNS, _rows(changes.comparison)))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Money", "money", draw, (BUDGETS,))
