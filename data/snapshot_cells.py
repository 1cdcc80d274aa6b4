"""Finds a compared table on its sheet, with those of its columns that an older plan may lack."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from data.context import Context
from data.fault import Fault
from data.grid import Grid
from data.kinds.number import decimal_of
from data.plan_cells import WRITTEN, Line, Table, find
from data.values import Formatted
from models.compared import Compared, Unit
from models.plan_tables import PlanTable
from models.snapshot import Row, Said


def columns_of(compared: Compared) -> tuple[str, ...]:
    """The columns without which the table is not itself."""
    asked = tuple(column for column, _ in compared.cells[: compared.needs])
    return (*compared.key, *compared.named, *asked)


def find_compared(compared: Compared, grid: Grid | None, context: Context) -> Table:
    """The table with all of its columns that are there."""
    asked = columns_of(compared)
    more = tuple(column for column, _ in compared.cells[compared.needs :])
    there = () if grid is None else _present(grid, asked, more)
    return find(PlanTable(compared.sheet, compared.name, (*asked, *there)), grid, context)


def has(compared: Compared, grid: Grid | None) -> bool:
    """Whether the sheet shows the table at all."""
    return grid is not None and _header(grid, columns_of(compared)) is not None


def _present(grid: Grid, asked: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    header = _header(grid, asked) or set()
    return tuple(column for column in more if column in header)


def _header(grid: Grid, asked: tuple[str, ...]) -> set[str] | None:
    """The texts of the first row that has all of these."""
    for _, cells in ((1, grid.header), *grid.rows):
        texts = {value for value in cells.values() if isinstance(value, str)}
        if texts.issuperset(asked):
            return texts
    return None


def row_of(compared: Compared, line: Line) -> Row:
    """One row; raises Fault."""
    cells = ((column, _said(unit, line, column)) for column, unit in compared.cells)
    return Row(
        tuple(plain(line, column) for column in compared.key),
        tuple(plain(line, column) for column in compared.named),
        {column: value for column, value in cells if value is not None},
    )


def plain(line: Line, column: str) -> str:
    """A cell as text, whatever it is; empty for an empty cell. Raises Fault for a flawed one."""
    if not line.has(column):
        return ""
    value = line.cells[column]
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return line.raw(column)


def _said(unit: Unit, line: Line, column: str) -> Said:
    """What the cell says; no money and no time are as nothing, a number may be 0."""
    if not line.has(column):
        return None
    value = _READ[unit](line, column)
    return value if isinstance(value, Decimal) else value or None


def _number(line: Line, column: str) -> Decimal:
    value = line.cells[column]
    bare = value.number if isinstance(value, Formatted) else value
    try:
        return decimal_of(bare, line.context)
    except Fault as fault:
        raise Fault(fault.what, fault.allowed, column) from fault


def _day(line: Line, column: str) -> date:
    value = line.cells[column]
    if isinstance(value, date):
        return value
    raise Fault("is no day", WRITTEN, column)


_READ: dict[Unit, Callable[[Line, str], Said]] = {
    Unit.TEXT: plain,
    Unit.MONEY: Line.money,
    Unit.FTE: Line.fte,
    Unit.COUNT: Line.whole,
    Unit.NUMBER: _number,
    Unit.DAY: _day,
}
