"""Tables somewhere on a sheet, row by row: finds the headers, parses cells, names what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from data.context import Context
from data.fault import Fault
from data.grid import Grid, letters
from data.kinds.money import minor_units
from data.kinds.number import WHOLE
from data.kinds.people import FTE
from data.kinds.text import text_of
from data.rows import error
from data.values import Formatted, Value
from models.issue import Issue
from models.nearest import nearest
from models.plan_tables import PlanTable
from models.units import Money, Slices

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

WRITTEN = "the plan as Headgate wrote it"


@dataclass(frozen=True)
class Line:
    """One row of a table: its filled cells by header. All methods raise Fault, with the column."""

    number: int
    cells: dict[str, Value]
    context: Context

    def has(self, column: str) -> bool:
        """Whether the cell is filled."""
        return self.cells.get(column) is not None

    def text(self, column: str) -> str:
        """A text that must be there."""
        return self._parsed(column, text_of)

    def raw(self, column: str) -> str:
        """A text as it stands, its line breaks included; empty for none."""
        value = self.cells.get(column)
        if value is None:
            return ""
        return value if isinstance(value, str) else self.text(column)

    def known(self, column: str, names: Collection[str], what: str) -> str:
        """A name that must be one of these."""
        name = self.text(column)
        if name not in names:
            near = nearest(name, tuple(names))
            hint = f"; did you mean {near}?" if near else ""
            allowed = f"{what} of the portfolio{hint}"
            raise Fault(f"'{name}' is unknown", allowed, column)
        return name

    def one_of(self, column: str, choices: type[E]) -> E:
        """A word out of a short list."""
        word = self.known(column, [choice.value for choice in choices], "one of the words")
        return choices(word)

    def whole(self, column: str) -> int:
        """A whole number."""
        return self._parsed(column, lambda value: WHOLE.parse(value, self.context))

    def fte(self, column: str) -> Slices:
        """People's time in whole slices."""
        return self._parsed(column, lambda value: FTE.parse(value, self.context))

    def money(self, column: str) -> Money:
        """An amount in minor units, negative or not."""
        return self._parsed(column, self._signed)

    def _signed(self, value: Value) -> Money:
        bare = value.number if isinstance(value, Formatted) else value
        if isinstance(bare, Decimal) and bare < 0:
            return Money(-minor_units(-bare, self.context))
        return minor_units(value, self.context)

    def _parsed(self, column: str, parse: Callable[[Value], T]) -> T:
        value = self.cells.get(column)
        if value is None:
            raise Fault("is empty", WRITTEN, column)
        try:
            return parse(value)
        except Fault as fault:
            raise Fault(fault.what, fault.allowed, column) from fault


@dataclass
class Table:
    """The rows under the headers of one table, and what was wrong on the way."""

    table: PlanTable
    columns: dict[str, int] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def rows(self, make: Callable[[Line], T]) -> Iterator[T]:
        """What `make` makes of each row; a row with a fault is left out, and the fault is kept."""
        for line in self.lines:
            try:
                yield make(line)
            except Fault as fault:
                self.issues.append(self.issue(line.number, fault))

    def issue(self, number: int, fault: Fault) -> Issue:
        """The fault with its place."""
        column = letters(self.columns.get(fault.column or "", 0))
        return error(self.table.sheet, f"{column}{number}", fault.what, fault.allowed)


def find(table: PlanTable, grid: Grid | None, context: Context) -> Table:
    """The table on its sheet: the first row that has all its headers, and the rows below it."""
    found = Table(table)
    if grid is None:
        what = f"the sheet is missing, and with it the table {table.name}"
        found.issues.append(error(table.sheet, None, what, WRITTEN))
        return found
    found.issues.extend(error(grid.title, odd.cell, odd.what, odd.allowed) for odd in grid.oddities)
    rows = dict([(1, grid.header), *grid.rows])
    best: tuple[int, int] = (0, 1)
    for number, cells in rows.items():
        places = {value: at for at, value in reversed(cells.items()) if isinstance(value, str)}
        columns = {header: places[header] for header in table.columns if header in places}
        best = max(best, (len(columns), -number))
        if len(columns) == len(table.columns):
            found.columns = columns
            found.lines = list(_lines(rows, number, columns, context))
            return found
    missing = _missing(table, rows.get(-best[1], {}))
    what = f"the table {table.name} lacks {missing}"
    found.issues.append(error(table.sheet, f"A{max(-best[1], 1)}", what, WRITTEN))
    return found


def _missing(table: PlanTable, cells: dict[int, Value]) -> str:
    present = set(cells.values())
    names = [f"'{header}'" for header in table.columns if header not in present]
    noun = "the column" if len(names) == 1 else "the columns"
    return f"{noun} {', '.join(names)}"


def _lines(
    rows: dict[int, dict[int, Value]], header: int, columns: dict[str, int], context: Context
) -> Iterator[Line]:
    """The rows right below the header, until one has nothing in these columns."""
    number = header + 1
    while number in rows:
        cells = {name: rows[number][at] for name, at in columns.items() if at in rows[number]}
        if not cells:
            return
        yield Line(number, cells, context)
        number += 1
