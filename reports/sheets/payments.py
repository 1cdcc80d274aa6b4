"""The sheet Payments: which fund pays what, part by part; all sums of money rest on it.

What is charged follows the gates: nothing, where a tranche that the plan releases now is closed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.plan import Payment
from models.plan_tables import PAYMENTS
from models.stage import StageKey
from reports.audience import Sees
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind, Live
from reports.context import COST_TYPES, Context
from reports.page import FIRST_TABLE, Page
from reports.sheets import release_now

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
    Column("Charged", Kind.MONEY, "={Amount}", total=True),
)


def _rows(context: Context, releases: Mapping[StageKey, int]) -> Iterator[tuple[Cell, ...]]:
    for line, row in enumerate(context.plan.payments, FIRST_TABLE + 2):
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
            _charged(row, line, releases),
        )


def _charged(row: Payment, line: int, releases: Mapping[StageKey, int]) -> Cell:
    """The amount; for what is released now, only while its gates let something go."""
    release = releases.get(StageKey(row.initiative, row.stage))
    if release is None:
        return row.amount
    out = f"'{release_now.SHEET.name}'!${release_now.AMOUNT}${release}"
    return Live(f"=IF({out}=0,0,J{line})", row.amount)


def draw(page: Page, book: Book) -> None:
    """One row per payment, in the plan's order."""
    page.title(
        PAYMENTS.sheet,
        "What each fund is charged within the plan, part by part. All money in "
        f"{book.context.portfolio.settings.currency}.",
    )
    releases = release_now.lines_of(book.context)
    book.keep(page.table(PAYMENTS.name, _COLUMNS, _rows(book.context, releases)))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec(PAYMENTS.sheet, "control", draw, Sees.LEDGER)
