"""Looks into a written workbook, as other programs do."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook

from models.plan import Plan
from models.portfolio import Portfolio
from reports.workbook import render

AUDIENCES = ("all", "finance", "delivery", "executives")


def formulas(content: bytes) -> Workbook:
    """The workbook with its formulas."""
    return openpyxl.load_workbook(io.BytesIO(content))


def values(content: bytes) -> Workbook:
    """The workbook with its cached values."""
    return openpyxl.load_workbook(io.BytesIO(content), data_only=True)


def cells(book: Workbook) -> dict[tuple[str, str], Any]:
    """Every filled cell by sheet and reference."""
    return {
        (str(sheet.title), str(cell.coordinate)): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def formula_cells(content: bytes) -> dict[tuple[str, str], str]:
    """Every formula by sheet and reference."""
    marked = formulas(content)
    return {
        (str(sheet.title), str(cell.coordinate)): str(cell.value)
        for sheet in marked.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def parts(content: bytes) -> dict[str, str]:
    """Every part of the file as text."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def table(content: bytes, sheet: str, name: str) -> list[dict[str, Any]]:
    """The rows of an Excel table by header, with cached values."""
    found = formulas(content)[sheet].tables[name]
    rows = list(values(content)[sheet][found.ref])
    heads = [cell.value for cell in rows[0]]
    return [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in rows[1:]]


def recalculated(content: bytes, folder: Path) -> dict[tuple[str, str], Any]:
    """Every cell after another program has worked out all formulas anew."""
    import formualizer

    before, after = folder / "before.xlsx", folder / "after.xlsx"
    before.write_bytes(_without_cached(content))
    said = formualizer.recalculate_file(str(before), output=str(after))
    assert said["errors"] == 0, said
    return cells(openpyxl.load_workbook(after, data_only=True))


def _without_cached(content: bytes) -> bytes:
    """The same workbook without the values of its formulas, so that none can be taken over."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for name in source.namelist():
            text = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1<v>0</v>", text)
            copy.writestr(name, text)
    return target.getvalue()


def rendered(portfolio: Portfolio, plan: Plan) -> dict[str, bytes]:
    """The workbook of every audience."""
    return {audience: render(portfolio, plan, audience) for audience in AUDIENCES}
