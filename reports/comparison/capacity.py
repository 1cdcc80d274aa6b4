"""The sheet Capacity: who is there at all, what is hired, and what committed work lacks."""

from __future__ import annotations

from collections.abc import Iterator

from models.compared import HIRES, PEOPLE_THERE, SHORTAGES
from models.comparison import WHOLE_ROW, Change, How
from reports.columns import Cell, Column, Kind
from reports.comparison import words
from reports.comparison.sheet import WHY, Changes, SheetSpec
from reports.page import FIRST_TABLE, Page

_COLUMNS = (
    Column("Who or what", widest=60),
    Column("ID", Kind.ID),
    Column("What changes"),
    Column("Before", Kind.FTE),
    Column("Now", Kind.FTE),
    *WHY,
)


def _rows(changes: tuple[Change, ...]) -> Iterator[tuple[Cell, ...]]:
    for change in changes:
        row = change.what
        if row.table in (PEOPLE_THERE, HIRES, SHORTAGES):
            yield (
                words.called(row),
                words.ids(row),
                _what(change),
                words.cell(row.unit, row.before),
                words.cell(row.unit, row.after),
                change.cause.kind.value,
                change.cause.text,
            )


def _what(change: Change) -> str:
    row = change.what
    if row.table == HIRES:
        return "Hires and contractors"
    if row.table == SHORTAGES:
        return "FTE short"
    if row.column == WHOLE_ROW:
        return "New in the portfolio" if row.how is How.ADDED else "Left the portfolio"
    return row.column


def draw(page: Page, changes: Changes) -> None:
    """People, hires, shortages."""
    page.title("Capacity", "People there, hires, and time that committed work lacks, in FTE.")
    changes.keep(page.table("CapacityChanges", _COLUMNS, _rows(changes.comparison.changes)))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Capacity", "people", draw, (PEOPLE_THERE, HIRES, SHORTAGES))
