"""A worksheet that keeps and writes equal cells once: the columns of a plan repeat themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from io import StringIO
from typing import Any, Literal

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from models.direction import right_to_left

Cell = Any
"""One of XlsxWriter's own tuples: a value with its format."""


_CALLED = re.compile(r"[A-Z]+(?=\()")
_PLAIN = {"ABS", "AND", "COUNTIFS", "IF", "ISNUMBER", "LOWER", "N", "NOT", "OR", "ROUND", "ROWS"}
_PLAIN |= {"SUM", "SUMIFS", "SUMPRODUCT", "TRIM"}
"""Functions that every spreadsheet program has had from the beginning: ours."""


class _Nowhere(dict[tuple[int, int], str]):
    """Forgets which cells are in tables: ours stand one below the other and never overlap."""

    def __setitem__(self, cell: tuple[int, int], table: str) -> None:
        """Nothing; as an ordinary dictionary it takes more memory than all cells do."""


class RepeatingSheet(Worksheet):
    """The same file as XlsxWriter's own worksheet, byte for byte, in a fraction of the time.

    It leans on inner parts of XlsxWriter (the table of cells, the writer of one); a test compares
    what the two make.
    """

    fh: Any
    """The file that is being written."""
    str_table: Any
    """Texts shared by all sheets."""

    def __init__(self) -> None:
        """An empty sheet."""
        super().__init__()
        self.table_cells = _Nowhere()
        self._tails: dict[int, str] = {}
        """The XML of each repeated cell after its reference, by the identity of the cell."""
        self._heads: dict[int, str] = {}
        """The XML before the row's number, by column."""
        self.turned: Callable[[Format], Format] | None = None
        """The format in which a text that is read from right to left has this format's look."""

    def _write_string(
        self, row: int, col: int, string: str, cell_format: Format | None = None
    ) -> Literal[0, -1, -2]:
        """XlsxWriter's, in the direction in which the text is read."""
        return super()._write_string(row, col, string, self._directed(string, cell_format))

    def _write_formula(
        self,
        row: int,
        col: int,
        formula: str,
        cell_format: Format | None = None,
        value: float | str = 0,
    ) -> Literal[0, -1, -2]:
        """XlsxWriter's, in the direction in which the text that it gives is read."""
        look = self._directed(value, cell_format) if isinstance(value, str) else cell_format
        return super()._write_formula(row, col, formula, look, value)

    def _directed(self, text: str, look: Format | None) -> Format | None:
        if look is None or self.turned is None or not right_to_left(text):
            return look
        return self.turned(look)

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: FBT001, FBT002 - XlsxWriter's own
        """XlsxWriter's, which looks for each of thirty newer functions in every formula."""
        if formula.startswith("=") and _PLAIN.issuperset(_CALLED.findall(formula)):
            return formula[1:]
        prepared: str = super()._prepare_formula(formula, expand_future_functions)  # type: ignore[no-untyped-call]  # XlsxWriter's
        return prepared

    def written(self, row: int, column: int) -> Cell:
        """What stands in a cell, to be repeated."""
        return self.table[row][column]

    def repeat(self, cell: Cell, rows: Sequence[int], column: int) -> None:
        """Let what was written elsewhere stand in these rows too.

        Shared texts are counted as Excel counts them: each place where they stand.
        """
        if not rows:
            return
        for row in rows:
            self.table[row][column] = cell
        self._check_dimensions(min(rows), column)
        self._check_dimensions(max(rows), column)
        self._tails.setdefault(id(cell), "")
        if type(cell).__name__ == "String":
            self.str_table.count += len(rows)

    def _write_rows(self) -> None:
        """XlsxWriter's; then the cells are let go, to make room for the next sheet's text."""
        super()._write_rows()
        self.table.clear()
        self._tails.clear()

    def _write_cell(self, row: int, col: int, cell: Cell) -> None:
        """XlsxWriter's, which writes what is repeated to memory the first time."""
        tail = self._tails.get(id(cell))
        if tail is None:
            super()._write_cell(row, col, cell)
            return
        head = self._heads.get(col) or self._heads.setdefault(col, f'<c r="{xl_col_to_name(col)}')
        if not tail:
            tail = self._tails[id(cell)] = self._rendered(row, col, cell).removeprefix(
                f"{head}{row + 1}"
            )
        self.fh.write(f"{head}{row + 1}{tail}")

    def _rendered(self, row: int, col: int, cell: Cell) -> str:
        file, self.fh = self.fh, StringIO()
        super()._write_cell(row, col, cell)
        text = str(self.fh.getvalue())
        self.fh = file
        return text
