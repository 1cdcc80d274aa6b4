"""The sheet Dependencies: what waits for what, and feature flags, where that changed."""

from __future__ import annotations

from collections.abc import Iterator

from models.compared import FLAGS, LINKS
from models.comparison import Change
from reports.columns import Cell, Column, Kind
from reports.comparison import words
from reports.comparison.sheet import WHY, Changes, SheetSpec
from reports.page import FIRST_TABLE, Page

_COLUMNS = (
    Column("What waits for what", widest=60),
    Column("IDs", Kind.ID),
    Column("What changes"),
    Column("Before", widest=20),
    Column("Now", widest=20),
    *WHY,
)


def _rows(changes: tuple[Change, ...]) -> Iterator[tuple[Cell, ...]]:
    for change in changes:
        row = change.what
        if row.table in (LINKS, FLAGS):
            yield (
                words.called(row),
                words.ids(row),
                row.column if row.table == LINKS else f"Feature flag {row.how.value}",
                words.cell(row.unit, row.before),
                words.cell(row.unit, row.after),
                change.cause.kind.value,
                change.cause.text,
            )


def draw(page: Page, changes: Changes) -> None:
    """One row per dependency or flag."""
    page.title(
        "Dependencies",
        "What waits for what, and the feature flags in use, where that changed. Money in "
        f"{changes.currency}.",
    )
    changes.keep(page.table("LinkChanges", _COLUMNS, _rows(changes.comparison.changes)))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Dependencies", "why", draw, (LINKS, FLAGS))
