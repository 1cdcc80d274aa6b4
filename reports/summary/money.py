"""Money by fund and tranches by state, for the Summary."""

from __future__ import annotations

from models.plan import TrancheState
from models.plan_tables import BUDGET, FUNDING
from reports import charts
from reports.book import Book
from reports.columns import Live
from reports.context import PAID_STATES, Context
from reports.formulas import total
from reports.grid import COLUMN_WIDTH, Grid
from reports.placed import Placed
from reports.sheets.budget import HEADS
from reports.width import cut

_MOST = 6
"""Funds shown; Budget has all of them."""


def funds(grid: Grid, book: Book, row: int) -> int:
    """Money by fund, over the whole plan."""
    context = book.context
    unit, scale = scaled(book)
    grid.heading(row, 0, 8, f"Money by fund ({unit})")
    grid.head(row + 1, 0, 3, "Fund")
    heads = ("Budget", *(HEADS[state] for state in PAID_STATES))
    for place, head in enumerate(heads):
        grid.head(row + 1, 3 + place, 1, head, "right")
    found = sorted(context.index.funds)
    number = book.styles.make(num_format=scale, align="right")
    bold = book.styles.make(num_format=scale, align="right", bold=True, top=1)
    for line, fund in enumerate(found[:_MOST], row + 2):
        name = cut(context.names.fund(fund), 3 * COLUMN_WIDTH)
        grid.text(line, 0, 3, name, book.styles.make())
        of_fund = ("Fund ID", f"={_fund_cell(book, line - row - 2)}")
        sums = _fund_sums(context, (fund,))
        for place, (head, amount) in enumerate(zip(heads, sums, strict=True)):
            formula = f"={total(BUDGET.name, head, of_fund)}"
            grid.money(line, 3 + place, Live(formula, amount), number)
    last = row + 2 + min(len(found), _MOST)
    label = "All funds" if len(found) <= _MOST else f"All {len(found)} funds (see Budget)"
    grid.text(last, 0, 3, label, book.styles.make(bold=True, top=1))
    for place, (head, amount) in enumerate(
        zip(heads, _fund_sums(context, tuple(found)), strict=True)
    ):
        grid.money(last, 3 + place, Live(f"=SUM({BUDGET.name}[{head}])", amount), bold)
    return last


def scaled(book: Book) -> tuple[str, str]:
    """Unit and number format of the money on this page."""
    largest = sum(row.amount for row in book.context.plan.stages) / book.context.minor()
    return charts.scale(book.context.portfolio.settings.currency, largest, 10**9)


def _fund_cell(book: Book, place: int) -> str:
    """The cell of Budget that holds the ID of the fund at this place."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    table = book.tables[BUDGET.name]
    first = table.first + place * len(book.context.index.calendar.windows)
    cell = xl_rowcol_to_cell(first, table.column("Fund ID"), row_abs=True, col_abs=True)
    return f"{table.sheet}!{cell}"


def _fund_sums(context: Context, funds: tuple[str, ...]) -> list[int]:
    """Budget and charges by state of some funds."""
    budget = sum(row.amount for row in context.portfolio.budgets if row.fund in funds)
    by_state = (
        sum(
            amount
            for (fund, _, found), amount in context.charged.items()
            if fund in funds and found is state
        )
        for state in PAID_STATES
    )
    return [budget, *by_state]


def states(grid: Grid, book: Book, row: int) -> Placed:
    """All tranches by state."""
    unit, scale = scaled(book)
    grid.heading(row, 9, 3, f"By state ({unit})")
    grid.head(row + 1, 9, 1, "State", "center")
    grid.head(row + 1, 10, 1, "Tranches", "right")
    grid.head(row + 1, 11, 1, "Money", "right")
    count, money = (book.styles.make(num_format=text, align="right") for text in ("#,##0", scale))
    for line, state in enumerate(charts.STATES, row + 2):
        rows = book.context.of_state(TrancheState(state))
        grid.word(line, 9, 1, state)
        of_state = f'{FUNDING.name}[State],"{state}"'
        grid.live(line, 10, 1, Live(f"=COUNTIFS({of_state})", len(rows)), count)
        amount = sum(tranche.amount for tranche in rows)
        grid.money(line, 11, Live(f"=SUMIFS({FUNDING.name}[Tranche],{of_state})", amount), money)
    last = row + 1 + len(charts.STATES)
    return Placed("Summary", "States", row + 1, row + 2, last, 10, ("State", "Tranches", "Money"))
