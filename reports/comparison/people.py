"""The sheet People: who is where in each period, before and now."""

from __future__ import annotations

from collections.abc import Iterator

from models.compared import WORK
from models.comparison import Comparison
from models.snapshot import Row
from reports.columns import Cell, Column, Kind
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


def draw(page: Page, changes: Changes) -> None:
    """One row per person and period."""
    page.title(
        "People",
        "Who works where in each period, before and now. A number is FTE.",
    )
    changes.keep(page.table(TABLE, _COLUMNS, _rows(changes.comparison)))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("People", "people", draw, (WORK,))
