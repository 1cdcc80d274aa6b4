"""Reads the XML of one sheet into a grid, row by row, within bounds."""

from __future__ import annotations

import re

from data.grid import Grid, Oddity, letters
from data.limits import MOST_COLUMNS, MOST_ROWS
from data.values import Value
from data.workbook.cells import CellReader
from data.workbook.markup import Handler

_MOST_ODDITIES = 100
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TRUE = ("1", "true")


class TooOdd(Exception):
    """The sheet has so many oddities that the rest of it does not matter."""


class Scan(Handler):
    """Fills a grid. Cells beyond the bounds are oddities; they are never stored. Raises TooOdd."""

    def __init__(self, grid: Grid, reader: CellReader) -> None:
        """The grid to fill, and the one who knows the workbook's texts and styles."""
        self.grid = grid
        self._reader = reader
        self._row = 0
        self._cells: dict[int, Value] = {}
        self._row_hidden = False
        self._column = -1
        self._kind = "n"
        self._style = ""
        self._formula = False
        self._pieces: list[str] = []
        self._takes_text = False
        self._in_cell = False
        self._aside = False
        self._columns: dict[str, int] = {}
        self._hidden_columns: list[tuple[int, int]] = []
        self._used: set[int] = set()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A row, a cell or a part of one begins."""
        if name == "c":
            self._start_cell(attributes)
        elif name == "v" or (name == "t" and not self._aside):
            self._takes_text = self._in_cell
        elif name == "f":
            self._formula = self._in_cell
        elif name == "row":
            self._start_row(attributes)
        elif name == "rPh":
            self._aside = True
        elif name == "col":
            self._note_column(attributes)
        elif name == "mergeCell":
            self._note_merge(attributes.get("ref", ""))

    def text(self, text: str) -> None:
        """A piece of a cell's content."""
        if self._takes_text:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        """A part, a cell, a row or all of it ends."""
        if name in {"v", "t"}:
            self._takes_text = False
        elif name == "c":
            self._end_cell()
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._aside = False
        elif name == "worksheet":
            self._count_hidden_columns()

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        row = int(number) if number is not None else self._row + 1
        if row <= self._row:
            self._note(f"A{row}", "is a row that comes twice in the file", "each row once")
        self._row = row
        self._column = -1
        self._cells = {}
        self._row_hidden = attributes.get("hidden") in _TRUE

    def _end_row(self) -> None:
        if not self._cells:
            return
        if self._row == 1:
            self.grid.header = self._cells
        else:
            self.grid.rows.append((self._row, self._cells))
            self.grid.hidden_rows += self._row_hidden

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self._column = self._column + 1 if reference is None else self._position(reference)
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._formula = False
        self._in_cell = True
        self._pieces.clear()

    def _end_cell(self) -> None:
        self._in_cell = False
        text = "".join(self._pieces)
        value = self._reader.value(self._kind, self._style, text, formula=self._formula)
        if value is None or (isinstance(value, str) and not value.strip()):
            return
        if self._column >= MOST_COLUMNS or self._row > MOST_ROWS + 1:
            self._note_outside()
        elif self._column in self._cells:
            cell = f"{letters(self._column)}{self._row}"
            self._note(cell, "is a cell that comes twice in the file", "each cell once")
        else:
            self._cells[self._column] = value
            self._used.add(self._column)

    def _position(self, reference: str) -> int:
        """The column of a reference such as AB12; one of another row is a flaw of the file."""
        found = _REFERENCE.fullmatch(reference)
        if found is None or int(found.group(2)) != self._row:
            self._note(f"A{self._row}", f"has the impossible cell {reference[:20]}", "a sound file")
            return self._column + 1
        name = found.group(1)
        if name not in self._columns:
            position = 0
            for letter in name:
                position = position * 26 + ord(letter) - ord("A") + 1
            self._columns[name] = position - 1
        return self._columns[name]

    def _note_outside(self) -> None:
        cell = f"{letters(self._column)}{self._row}"
        allowed = f"at most {MOST_COLUMNS} columns and {MOST_ROWS:,} rows; delete what is beyond"
        self._note(cell, "lies too far out", allowed)

    def _note_merge(self, reference: str) -> None:
        first = reference.partition(":")[0]
        self._note(first, f"is merged ({reference})", "one value in each cell: Unmerge Cells")

    def _note(self, cell: str, what: str, allowed: str) -> None:
        self.grid.oddities.append(Oddity(cell, what, allowed))
        if len(self.grid.oddities) >= _MOST_ODDITIES:
            raise TooOdd

    def _note_column(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in _TRUE:
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            self._hidden_columns.append((first - 1, min(last, MOST_COLUMNS) - 1))

    def _count_hidden_columns(self) -> None:
        self.grid.hidden_columns = sum(
            any(first <= column <= last for first, last in self._hidden_columns)
            for column in self._used
        )
