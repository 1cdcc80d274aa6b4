"""The sheet Payments: which fund pays what, part by part; all sums of money rest on it."""

from __future__ import annotations

from collections.abc import Iterator

from models.plan_tables import PAYMENTS
from models.stage import StageKey
from reports.audience import Sees
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind
from reports.context import COST_TYPES, Context
from reports.page import FIRST_TABLE, Page

_COLUMNS = (
    Column("Initiative", widest=40),
    Column("Initiative ID", Kind.ID),
    Column("Stage", Kind.COUNT),
    Column("State", Kind.WORD, narrowest=12),
    Column("Cost type"),
    Column("Fund", widest=34),
    Column("Fund ID", Kind.ID),
    Column("Window"),
    Column("Period"),
    Column("Amount", Kind.MONEY, total=True),
)


def _rows(context: Context) -> Iterator[tuple[Cell, ...]]:
    for row in context.plan.payments:
        yield (
            context.names.initiative(row.initiative),
            row.initiative,
            row.stage,
            context.state(StageKey(row.initiative, row.stage)),
            COST_TYPES[row.cost_type],
            context.names.fund(row.fund),
            row.fund,
            context.window(row.period),
            context.names.period(row.period),
            row.amount,
        )


def draw(page: Page, book: Book) -> None:
    """One row per payment, in the plan's order."""
    page.title(
        PAYMENTS.sheet,
        "What each fund is charged within the plan, part by part. All money in "
        f"{book.context.portfolio.settings.currency}.",
    )
    book.keep(page.table(PAYMENTS.name, _COLUMNS, _rows(book.context)))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec(PAYMENTS.sheet, "control", draw, Sees.LEDGER)
