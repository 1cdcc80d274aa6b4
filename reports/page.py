"""A sheet being drawn: its title, its tables, its widths, how it prints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from reports.columns import Cell, Column, Kind, Live, Of, Origin, Toned, Value, number, shown
from reports.entries import Entry, entry
from reports.formats import larger
from reports.headers import distinct, escaped, split, template
from reports.looks import ORIGINS, Looks
from reports.placed import Placed
from reports.styles import TONES, Styles
from reports.width import lines, width

if TYPE_CHECKING:
    from xlsxwriter.format import Format

    from reports.repeats import RepeatingSheet

FIRST_TABLE = 4
"""Row (from 0) of the header of a sheet's first table; its totals stand above it."""
_EDGES = 2.6
"""Room left and right of a text."""
_LINE = 12.8
"""Height of a line of text, in points."""
WIDEST = 90
"""No column is wider, in characters."""
_A4 = 250
"""Characters across an A4 page in letters of 6 points, the smallest that people read; more than
that is printed on A3, or on 11 by 17 inches where Letter is the paper."""
_SEVERAL = 2
"""Tables on a sheet."""
_FILTER = 4.2
"""Room for the button that filters, and the edges."""
_BOLD = 1.12
"""How much wider bold text is."""
_ALLOWED = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "autofilter": True,
    "sort": True,
    "objects": True,
    "scenarios": True,
}
"""What stays possible on a sheet whose formulas are protected (there is no password)."""


class _Seen(NamedTuple):
    """A cell that was written, and where it stands again."""

    written: object
    wrapped: str
    """Its text, if that takes several lines."""
    rows: list[int]


