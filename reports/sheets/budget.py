"""The sheet Budget: what each fund has, is charged and keeps, window by window."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from models.fund import Budget
from models.plan import TrancheState
from models.plan_tables import BUDGET, PAYMENTS
from models.units import FundId, WindowId
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind, Live
from reports.context import PAID_STATES, Context
from reports.formulas import total
from reports.page import FIRST_TABLE, Page
from reports.sheets.inputs import budget_cells
from reports.sheets.release_now import limit

BY_WINDOW = "MoneyByWindow"
HEADS: Mapping[TrancheState, str] = {
    TrancheState.RELEASED: "Released",
    TrancheState.RELEASE_NOW: "Release now",
    TrancheState.HELD: "Held",
    TrancheState.PLANNED: "Planned",
}
"""Headers of the columns of money by state."""


def _charged_formula(state: TrancheState) -> str:
    same = (("Fund ID", "={Fund ID}"), ("Window", "={Window}"), ("State", f'="{state.value}"'))
    return "=" + total(PAYMENTS.name, "Charged", *same)


def _columns(book: Book) -> tuple[Column, ...]:
    live = book.has(PAYMENTS.name)
    states = (
        Column(HEADS[state], Kind.MONEY, _charged_formula(state) if live else "", total=True)
        for state in PAID_STATES
    )
    return (
        Column("Fund", widest=34),
        Column("Fund ID", Kind.ID),
        Column("Window"),
        Column("Budget", Kind.MONEY, total=True),
        Column("Carried in", Kind.MONEY),
        Column("Shortfall", Kind.MONEY, total=True),
        Column("Room", Kind.MONEY, "={Budget}+{Carried in}+{Shortfall}"),
        *states,
        Column(
            "Charged",
            Kind.MONEY,
            "={Released}+{Release now}+{Held}+{Planned}",
            total=True,
        ),
        Column("Left", Kind.MONEY, "=IF({Room}-{Charged}>0,{Room}-{Charged},0)"),
        Column("Overrun", Kind.MONEY, total=True),
        Column("Limit"),
        Column("Counts on"),
        Column("Worth of one more", Kind.RATE),
    )


class _Window(NamedTuple):
    """A fund in a window, in minor units."""

    row: Budget | None
    carried: Fraction
    room: Fraction
    charged: int


def windows(context: Context, fund: FundId) -> list[_Window]:
    """The windows of a fund in calendar order, with what each carries over to the next."""
    found: list[_Window] = []
    share = Fraction(context.index.funds[fund].carry_over) / 100
    carried = Fraction(0)
    for window in context.index.calendar.windows:
        row = context.index.budgets.get((fund, window))
        budget = (row.amount if row else 0) + context.shortfalls.get((fund, window), 0)
        charged = sum(context.charged.get((fund, window, state), 0) for state in TrancheState)
        found.append(_Window(row, carried, budget + carried, charged))
        carried = share * max(Fraction(0), found[-1].room - charged)
    return found


class Balance(NamedTuple):
    """A fund in a window: room (shortfall included), charges, overrun, shortfall; minor units."""

    room: Fraction
    charged: int
    over: int
    lacking: int


def balances(context: Context) -> Iterator[Balance]:
    """All funds in all windows."""
    for fund in sorted(context.index.funds):
        found = windows(context, fund)
        for window, row in zip(context.index.calendar.windows, found, strict=True):
            key = (fund, window)
            over, lacking = context.overruns.get(key, 0), context.shortfalls.get(key, 0)
            yield Balance(row.room, row.charged, over, lacking)


def _rows(book: Book, first: int) -> Iterator[tuple[Cell, ...]]:
    context, cells = book.context, budget_cells(book)
    line = first
    for fund in sorted(context.index.funds):
        share = context.index.funds[fund].carry_over
        of_fund = zip(context.index.calendar.windows, windows(context, fund), strict=True)
        for place, (window, found) in enumerate(of_fund):
            line += 1
            carried = _carried(share, found.carried, line) if place else None
            budget = _budget(cells.get((fund, window)), found)
            yield _row(context, fund, window, found, budget, carried)


def _carried(share: Decimal, carried: Fraction, line: int) -> Cell:
    """What the window in the row above left over, at the fund's share."""
    if share == 0:
        return None
    return Live(f"={share / 100:f}*M{line - 1}", carried)


def _budget(cell: str | None, found: _Window) -> Cell:
    """What the fund is given, from the inputs."""
    return Live(f"={cell}", found.row.amount) if cell and found.row else 0


def _row(
    context: Context, fund: FundId, window: WindowId, found: _Window, budget: Cell, carried: Cell
) -> tuple[Cell, ...]:
    charged = (context.charged.get((fund, window, state), 0) for state in PAID_STATES)
    left = max(Fraction(0), found.room - found.charged)
    counts = found.row.counts.value if found.row else "release"
    return (
        context.names.fund(fund),
        fund,
        window,
        budget,
        carried,
        context.shortfalls.get((fund, window)),
        found.room,
        *charged,
        found.charged,
        left,
        context.overruns.get((fund, window)),
        limit(found.row),
        counts,
        _worth(context, fund, window),
    )


def _worth(context: Context, fund: FundId, window: WindowId) -> Decimal | None:
    for price in context.plan.prices:
        if price.fund == fund and price.window == window:
            return price.worth.quantize(Decimal("0.01"))
    return None


def _by_window(context: Context) -> Iterator[tuple[Cell, ...]]:
    for window in context.index.calendar.windows:
        sums = [
            sum(context.charged.get((fund, window, state), 0) for fund in context.index.funds)
            for state in PAID_STATES
        ]
        budget = sum(row.amount for row in context.portfolio.budgets if row.window == window)
        yield (window, budget, *sums, sum(sums))


def _window_columns() -> tuple[Column, ...]:
    heads = ("Budget", *(HEADS[state] for state in PAID_STATES), "Charged")
    sums = (f"={total(BUDGET.name, head, ('Window', '={Window}'))}" for head in heads)
    columns = (
        Column(head, Kind.MONEY, formula, total=True)
        for head, formula in zip(heads, sums, strict=True)
    )
    return (Column("Window"), *columns)


def draw(page: Page, book: Book) -> None:
    """By fund and window first, then by window."""
    context = book.context
    settings = context.portfolio.settings
    page.title(
        BUDGET.sheet,
        f"What each fund has, is charged and keeps. All money in {settings.currency}. "
        "A shortfall is committed money that the budget does not cover.",
    )
    columns = _columns(book)
    placed = book.keep(page.table(BUDGET.name, columns, _rows(book, FIRST_TABLE + 1)))
    row = page.section(placed.below, "By window")
    book.keep(page.table(BY_WINDOW, _window_columns(), _by_window(context), row, left=2))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec(BUDGET.sheet, "money", draw)
