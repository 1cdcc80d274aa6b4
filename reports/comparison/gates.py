"""The sheet Gates and evidence: verdicts that changed, and outcomes that came in."""

from __future__ import annotations

from collections.abc import Iterator

from models.compared import GATES, PROOFS
from models.comparison import WHOLE_ROW, Comparison, How
from reports.columns import Cell, Column, Kind
from reports.comparison import words
from reports.comparison.sheet import WHY, Changes, SheetSpec
from reports.page import FIRST_TABLE, Page

TABLE = "GateChanges"
_COLUMNS = (
    Column("Initiative", widest=36),
    Column("ID", Kind.ID),
    Column("Gate after stage", Kind.COUNT),
    Column("Objective", widest=44),
    Column("What changes", narrowest=12),
    Column("Before", widest=44),
    Column("Now", widest=44),
    *WHY,
)


def _rows(comparison: Comparison) -> Iterator[tuple[Cell, ...]]:
    for change in comparison.changes:
        row = change.what
        if row.table in (GATES, PROOFS):
            shown = "Shown now" if row.how is How.ADDED else "Shown no more"
            yield (
                row.names[0],
                row.key[0],
                int(row.key[1]),
                row.key[2] if row.table == PROOFS else None,
                shown if row.column == WHOLE_ROW else row.column,
                words.cell(row.unit, row.before),
                words.cell(row.unit, row.after),
                change.cause.kind.value,
                change.cause.text,
            )


def draw(page: Page, changes: Changes) -> None:
    """One row per changed cell of a gate or of what it rests on."""
    page.title(
        "Gates and evidence",
        "What gates say now, and the outcomes behind it. A plan shows the gates before the "
        "tranches that are asked for now.",
    )
    changes.keep(page.table(TABLE, _COLUMNS, _rows(changes.comparison)))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Gates and evidence", "why", draw, (GATES, PROOFS))
