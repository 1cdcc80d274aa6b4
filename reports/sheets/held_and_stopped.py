"""The sheet Held and stopped: what waits at a gate, and what would open it."""

from __future__ import annotations

from collections.abc import Iterator

from models.plan import StagePlan, TrancheState
from models.stage import StageKey
from models.verdict import VerdictKind
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind
from reports.context import Context
from reports.page import FIRST_TABLE, Page

TABLE = "HeldStopped"
_COLUMNS = (
    Column("Initiative", widest=40),
    Column("ID", Kind.ID),
    Column("Stage", Kind.COUNT),
    Column("Stage name", widest=30),
    Column("Team", widest=30),
    Column("State", Kind.WORD, narrowest=12),
    Column("Tranche", Kind.MONEY, total=True),
    Column("Gate before it", Kind.WORD, narrowest=11),
    Column("What is missing", widest=80),
    Column("Planned for"),
)


def chosen(context: Context) -> list[StagePlan]:
    """Held tranches first, the largest first; then the stopped ones."""
    states = (TrancheState.HELD, TrancheState.STOPPED)
    rows = [row for row in context.plan.stages if row.state in states]
    return sorted(rows, key=lambda row: (states.index(row.state), -row.amount, row.key))


def missing(context: Context, row: StagePlan) -> str:
    """What would release a tranche, or why it is stopped."""
    if row.missing:
        return "\n".join(map(context.names.free, row.missing))
    before = (StageKey(row.initiative, stage) for stage in range(1, row.stage))
    gates = (context.verdict_of.get(key) for key in before)
    failed = (gate for gate in gates if gate is not None and gate.kind is VerdictKind.FAILED)
    return "\n".join(context.names.free(gate.reason) for gate in failed)


def _rows(context: Context) -> Iterator[tuple[Cell, ...]]:
    for row in chosen(context):
        yield (
            context.names.initiative(row.initiative),
            row.initiative,
            row.stage,
            context.names.stage(row.key),
            context.names.team_of(row.initiative),
            row.state.value,
            row.amount,
            row.gate.value if row.gate else None,
            missing(context, row),
            context.starts(row),
        )


def draw(page: Page, book: Book) -> None:
    """One row per tranche."""
    page.title(
        "Held and stopped",
        "Tranches that no money leaves for now: held ones wait for proof, stopped ones missed "
        f"their gate. All money in {book.context.portfolio.settings.currency}.",
    )
    book.keep(page.table(TABLE, _COLUMNS, _rows(book.context)))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Held and stopped", "money", draw)
