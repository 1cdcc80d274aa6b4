"""One sheet of a workbook as it is edited: its rows and cells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from data.grid import letters
from data.values import Shown
from data.workbook.cells import DAYS_TO_1904, EPOCH
from data.workbook.editing.markup import children, first, made, root, set_text, text_of
from data.workbook.editing.moves import Formula, Moves

if TYPE_CHECKING:
    from xml.dom.minidom import Document, Element

_COLUMN = re.compile("[A-Z]+")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class Page:
    """Rows by number, each with its cells by column (from 0)."""

    def __init__(self, document: Document, *, since_1904: bool) -> None:
        """The sheet's tree, and whether the workbook's days count from 1904."""
        self.document = document
        self.top = root(document)
        data = first(self.top, "sheetData")
        if data is None:
            raise ValueError("a sheet without data")
        self._data = data
        self._offset = DAYS_TO_1904 if since_1904 else 0
        self._rows: dict[int, Element] = {}
        self._read()
        self._spell_out_shared_formulas()

    def _read(self) -> None:
        number = 0
        for row in children(self._data, "row"):
            number = int(row.getAttribute("r") or number + 1)
            row.setAttribute("r", str(number))
            self._rows[number] = row
            at = -1
            for cell in children(row, "c"):
                name = _COLUMN.match(cell.getAttribute("r"))
                at = at + 1 if name is None else column_of(name[0])
                cell.setAttribute("r", f"{letters(at)}{number}")

    def cells(self, number: int) -> dict[int, Element]:
        """The cells of a row by column."""
        row = self._rows.get(number)
        found = children(row, "c") if row is not None else []
        return {column_of(_COLUMN.match(c.getAttribute("r"))[0]): c for c in found}  # type: ignore[index]

    def style(self, number: int, column: int) -> str:
        """The style of a cell, or else of its column; empty for none."""
        cell = self.cells(number).get(column)
        if cell is not None:
            return cell.getAttribute("s")
        columns = first(self.top, "cols")
        for part in children(columns, "col") if columns is not None else []:
            if int(part.getAttribute("min")) <= column + 1 <= int(part.getAttribute("max")):
                return part.getAttribute("style")
        return ""

    def put(self, number: int, column: int, value: Shown, style: str | None = None) -> None:
        """Writes a value; the cell keeps its style unless one is given."""
        cell = self._cell(number, column)
        for node in list(cell.childNodes):
            cell.removeChild(node)
        for name in ("t", "cm", "vm"):
            if cell.hasAttribute(name):
                cell.removeAttribute(name)
        if style is not None:
            self._style(cell, style)
        match value:
            case None:
                return
            case str():
                cell.setAttribute("t", "inlineStr")
                text = made(cell, "t")
                text.setAttribute("xml:space", "preserve")
                set_text(text, _ESCAPED.sub(r"_x005F_x\1_", value))
                inline = made(cell, "is")
                inline.appendChild(text)
                cell.appendChild(inline)
            case _:
                number_of = made(cell, "v")
                set_text(number_of, self._number(value))
                cell.appendChild(number_of)

    def _number(self, value: int | Decimal | date) -> str:
        if isinstance(value, date):
            return str((value - EPOCH).days - self._offset)
        return f"{value:f}" if isinstance(value, Decimal) else str(value)

    def copy_formula(self, source: tuple[int, int], number: int) -> None:
        """Fills a formula of one's own down into another row; its value is for Excel to find."""
        row, column = source
        formula = first(self.cells(row)[column], "f")
        if formula is None or formula.hasAttribute("t"):
            return
        from openpyxl.formula.translate import Translator

        name = letters(column)
        told = Translator(f"={text_of(formula)}", origin=f"{name}{row}")
        cell = self._cell(number, column)
        copy = made(cell, "f")
        set_text(copy, told.translate_formula(f"{name}{number}")[1:])
        cell.appendChild(copy)

    def _cell(self, number: int, column: int) -> Element:
        cells = self.cells(number)
        if column in cells:
            return cells[column]
        row = self._row(number)
        cell = made(row, "c", r=f"{letters(column)}{number}")
        later = min((at for at in cells if at > column), default=None)
        row.insertBefore(cell, None if later is None else cells[later])
        if row.hasAttribute("spans"):
            row.removeAttribute("spans")
        return cell

    def _row(self, number: int) -> Element:
        if number not in self._rows:
            row = made(self._data, "row", r=str(number))
            later = min((at for at in self._rows if at > number), default=None)
            self._data.insertBefore(row, None if later is None else self._rows[later])
            self._rows[number] = row
        return self._rows[number]

    @staticmethod
    def _style(cell: Element, style: str) -> None:
        if style:
            cell.setAttribute("s", style)
        elif cell.hasAttribute("s"):
            cell.removeAttribute("s")

    def move(self, moves: Moves) -> None:
        """Takes removed rows out, and moves those below up."""
        rows: dict[int, Element] = {}
        for number, row in sorted(self._rows.items()):
            if moves.is_gone(number):
                self._data.removeChild(row)
                continue
            there = moves.start(number)
            rows[there] = row
            if there != number:
                for column, cell in self.cells(number).items():
                    cell.setAttribute("r", f"{letters(column)}{there}")
                    formula = first(cell, "f")
                    if formula is not None and formula.hasAttribute("ref"):
                        ref = moves.place(formula.getAttribute("ref"), grows=False)
                        formula.setAttribute("ref", ref)
                row.setAttribute("r", str(there))
        self._rows = rows

    def formulas(self, change: Formula) -> None:
        """Changes the formulas of all cells."""
        for row in self._rows.values():
            for cell in children(row, "c"):
                formula = first(cell, "f")
                if formula is not None and text_of(formula):
                    set_text(formula, change(text_of(formula)))

    def extent(self) -> str:
        """The range that holds all cells."""
        columns = [at for number in self._rows for at in self.cells(number)]
        if not columns:
            return "A1"
        low, high = letters(min(columns)), letters(max(columns))
        return f"{low}{min(self._rows)}:{high}{max(self._rows)}"

    def _spell_out_shared_formulas(self) -> None:
        """Formulas that cells share are written out in each of them, so that each can move."""
        masters: dict[str, tuple[str, str]] = {}
        for cell, formula in self._shared():
            if text_of(formula):
                masters[formula.getAttribute("si")] = (
                    text_of(formula),
                    cell.getAttribute("r"),
                )
        if not masters:
            return
        from openpyxl.formula.translate import Translator

        for cell, formula in self._shared():
            told, origin = masters[formula.getAttribute("si")]
            here = Translator(f"={told}", origin=origin).translate_formula(cell.getAttribute("r"))
            for name in ("t", "si", "ref"):
                if formula.hasAttribute(name):
                    formula.removeAttribute(name)
            set_text(formula, here[1:])

    def _shared(self) -> Iterable[tuple[Element, Element]]:
        for row in self._rows.values():
            for cell in children(row, "c"):
                formula = first(cell, "f")
                if formula is not None and formula.getAttribute("t") == "shared":
                    yield cell, formula


def column_of(name: str) -> int:
    """Position of a column from its letters: 0 for A."""
    position = 0
    for letter in name:
        position = position * 26 + ord(letter) - ord("A") + 1
    return position - 1
