"""The sheet Stages: every stage or tranche that changed, what moved and why."""

from __future__ import annotations

from collections.abc import Iterator

from models.comparison import Comparison, Shift
from reports.columns import Cell, Column, Kind
from reports.comparison.sheet import WHY, Changes, SheetSpec
from reports.page import FIRST_TABLE, Page

TABLE = "StageChanges"
_ORDER = tuple(Shift)
_COLUMNS = (
    Column("Initiative", widest=36),
    Column("ID", Kind.ID),
    Column("Stage", Kind.COUNT),
    Column("Stage name", widest=26),
    Column("What changes", Kind.WORD, narrowest=16),
    Column("State before", Kind.WORD, narrowest=12),
    Column("State now", Kind.WORD, narrowest=12),
    Column("Start before"),
    Column("Start now"),
    Column("Tranche before", Kind.MONEY),
    Column("Tranche now", Kind.MONEY),
    Column("Money that moves", Kind.MONEY, total=True),
    *WHY,
)


def _rows(comparison: Comparison) -> Iterator[tuple[Cell, ...]]:
    by_shift = sorted(
        comparison.stages, key=lambda row: (_ORDER.index(row.shift), -row.moved, row.key)
    )
    for row in by_shift:
        yield (
            row.names[0],
            row.key[0],
            int(row.key[1]),
            row.names[1],
            row.shift.value,
            row.state[0],
            row.state[1],
            row.starts[0],
            row.starts[1],
            row.tranche[0],
            row.tranche[1],
            row.moved,
            row.cause.kind.value,
            row.cause.text,
        )


def draw(page: Page, changes: Changes) -> None:
    """The stages, then what waits for what."""
    page.title(
        "Stages",
        "Every stage or tranche that changed, with its one cause. Money in "
        f"{changes.currency}; money that moves is the whole tranche.",
    )
    changes.keep(page.table(TABLE, _COLUMNS, _rows(changes.comparison)))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Stages", "money", draw)
