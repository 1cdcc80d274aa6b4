"""Libraries that read the same workbook see the same cells."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from data.assembly import TITLES
from data.examples import example
from data.grid import letters
from data.values import Formatted
from data.workbook.reading import read_workbook

Cells = dict[tuple[str, str], object]


def ours(path: Path) -> Cells:
    cells: Cells = {}
    for grid in read_workbook(path, TITLES).grids:
        for number, row in [(1, grid.header), *grid.rows]:
            for column, value in row.items():
                cells[grid.title, f"{letters(column)}{number}"] = _same(value)
    return cells


def calamine(path: Path) -> Cells:
    book = CalamineWorkbook.from_path(path)
    return {
        (title, f"{letters(column)}{number}"): _same(value)
        for title in book.sheet_names
        if title in TITLES
        for number, row in enumerate(book.get_sheet_by_name(title).to_python(), start=1)
        for column, value in enumerate(row)
        if value != ""
    }


def by_openpyxl(path: Path) -> Cells:
    book: Any = openpyxl.load_workbook(path)
    return {
        (page.title, cell.coordinate): _same(cell.value)
        for page in book
        if page.title in TITLES
        for row in page.iter_rows()
        for cell in row
        if cell.value is not None
    }


def _same(value: object) -> object:
    if isinstance(value, Formatted):
        value = value.number
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool | str | date):
        return value
    return float(value) if isinstance(value, int | float | Decimal) else value


@pytest.mark.parametrize("name", ["retailer", "industrial"])
def test_all_readers_agree_on_every_cell(name: str) -> None:
    path = example(name)
    found = ours(path)
    assert len(found) > 1_000
    assert calamine(path) == found
    assert by_openpyxl(path) == found
