"""The sheet Funding plan: every stage with its tranche, when it starts, and why it waits."""

from __future__ import annotations

from collections.abc import Iterator

from models.plan import StagePlan, TrancheState
from models.plan_tables import FUNDING
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind, Live
from reports.formulas import total
from reports.page import FIRST_TABLE, Page
from reports.sheets.release_now import TABLE as RELEASE_NOW
from reports.styles import MARKS

_COLUMNS = (
    Column("Initiative", widest=40),
    Column("ID", Kind.ID),
    Column("Stage", Kind.COUNT),
    Column("Stage name", widest=30),
    Column("Team", widest=30),
    Column("State", Kind.WORD, narrowest=12),
    Column("Starts"),
    Column("Runs to"),
    Column("Tranche", Kind.MONEY, total=True),
    Column("Release now", Kind.MONEY, total=True),
    Column("Gate before it", Kind.WORD, narrowest=11),
    Column("What is missing", widest=60),
)


def _rows(book: Book, first: int) -> Iterator[tuple[Cell, ...]]:
    context, names = book.context, book.context.names
    for line, row in enumerate(context.by_team, first + 1):
        yield (
            names.initiative(row.initiative),
            row.initiative,
            row.stage,
            names.stage(row.key),
            names.team_of(row.initiative),
            row.state.value,
            context.starts(row),
            context.last_period(row),
            row.amount,
            _released(book, row, line),
            row.gate.value if row.gate else None,
            "\n".join(map(names.free, row.missing)),
        )


def _released(book: Book, row: StagePlan, line: int) -> Cell:
    """What is released of it now, from the sheet that decides it."""
    if row.state is not TrancheState.RELEASE_NOW or not book.has(RELEASE_NOW):
        return row.release_now or None
    same = (("ID", f"=B{line}"), ("Stage", f"=C{line}"))
    return Live(f"={total(RELEASE_NOW, 'Release now', *same)}", row.release_now)


def draw(page: Page, book: Book) -> None:
    """One row per stage, by team and initiative."""
    settings = book.context.portfolio.settings
    page.title(
        FUNDING.sheet,
        f"Every stage with its tranche. All money in {settings.currency}.",
    )
    page.legend(2, 3, list(MARKS)[:3], list(MARKS)[:3])
    page.legend(2, 6, list(MARKS)[3:], list(MARKS)[3:])
    book.keep(page.table(FUNDING.name, _COLUMNS, _rows(book, FIRST_TABLE + 1)))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec(FUNDING.sheet, "money", draw)
