"""The sheet People: who is where in each period, before and now."""

from __future__ import annotations

from collections.abc import Iterator

from models.compared import HIRES, PEOPLE_THERE, SHORTAGES, WORK
from models.comparison import WHOLE_ROW, Change, Comparison, How
from models.snapshot import Row
from reports.columns import Cell, Column, Kind
from reports.comparison import words
from reports.comparison.sheet import WHY, Changes, SheetSpec
from reports.page import FIRST_TABLE, Page

TABLE = "PeopleChanges"
_COLUMNS = (
    Column("Who", widest=30),
    Column("ID", Kind.ID),
    Column("Period"),
    Column("Teams before (FTE)", widest=34),
    Column("Teams now (FTE)", widest=34),
    Column("Works on before", widest=44),
    Column("Works on now", widest=44),
    *WHY,
)
_OTHERS = (
    Column("Who or what", widest=60),
    Column("ID", Kind.ID),
    Column("What changes"),
    Column("Before", Kind.FTE),
    Column("Now", Kind.FTE),
    *WHY,
)


def _rows(comparison: Comparison) -> Iterator[tuple[Cell, ...]]:
    """One row per person and period, whatever of it changed."""
    before, after = (plan.rows(WORK) for plan in (comparison.before, comparison.after))
    seen: set[tuple[str, ...]] = set()
    for change in comparison.changes:
        key = change.what.key
        if change.what.table == WORK and key not in seen:
            seen.add(key)
            first, then = before.get(key), after.get(key)
            yield (
                change.what.names[0],
                key[1],
                key[2],
                _text(first, "Team"),
                _text(then, "Team"),
                _text(first, "Works on"),
                _text(then, "Works on"),
                change.cause.kind.value,
                change.cause.text,
            )


def _text(row: Row | None, column: str) -> str:
    """The parts below one another, as there may be several."""
    return row.text(column).replace(" + ", "\n") if row else ""


def _others(changes: tuple[Change, ...]) -> Iterator[tuple[Cell, ...]]:
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
    """Who is where; then who is there at all."""
    page.title(
        "People",
        "Who works where in each period, before and now. A number is FTE.",
    )
    comparison = changes.comparison
    placed = changes.keep(page.table(TABLE, _COLUMNS, _rows(comparison)))
    row = page.section(placed.below, "People there, hires and shortages")
    changes.keep(page.table("OtherPeopleChanges", _OTHERS, _others(comparison.changes), row))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("People", "people", draw)
