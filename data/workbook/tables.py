"""Writes one sheet of the input as an Excel Table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from textwrap import wrap
from typing import TYPE_CHECKING

from data.context import Context
from data.sheets import settings
from data.sheets.column import Column
from data.sheets.sheet import Sheet
from data.values import Shown
from data.workbook.cell import write_cell
from data.workbook.highlights import highlight
from data.workbook.looks import Looks
from data.workbook.ranges import Ranges
from data.workbook.samples import samples
from data.workbook.validations import Validations
from models.base import Frozen
from models.direction import right_to_left
from models.settings import Settings

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_WIDEST = 60
_LINE = 15
"""Points."""
_MOST_LINES = 20
_NOTE_WIDTH, _NOTE_LINE, _NOTE_LETTERS = 300, 17, 42
"""Width and height of a line in pixels, and the letters that surely fit in it, of a note."""
_NOTES = (
    "The name of the setting: leave it as it is.",
    "What holds for the whole portfolio. The first three are required.\nExample: EUR",
    "What the setting means. It is not read.",
)
"""On the headers of Settings."""
_SAMPLE = 500
"""Rows that are looked at for the width of a column."""


@dataclass(frozen=True)
class Tables:
    """What all sheets of one workbook share."""

    looks: Looks
    context: Context
    ranges: Ranges

    @property
    def rules(self) -> Validations:
        """What is allowed while a cell is typed."""
        return Validations(self.ranges, self.context, samples())


def write_table(
    page: Worksheet, sheet: Sheet[Frozen], rows: Sequence[Frozen], tables: Tables
) -> None:
    """The rows under their headers, with formats, widths, comments, drop-downs and colours."""
    looks, context, rules = tables.looks, tables.context, tables.rules
    cells = [sheet.to_cells(row, context) for row in rows]
    widths = [_width(column, position, cells) for position, column in enumerate(sheet.columns)]
    _raise_rows(page, cells, widths)
    for position, column in enumerate(sheet.columns):
        look = looks.cell(column, context)
        page.set_column(position, position, widths[position], look)
        for number, row in enumerate(cells, start=1):
            value = row[position]
            turned = isinstance(value, str) and right_to_left(value)
            shown = looks.cell(column, context, turned=True) if turned else look
            write_cell(page, number, position, value, shown)
        last = tables.ranges.last(sheet.title) - 1
        page.data_validation(1, position, last, position, rules.of(sheet, column))
    highlight(page, sheet, tables.ranges, looks, context)
    _frame(page, sheet.title, sheet.columns, len(cells), looks)
    for position, column in enumerate(sheet.columns):
        text = column.comment(context, samples().get((sheet.title, column.header), ""))
        _comment(page, position, text)
    page.freeze_panes(1, 1)


def write_settings(page: Worksheet, values: Settings | None, tables: Tables) -> None:
    """The settings; None for the defaults, with what must be filled in left empty."""
    looks, context, rules = tables.looks, tables.context, tables.rules
    for number, key in enumerate(settings.KEYS, start=1):
        default = Settings.model_fields[key.field].get_default()
        value = default if values is None else getattr(values, key.field)
        blank = value is None or (values is None and key.required)
        look = looks.setting(key, context)
        page.write_string(number, 0, key.header, looks.name())
        write_cell(page, number, 1, None if blank else key.kind.show(value, context), look)
        page.write_string(number, 2, key.about, looks.quiet())
        page.data_validation(number, 1, number, 1, rules.of_setting(key, number + 1))
    page.set_column(0, 0, 36)
    page.set_column(1, 1, 50)
    page.set_column(2, 2, 78)
    required = [key.required for key in settings.KEYS]
    page.conditional_format(
        1, 1, sum(required), 1, {"type": "blanks", "format": looks.missing(), "stop_if_true": False}
    )
    columns = [
        {"header": header, "header_format": looks.header(required=header != settings.MEANING)}
        for header in settings.HEADERS
    ]
    page.add_table(
        0,
        0,
        len(settings.KEYS),
        len(columns) - 1,
        {"name": settings.TITLE, "columns": columns, "style": _STYLE, "autofilter": False},
    )
    for position, text in enumerate(_NOTES):
        _comment(page, position, text)
    page.freeze_panes(1, 1)


def _frame(page: Worksheet, title: str, columns: Sequence[Column], rows: int, looks: Looks) -> None:
    headers = [
        {
            "header": column.header,
            "header_format": looks.header(required=column.required, numeric=column.kind.numeric),
        }
        for column in columns
    ]
    page.add_table(
        0,
        0,
        max(1, rows),
        len(columns) - 1,
        {"name": title, "columns": headers, "style": _STYLE},
    )
    page.set_row(0, 32)


def _comment(page: Worksheet, position: int, text: str) -> None:
    """A note on a header, in a box that shows all of it."""
    lines = sum(len(wrap(line, _NOTE_LETTERS)) for line in text.split("\n"))
    size = {"width": _NOTE_WIDTH, "height": _NOTE_LINE * (lines + 2)}
    page.write_comment(0, position, text, size | {"author": "", "font_size": 9})


def _raise_rows(page: Worksheet, cells: Sequence[tuple[Shown, ...]], widths: list[int]) -> None:
    """Room for texts that are wrapped, as not every program makes it by itself."""
    for number, row in enumerate(cells, start=1):
        lines = max(
            sum(1 + max(0, len(line) - 1) // width for line in value.split("\n"))
            for value, width in zip(row, widths, strict=True)
            if isinstance(value, str)
        )
        if lines > 1:
            page.set_row(number, _LINE * min(lines, _MOST_LINES))


def _width(column: Column, position: int, cells: Sequence[tuple[Shown, ...]]) -> int:
    longest_word = max(len(word) for word in column.header.split())
    shown = (row[position] for row in cells[:_SAMPLE])
    longest = max((_length(value) for value in shown), default=0)
    return min(_WIDEST, max(column.width, longest_word + 5, longest + 4))


def _length(value: Shown) -> int:
    if isinstance(value, Decimal | int):
        return len(f"{value:,.2f}")
    return 0 if value is None else len(str(value))


_STYLE = "Table Style Light 1"