@dataclass
class Page:
    """One sheet of the workbook."""

    sheet: RepeatingSheet
    name: str
    styles: Styles
    minor: int
    """Minor units in one currency unit."""
    per_fte: int
    """Slices in one FTE."""
    widths: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    _heads: list[Placed] = field(default_factory=list)
    _wrapped: list[tuple[int, int, str]] = field(default_factory=list)
    _folded: set[int] = field(default_factory=set)

    @cached_property
    def looks(self) -> Looks:
        """How its cells look."""
        return Looks(self.styles)

    def __post_init__(self) -> None:
        """Texts that are read from right to left are shown so, in the look of their cells."""
        self.sheet.turned = self.styles.turned

    def title(self, text: str, subtitle: str, link: str = "Summary") -> None:
        """Name of the sheet, one sentence on what it shows, and the way back."""
        self.sheet.hide_gridlines(2)
        self.sheet.set_row(0, 26)
        self.sheet.write_string(0, 0, text, self.styles.title)
        self.sheet.write_string(1, 0, subtitle, self.styles.subtitle)
        if link:
            self.sheet.write_url(2, 0, f"internal:'{link}'!A1", self.styles.link, f"← {link}")

    def section(self, row: int, text: str, note: str = "") -> int:
        """Title of a part of the sheet; gives the row for its table's header."""
        self.sheet.set_row(row, 20)
        self.sheet.write_string(row, 0, text, self.styles.section)
        if note:
            self.sheet.write_string(row + 1, 0, note, self.styles.subtitle)
        return row + 3

    def legend(self, row: int, column: int, words: Sequence[str], labels: Sequence[str]) -> None:
        """What the colours mean, side by side."""
        for place, (word, label) in enumerate(zip(words, labels, strict=True)):
            self.sheet.write_string(row, column + place, label, self.styles.tone(word, bottom=0))
            self.grow(column + place, width(label))

    def origins(self, row: int, column: int, *shown: Origin) -> None:
        """What the colours of figures mean, side by side."""
        for place, origin in enumerate(shown, column):
            look = self.styles.cell(**(ORIGINS[origin] | {"locked": True, "indent": 1}))
            self.sheet.write_string(row, place, origin.value, look)
            self.grow(place, width(origin.value))

    def grow(self, column: int, room: float) -> None:
        """Make the column at least this wide, in characters."""
        self.widths[column] = max(self.widths[column], room + _EDGES)

    def table(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Cell]],
        row: int = FIRST_TABLE,
        left: int = 0,
    ) -> Placed:
        """Draw an Excel table with filters; one blank row stands where there is nothing."""
        columns = distinct(columns)
        data = list(rows)
        last = row + max(len(data), 1)
        headers = tuple(column.header for column in columns)
        placed = Placed(self.name, name, row, row + 1, last, left, headers)
        self._frame(placed, columns)
        for place, column in enumerate(columns):
            at = left + place
            self._fit_header(at, column)
            if column.folded:
                self._folded.add(at)
            values = [line[place] for line in data]
            self._column(row + 1, at, column, values, placed)
            if column.total:
                self._total(placed, column, at, values)
        if any(column.total for column in columns):
            self.sheet.write_string(row - 1, left, "Total", self.styles.total_label)
        return placed

    def _frame(self, placed: Placed, columns: Sequence[Column]) -> None:
        heads = [
            {"header": column.header, "header_format": self._header(column.kind)}
            for column in columns
        ]
        right = placed.left + len(columns) - 1
        self.sheet.add_table(
            placed.header,
            placed.left,
            placed.last,
            right,
            {"name": placed.name, "style": None, "columns": heads},
        )
        self._heads.append(placed)

    def _header(self, kind: Kind) -> Format:
        if kind is Kind.WORD:
            return self.styles.header_center
        return self.styles.header_right if kind.right else self.styles.header

    def _fit_header(self, at: int, column: Column) -> None:
        longest = max(width(line) for line in split(column.header))
        self.grow(at, max(longest * _BOLD + _FILTER - _EDGES, column.narrowest))

    def _column(
        self, first: int, at: int, column: Column, values: Sequence[Cell], placed: Placed
    ) -> None:
        """Write one column, top to bottom; what stands there twice is looked at once."""
        pattern = template(column.formula, placed.column)
        seen: dict[Cell, _Seen] = {}
        for row, cell in enumerate(values, first):
            if cell in seen:
                seen[cell].rows.append(row)
            elif isinstance(cell, Live):
                self._formula(row, at, cell.formula, cell.value, column)
            elif pattern and not isinstance(cell, Toned | Of):
                self._formula(row, at, pattern.format(row + 1), cell, column)
            else:
                before = len(self._wrapped)
                self._plain(row, at, cell, column)
                wrapped = self._wrapped[-1][2] if len(self._wrapped) > before else ""
                seen[cell] = _Seen(self.sheet.written(row, at), wrapped, [])
        for written, wrapped, rows in seen.values():
            self.sheet.repeat(written, rows, at)
            if wrapped:
                self._wrapped += [(row, at, wrapped) for row in rows]

    def _plain(self, row: int, at: int, cell: Value | Toned | Of, column: Column) -> None:
        """Write one cell that is no formula."""
        if cell is None or cell == "":
            self.sheet.write_blank(row, at, None, self.looks.of(column.kind, column.origin))
        elif isinstance(cell, Of):
            self.write(row, at, cell.value, replace(column, kind=cell.kind, origin=cell.origin))
        elif isinstance(cell, Toned):
            self._text(row, at, cell.text, column, self._tone(cell.tone, column))
        else:
            self.write(row, at, cell, column)

    def write(self, row: int, at: int, value: Value, column: Column) -> None:
        """Write one value in the look of its column. Text is text, whatever it begins with."""
        if isinstance(value, str):
            style = self.looks.of(column.kind, column.origin)
            if column.kind is Kind.WORD and value in TONES:
                style = self.styles.tone(value)
            self._text(row, at, value, column, style)
        elif isinstance(value, date):
            self.grow(at, 10)
            day = datetime.combine(value, time.min)
            style = self.looks.of(Kind.DATE, column.origin)
            self.sheet.write_datetime(row, at, day, style)
        else:
            amount = number(value, column.kind, self.minor, self.per_fte)
            self.grow(at, width(shown(amount, column.kind, self.looks.decimals)) + 0.6)
            style = self.looks.of(column.kind, column.origin)
            self.sheet.write_number(row, at, amount, style)

    def _tone(self, tone: str, column: Column) -> Format:
        if column.kind is Kind.WORD:
            return self.styles.tone(tone)
        return self.styles.tone(tone, align="left", indent=1, text_wrap=True)

    def _text(self, row: int, at: int, text: str, column: Column, style: Format) -> None:
        room = width(text)
        if column.kind is Kind.ID:
            self.grow(at, room * 0.85)
        elif room > column.widest or "\n" in text:
            self.grow(at, min(room, column.widest))
            self._wrapped.append((row, at, text))
            if style is self.looks.of(column.kind, column.origin):
                style = self.looks.of(Kind.LONG, column.origin)
        else:
            self.grow(at, room)
        self.sheet.write_string(row, at, text, style)

    def _formula(self, row: int, at: int, formula: str, value: Value, column: Column) -> None:
        """A formula with its value, so that a viewer that does not calculate shows it too."""
        style = self.looks.of(column.kind, column.origin)
        if isinstance(value, str) or value is None:
            text = value or ""
            self.grow(at, width(text))
            style = self.styles.tone(text) if text in TONES else style
            self.sheet.write_formula(row, at, formula, style, text)
            return
        amount = number(value, column.kind, self.minor, self.per_fte)
        self.grow(at, width(shown(amount, column.kind, self.looks.decimals)) + 0.6)
        self.sheet.write_formula(row, at, formula, style, amount)

    def _total(self, placed: Placed, column: Column, at: int, values: Sequence[Cell]) -> None:
        bare = [cell.value if isinstance(cell, Live) else cell for cell in values]
        exact = [
            Fraction(cell) for cell in bare if isinstance(cell, int | float | Decimal | Fraction)
        ]
        total = number(sum(exact, Fraction(0)), column.kind, self.minor, self.per_fte)
        style = self.styles.total(self.looks.number_format(column.kind))
        formula = f"=SUM({placed.name}[{escaped(column.header)}])"
        self.sheet.write_formula(placed.header - 1, at, formula, style, total)
        self.grow(at, 1.15 * width(shown(total, column.kind, self.looks.decimals)))

    def finish(self, header: int | None, frozen_columns: int = 0) -> None:
        """Set widths, freeze the header, repeat it on every printed page, protect formulas."""
        for column, room in self.widths.items():
            folded = {"level": 1, "hidden": True} if column in self._folded else {}
            self.sheet.set_column(column, column, min(room, WIDEST), None, folded)
        for column in sorted({at + 1 for at in self._folded} - self._folded):
            # the column that has the plus sign
            self.sheet.set_column(
                column, column, self.widths.get(column), None, {"collapsed": True}
            )
        self._set_heights()
        shown = (room for at, room in self.widths.items() if at not in self._folded)
        if sum(min(room, WIDEST) for room in shown) > _A4:
            self.sheet.set_paper(larger(self.sheet.paper_size))
        self.protect()
        if header is not None:
            self.sheet.freeze_panes(header + 1, frozen_columns)
            # the header of the first of several tables would stand above rows of the others
            self.sheet.repeat_rows(header if len(self._heads) < _SEVERAL else 0)

    def checked(self, placed: Placed, header: str, rule: Entry) -> None:
        """Let only what the rule allows be typed into a column."""
        at = placed.column(header)
        self.sheet.data_validation(placed.first, at, placed.last, at, entry(header, rule))

    def protect(self) -> None:
        """Keep formulas from being typed over by mistake; anyone can take the protection off."""
        self.sheet.protect("", _ALLOWED)

    def _set_heights(self) -> None:
        """Make rows as high as their wrapped texts: not every program does that by itself."""
        heights: defaultdict[int, int] = defaultdict(int)
        for row, column, text in self._wrapped:
            room = min(self.widths[column], WIDEST) - _EDGES
            heights[row] = max(heights[row], lines(text, room))
        for row, count in heights.items():
            self.sheet.set_row(row, 3 + _LINE * count)
        for placed in self._heads:
            deepest = max(
                lines(header, (self.widths[placed.left + at] - _FILTER) / _BOLD + 0.3)
                for at, header in enumerate(placed.columns)
            )
            self.sheet.set_row(placed.header, 6.75 + 13.5 * deepest)
