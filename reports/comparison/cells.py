"""The sheet Every changed cell: the full list, each with its one cause."""

from __future__ import annotations

from collections.abc import Iterator

from models.comparison import WHOLE_ROW, Change
from reports.columns import Cell, Column, Kind
from reports.comparison import words
from reports.comparison.sheet import WHY, Changes, SheetSpec
from reports.page import FIRST_TABLE, Page

TABLE = "ChangedCells"
COLUMNS = (
    Column("Sheet"),
    Column("Row", widest=56),
    Column("ID", Kind.ID),
    Column("Column"),
    Column("Before", widest=36),
    Column("Now", widest=36),
    Column("Difference"),
    *WHY,
)


def rows(changes: tuple[Change, ...]) -> Iterator[tuple[Cell, ...]]:
    """One row per changed cell, and per row that only one plan has."""
    for change in changes:
        row = change.what
        yield (
            row.table.sheet,
            words.called(row),
            words.ids(row),
            f"row {row.how.value}" if row.column == WHOLE_ROW else row.column,
            words.cell(row.unit, row.before),
            words.cell(row.unit, row.after),
            words.difference(row),
            change.cause.kind.value,
            change.cause.text,
        )


def draw(page: Page, changes: Changes) -> None:
    """All of them, in the order of the plan's sheets."""
    page.title(
        "Every changed cell",
        "In the order of the plan's sheets; where the plan shows a number once more, it is not "
        f"listed again. Money in {changes.currency}, people's time in FTE.",
    )
    changes.keep(page.table(TABLE, COLUMNS, rows(changes.comparison.changes)))
    page.finish(FIRST_TABLE, 2)


SHEET = SheetSpec("Every changed cell", "control", draw)
