"""Money by fund, for the Summary."""

from __future__ import annotations

from models.plan_tables import BUDGET
from models.units import FundId
from reports import chart_look
from reports.book import Book
from reports.columns import Live
from reports.context import PAID_STATES, Context
from reports.formulas import total
from reports.grid import COLUMN_WIDTH, Grid
from reports.sheets.budget import HEADS
from reports.styles import TONES
from reports.width import cut

_MOST = 8
"""Funds shown; Budget has all of them."""
_NAME, _SPARK = 4, 2
_SHRUNK = 1.5
"""How much longer a name may be that is shown in smaller letters."""
"""Columns of the grid for the fund's name and for its line."""
WIDTH = _NAME + len(PAID_STATES) + 2 + _SPARK
"""Columns of the grid for the whole table."""


def funds(grid: Grid, book: Book, row: int) -> int:
    """Each fund over the whole plan, with what stays free; gives the row below."""
    context = book.context
    unit, scale = scaled(book)
    grid.heading(row, 0, WIDTH, f"What funds are charged, over the whole plan ({unit})")
    grid.head(row + 1, 0, _NAME, "Fund", deep=2)
    heads = ("Budget", *(HEADS[state] for state in PAID_STATES))
    for place, head in enumerate((*heads, "Free")):
        grid.head(row + 1, _NAME + place, 1, head, "right", deep=2)
    grid.head(row + 1, WIDTH - _SPARK, _SPARK, "  Charged by window", deep=2)
    row += 1
    found = sorted(context.index.funds)
    for line, fund in enumerate(found[:_MOST], row + 2):
        name = cut(context.names.fund(fund), _SHRUNK * _NAME * COLUMN_WIDTH)
        grid.text(line, 0, _NAME, name, book.styles.make(valign="vcenter", shrink=True))
        _amounts(grid, book, line, (fund,), scale, bold=False)
        _spark(grid, book, line, line - row - 2)
    last = row + 2 + min(len(found), _MOST)
    label = "All funds" if len(found) <= _MOST else f"All {len(found)} funds (see Budget)"
    grid.text(last, 0, _NAME, label, book.styles.make(bold=True, top=1, valign="vcenter"))
    _amounts(grid, book, last, tuple(found), scale, bold=True)
    grid.text(last, WIDTH - _SPARK, _SPARK, "", book.styles.make(top=1))
    return last + 2


def _amounts(
    grid: Grid, book: Book, line: int, funds: tuple[FundId, ...], scale: str, *, bold: bool
) -> None:
    """Budget, charges by state and what stays free, of one fund or of all."""
    look: dict[str, object] = {"num_format": scale, "align": "right", "valign": "vcenter"}
    style = book.styles.make(**look, **({"bold": True, "top": 1} if bold else {}))
    heads = ("Budget", *(HEADS[state] for state in PAID_STATES))
    sums = _sums(book.context, funds)
    for place, (head, amount) in enumerate(zip(heads, sums, strict=True)):
        formula = _sum(book, funds, head, bold=bold)
        grid.number(line, _NAME + place, 1, Live(formula, grid.units(amount)), style)
    plan = book.context.plan
    lacking = sum(row.amount for row in plan.shortfalls if row.fund in funds)
    over = sum(row.amount for row in plan.overruns if row.fund in funds)
    given = (_sum(book, funds, head, bold=bold) for head in ("Shortfall", "Overrun"))
    cells = [_cell(line, _NAME + 1 + place) for place in range(len(heads))]
    more = "+".join(formula.removeprefix("=") for formula in given)
    formula = f"={cells[0]}+{more}-{'-'.join(cells[1:])}"
    free = Live(formula, grid.units(sums[0] + lacking + over - sum(sums[1:])))
    grid.number(line, _NAME + len(heads), 1, free, style)


def _sum(book: Book, funds: tuple[FundId, ...], head: str, *, bold: bool) -> str:
    """Sum of a column of Budget over one fund, or over all."""
    if bold:
        return f"=SUM({BUDGET.name}[{head}])"
    place = sorted(book.context.index.funds).index(funds[0])
    return f"={total(BUDGET.name, head, ('Fund ID', f'={_fund_cell(book, place)}'))}"


def _cell(row: int, column: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column))


def scaled(book: Book) -> tuple[str, str]:
    """Unit and number format of the money on this page."""
    largest = sum(row.amount for row in book.context.plan.stages) / book.context.minor()
    return chart_look.scale(book.context.portfolio.settings.currency, largest, 10**9)


def _rows_of(book: Book, place: int) -> tuple[int, int]:
    """First and last row, from 0, of the fund at this place on Budget."""
    windows = len(book.context.index.calendar.windows)
    first = book.tables[BUDGET.name].first + place * windows
    return first, first + windows - 1


def _fund_cell(book: Book, place: int) -> str:
    """The cell of Budget that holds the ID of the fund at this place."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    table = book.tables[BUDGET.name]
    first, _ = _rows_of(book, place)
    cell = xl_rowcol_to_cell(first, table.column("Fund ID"), row_abs=True, col_abs=True)
    return f"{table.sheet}!{cell}"


def _spark(grid: Grid, book: Book, line: int, place: int) -> None:
    """What the fund is charged, window by window, as small columns."""
    from xlsxwriter.utility import xl_range_abs

    first, last = _rows_of(book, place)
    if first == last or not book.context.index.calendar.windows:
        return
    table = book.tables[BUDGET.name]
    at = table.column("Charged")
    cells = f"{table.sheet}!{xl_range_abs(first, at, last, at)}"
    look = {"range": cells, "type": "column", "series_color": TONES["released"].fill, "min": 0}
    grid.sheet.add_sparkline(line, WIDTH - _SPARK + 2, look)


def _sums(context: Context, funds: tuple[FundId, ...]) -> list[int]:
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
