"""The grid of the Summary: merged cells on equal columns and rows, for a page that is no table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.columns import Live
from reports.styles import HEAD, QUIET, TILE, TONES, Styles
from reports.width import cut, lines

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from reports.page import Page

COLUMNS = 24
COLUMN_WIDTH = 8.1
"""In characters."""
COLUMN_PIXELS = 62
LINE = 14.25
"""Height of a row, in points: one line of text. Not Excel's own 15, which is not written down."""
ROW_PIXELS = 19
_TITLE = 28
"""Height of the row of the title."""
_SIZE = 10
"""Of the sheet's own font, in points."""


@dataclass
class Grid:
    """A sheet seen as 24 columns and rows of one height; the first column (A) is a margin."""

    page: Page

    def __post_init__(self) -> None:
        """Set the columns' widths."""
        self.sheet.hide_gridlines(2)
        self.sheet.set_column(0, 0, 1.0)
        self.sheet.set_column(1, COLUMNS, COLUMN_WIDTH)

    @property
    def sheet(self) -> Worksheet:
        """What is drawn on."""
        return self.page.sheet

    @property
    def styles(self) -> Styles:
        """The looks of its workbook."""
        return self.page.styles

    @property
    def minor(self) -> int:
        """Minor units in one currency unit."""
        return self.page.minor

    def top(self, title: str, about: str, answer: str, deep: int = 3) -> int:
        """What this is, what it speaks of, and the answer; gives the row below."""
        self.text(0, 0, COLUMNS, title, self.styles.title)
        self.sheet.set_row(0, _TITLE)
        self.text(1, 0, COLUMNS, about, self.styles.subtitle)
        big = self.styles.make(
            font_size=12, text_wrap=True, font_color=HEAD, bold=True, valign="vcenter"
        )
        return 2 + self.fitted(2, 0, COLUMNS, answer, big, deep)

    def end(self, rows: int) -> None:
        """Print so many rows on one page, and keep formulas from being typed over.

        Each row is given its height: some programs fit rows that have none to their text.
        """
        self.sheet.fit_to_pages(1, 1)
        for row in range(1, rows):
            self.sheet.set_row(row, LINE)
        self.sheet.print_area(0, 0, rows - 1, COLUMNS)
        self.page.protect()

    def text(
        self, row: int, left: int, span: int, text: str | Live, style: Format, deep: int = 1
    ) -> None:
        """Text, or a formula, over `span` columns from `left` (0 to 23) and `deep` rows."""
        first = left + 1
        if span > 1 or deep > 1:
            self.sheet.merge_range(row, first, row + deep - 1, first + span - 1, "", style)
        if isinstance(text, Live):
            value = text.value
            shown = value if isinstance(value, str) else float(str(value))
            self.sheet.write_formula(row, first, text.formula, style, shown)
        else:
            self.sheet.write_string(row, first, text, style)

    def fitted(self, row: int, left: int, span: int, text: str, style: Format, deep: int) -> int:
        """Text in as many rows as it takes, at most so many; gives how many.

        What does not fit is cut off, with an ellipsis.
        """
        taken = self.lines(span, text, style, deep)
        shown = shortened(text, _room(span, style), deep)
        self.text(row, left, span, shown, style, taken)
        return taken

    def lines(self, span: int, text: str, style: Format, deep: int) -> int:
        """How many rows a text takes over so many columns, at most `deep`."""
        return min(lines(text, _room(span, style)), deep)

    def number(
        self, row: int, left: int, span: int, value: Live | float, style: Format, deep: int = 1
    ) -> None:
        """A number as it is shown, or a formula with its value."""
        if isinstance(value, Live):
            self.text(row, left, span, value, style, deep)
            return
        first = left + 1
        if span > 1 or deep > 1:
            self.sheet.merge_range(row, first, row + deep - 1, first + span - 1, "", style)
        self.sheet.write_number(row, first, value, style)

    def units(self, amount: int) -> float:
        """Currency units of an amount of minor units."""
        return int(amount) / self.minor

    def heading(self, row: int, left: int, span: int, text: str) -> None:
        """The title of a part of the page, with a line under it."""
        style = self.styles.make(
            bold=True, font_size=11, font_color=HEAD, bottom=2, bottom_color=HEAD, valign="vcenter"
        )
        self.text(row, left, span, text, style)

    def head(
        self, row: int, left: int, span: int, text: str, align: str = "left", deep: int = 1
    ) -> None:
        """The head of a column of a list."""
        style = self.styles.make(
            bold=True, font_color=QUIET, font_size=9, align=align, bottom=1, bottom_color="#D5DBE1",
            valign="bottom", text_wrap=deep > 1,
        )  # fmt: skip
        self.text(row, left, span, text, style, deep)

    def tile(
        self,
        row: int,
        left: int,
        span: int,
        label: str,
        value: Live | float | str,
        note: str | Live,
        look: dict[str, object],
    ) -> None:
        """A large value with its name above and a word on it below, four rows deep."""
        edge: dict[str, object] = {"bg_color": TILE, "right": 5, "right_color": "#FFFFFF"}
        quiet = edge | {"font_color": QUIET, "indent": 1, "align": "left"}
        name = self.styles.make(
            **(quiet | {"font_size": 9, "valign": "bottom", "top": 5, "top_color": HEAD})
        )
        big: dict[str, object] = {"bold": True, "font_size": 15, "align": "left", "indent": 1}
        number = self.styles.make(**(edge | big | {"valign": "vcenter"} | look))
        small = self.styles.make(**(quiet | {"font_size": 8, "valign": "top", "shrink": True}))
        self.text(row, left, span, label, name)
        if isinstance(value, str):
            self.text(row + 1, left, span, value, number, 2)
        else:
            self.number(row + 1, left, span, value, number, 2)
        self.text(row + 3, left, span, note, small)

    def word(self, row: int, left: int, span: int, word: str, deep: int = 1) -> None:
        """A word in its colours."""
        tone = TONES.get(word)
        look = {"bg_color": tone.fill, "font_color": tone.ink} if tone else {}
        style = self.styles.make(**look, font_size=9, align="center", valign="vcenter", shrink=True)
        self.text(row, left, span, word, style, deep)


def _room(span: int, style: Format) -> float:
    """Digits of the sheet's own size that are as wide as a line over so many columns."""
    return (span * COLUMN_WIDTH - 2) * _SIZE / float(style.font_size)


def shortened(text: str, room: float, deep: int) -> str:
    """The text, or as much of it as fits into `deep` lines of `room` characters."""
    if lines(text, room) <= deep:
        return text
    words = text.split(" ")
    while words and lines(f"{' '.join(words)} …", room) > deep:
        words.pop()
    return f"{' '.join(words)} …" if words else cut(text, room * deep)
