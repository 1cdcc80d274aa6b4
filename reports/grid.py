"""The grid of the Summary: merged cells on twelve equal columns, for a page that is no table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.columns import Live
from reports.styles import HEAD, QUIET, TILE, TONES, Styles
from reports.width import lines

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

COLUMNS = 12
COLUMN_WIDTH = 11.3
LINE = 13.5
"""Height of a line of text, in points."""


@dataclass
class Grid:
    """A sheet seen as twelve columns; the first (A) is a margin."""

    sheet: Worksheet
    styles: Styles
    minor: int

    def prepare(self) -> None:
        """Set the columns' widths."""
        self.sheet.hide_gridlines(2)
        self.sheet.set_column(0, 0, 1.5)
        self.sheet.set_column(1, COLUMNS, COLUMN_WIDTH)

    def text(self, row: int, left: int, span: int, text: str, style: Format) -> None:
        """Text over `span` columns from column `left` (0 to 11)."""
        first = left + 1
        if span > 1:
            self.sheet.merge_range(row, first, row, first + span - 1, "", style)
        self.sheet.write_string(row, first, text, style)

    def money(self, row: int, left: int, amount: int | Live, style: Format) -> None:
        """An amount of minor units in one column, or a formula with its value."""
        if isinstance(amount, Live):
            value = amount.value
            shown = value if isinstance(value, str) else self.units(value)
            self.sheet.write_formula(row, left + 1, amount.formula, style, shown)
        else:
            self.sheet.write_number(row, left + 1, self.units(amount), style)

    def units(self, amount: object) -> float:
        """Currency units of an amount of minor units."""
        return int(str(amount)) / self.minor

    def live(self, row: int, left: int, span: int, cell: Live, style: Format) -> None:
        """A formula over several columns; its value is already what stands in the cell."""
        first = left + 1
        if span > 1:
            self.sheet.merge_range(row, first, row, first + span - 1, "", style)
        value = cell.value
        shown = value if isinstance(value, str) else float(str(value))
        self.sheet.write_formula(row, first, cell.formula, style, shown)

    def tall(self, row: int, text: str, span: int, least: float = LINE + 2.5) -> None:
        """Give the row the height that the text needs over so many columns."""
        count = lines(text, span * COLUMN_WIDTH * 1.02)
        self.sheet.set_row(row, max(least, count * LINE + 3))

    def heading(self, row: int, left: int, span: int, text: str) -> None:
        """The title of a part of the page, with a line under it."""
        style = self.styles.make(
            bold=True, font_size=11, font_color=HEAD, bottom=2, bottom_color=HEAD, valign="vcenter"
        )
        self.sheet.set_row(row, 20)
        self.text(row, left, span, text, style)

    def head(self, row: int, left: int, span: int, text: str, align: str = "left") -> None:
        """The head of a column of a list."""
        style = self.styles.make(
            bold=True, font_color=QUIET, font_size=9, align=align, bottom=1, bottom_color="#D5DBE1",
            valign="bottom", text_wrap=True,
        )  # fmt: skip
        self.text(row, left, span, text, style)

    def tile(
        self,
        row: int,
        left: int,
        label: str,
        value: Live | float,
        note: str,
        look: dict[str, object],
    ) -> None:
        """A large number with its name above and a word on it below, two columns wide."""
        edge: dict[str, object] = {"bg_color": TILE, "right": 5, "right_color": "#FFFFFF"}
        name = self.styles.make(
            **edge,
            font_color=QUIET,
            font_size=9,
            indent=1,
            align="left",
            valign="bottom",
            top=5,
            top_color=HEAD,
        )
        number = self.styles.make(
            **(
                edge
                | {"bold": True, "font_size": 15, "align": "left", "indent": 1, "valign": "vcenter"}
                | look
            )
        )
        small = self.styles.make(**edge, font_color=QUIET, font_size=8, indent=1, align="left")
        self.text(row, left, 2, label, name)
        if isinstance(value, Live):
            self.live(row + 1, left, 2, value, number)
        else:
            self.sheet.merge_range(row + 1, left + 1, row + 1, left + 2, "", number)
            self.sheet.write_number(row + 1, left + 1, value, number)
        self.text(row + 2, left, 2, note, small)

    def word(self, row: int, left: int, span: int, word: str) -> None:
        """A word in its colours."""
        tone = TONES.get(word)
        look = {"bg_color": tone.fill, "font_color": tone.ink} if tone else {}
        style = self.styles.make(**look, font_size=9, align="center", valign="vcenter")
        self.text(row, left, span, word, style)
