"""The sheet Examples: a small story, a few rows for each sheet, to see what goes where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.context import Context
from data.examples.story import TOLD, story
from data.sheets import settings
from data.sheets.all_sheets import SHEETS
from data.sheets.sheet import Sheet
from data.workbook.cell import write_cell
from data.workbook.looks import Looks
from models.base import Frozen
from models.settings import Settings

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

TITLE = "Examples"
_WIDTH = 17
_LINE = 15
"""Points."""
_LETTERS = 15
"""That fit in a cell of an example."""


def write_examples(page: Worksheet, looks: Looks) -> None:
    """The story, then header and rows of each sheet; nothing here is ever read as data."""
    told = story()
    context = Context.of(told.settings)
    most = max(len(sheet.columns) for sheet in SHEETS)
    page.hide_gridlines(2)
    page.set_column(0, most - 1, _WIDTH)
    page.write_string(0, 0, "Examples", looks.title())
    page.set_row(0, 30)
    said = f"{TOLD} Nothing on this sheet is read or planned: copy what you need to its own sheet."
    page.merge_range(1, 0, 1, most - 1, said, looks.text())
    page.set_row(1, 3 * _LINE)
    row = _settings(page, 3, told.settings, looks, context)
    for sheet in SHEETS:
        row = _rows(page, row, sheet, getattr(told, sheet.field), looks, context)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_footer("&L&A&RPage &P of &N")


def _settings(page: Worksheet, row: int, values: Settings, looks: Looks, context: Context) -> int:
    """Keys and values, in two rows where there is room for all."""
    _heading(page, row, settings.TITLE, settings.ABOUT, looks)
    for at, header in enumerate((settings.KEY, settings.VALUE)):
        page.write_string(row + 1, at, header, looks.header(required=True))
    for number, key in enumerate(settings.KEYS, start=row + 2):
        value = getattr(values, key.field)
        shown = None if value is None else key.kind.show(value, context)
        page.write_string(number, 0, key.header, looks.text())
        write_cell(page, number, 1, shown, looks.setting(key, context))
        page.write_string(number, 2, key.about, looks.quiet())
        page.set_row(number, _LINE * _lines(key.header))
    return row + 3 + len(settings.KEYS)


def _rows(
    page: Worksheet,
    row: int,
    sheet: Sheet[Frozen],
    rows: tuple[Frozen, ...],
    looks: Looks,
    context: Context,
) -> int:
    """Header and rows of one sheet; gives the row for the next one."""
    _heading(page, row, sheet.title, sheet.about, looks)
    deepest = 1
    for at, column in enumerate(sheet.columns):
        look = looks.header(required=column.required, numeric=column.kind.numeric)
        page.write_string(row + 1, at, column.header, look)
        deepest = max(deepest, _lines(column.header))
    page.set_row(row + 1, _LINE * deepest + 3)
    for number, each in enumerate(rows, start=row + 2):
        cells = sheet.to_cells(each, context)
        for at, (column, cell) in enumerate(zip(sheet.columns, cells, strict=True)):
            look = looks.example(column, context)
            if cell is None:
                page.write_blank(number, at, None, look)
            else:
                write_cell(page, number, at, cell, look)
        page.set_row(number, _LINE * max(_lines(x) for x in cells if isinstance(x, str)))
    return row + 3 + len(rows)


def _heading(page: Worksheet, row: int, title: str, about: str, looks: Looks) -> None:
    page.write_url(row, 0, f"internal:'{title}'!A1", looks.link(), title)
    page.write_string(row, 1, about, looks.quiet())


def _lines(text: str) -> int:
    """Lines that a text takes in a cell of an example."""
    from textwrap import wrap

    return max(1, len(wrap(text, _LETTERS)))
