"""The layout of a workbook as text, a line per thing, so that a difference says what changed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zipfile import ZipFile

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet


def layouts(content: bytes) -> dict[str, str]:
    """By the name of a sheet its layout; `(charts)` and `(workbook)` are what stands in none."""
    shown = openpyxl.load_workbook(io.BytesIO(content))
    cached = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    found = {}
    with ZipFile(io.BytesIO(content)) as file:
        for number, sheet in enumerate(shown.worksheets, 1):
            small = _sparklines(file.read(f"xl/worksheets/sheet{number}.xml").decode())
            lines = [*_page(sheet), *small, *_cells(sheet, cached[str(sheet.title)])]
            found[str(sheet.title)] = "\n".join(lines) + "\n"
        names = sorted(file.namelist())
        charts = [name for name in names if re.fullmatch(r"xl/charts/chart\d+\.xml", name)]
        lines = [line for name in charts for line in _chart(file.read(name).decode())]
        found["(charts)"] = "\n".join(lines) + "\n"
        found["(workbook)"] = _workbook(file.read("xl/workbook.xml").decode())
    return found


def _page(sheet: Worksheet) -> Iterator[str]:
    """How the sheet is seen and printed."""
    setup = sheet.page_setup
    fit = (setup.fitToWidth, setup.fitToHeight)
    yield f"page {setup.orientation}, paper {setup.paperSize}, fitted to {fit}"
    yield f"frozen at {sheet.freeze_panes}"
    widths = {
        letters: round(float(size.width), 1)
        for letters, size in sorted(sheet.column_dimensions.items())
    }
    yield f"widths {widths}"
    heights = {
        number: row.height for number, row in sorted(sheet.row_dimensions.items()) if row.height
    }
    yield f"heights {heights}"
    for merged in sorted(map(str, sheet.merged_cells.ranges)):
        yield f"merged {merged}"
    for name, reference in sorted(sheet.tables.items()):
        yield f"table {name} {reference}"
    for rule in sorted(str(found.sqref) for found in sheet.conditional_formatting):
        yield f"conditional format {rule}"


def _sparklines(text: str) -> Iterator[str]:
    for what, where in re.findall(r"<xm:f>([^<]*)</xm:f><xm:sqref>([^<]*)</xm:sqref>", text):
        yield f"sparkline {where} of {what}"


def _cells(sheet: Worksheet, cached: Worksheet) -> Iterator[str]:
    for row in sheet.iter_rows():
        for cell in row:
            if not isinstance(cell, Cell) or (cell.value is None and not cell.has_style):
                continue
            value = _value(cell, cached[cell.coordinate].value)
            yield f"{cell.coordinate} {value} | {_look(cell)}"


def _value(cell: Cell, cached: Any) -> str:  # noqa: ANN401 - whatever a cell holds
    if cell.data_type == "f":
        return f"{cell.value} -> {_plain(cached)}"
    return _plain(cell.value)


def _plain(value: Any) -> str:  # noqa: ANN401 - whatever a cell holds
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else repr(value)


def _look(cell: Cell) -> str:
    """Number format, letters, colours and alignment, as far as they are not the plain ones."""
    font, fill = cell.font, cell.fill
    parts = [] if cell.number_format == "General" else [str(cell.number_format)]
    parts.append(f"{font.size:g}" if font.size else "")
    parts += ["bold"] if font.bold else []
    if font.color is not None and isinstance(font.color.rgb, str):
        parts.append(f"ink {font.color.rgb[2:]}")
    if fill.fill_type:
        parts.append(f"fill {str(fill.fgColor.rgb)[2:]}")
    where = cell.alignment.horizontal
    parts += [str(where)] if where else []
    parts += ["wrapped"] if cell.alignment.wrap_text else []
    parts += [] if cell.protection.locked else ["open"]
    return " ".join(parts)


def _chart(text: str) -> Iterator[str]:
    kinds = re.findall(r"<c:(barChart|lineChart|scatterChart|areaChart|pieChart)>", text)
    yield f"chart {' and '.join(kinds)}: {' / '.join(re.findall('<a:t>([^<]*)</a:t>', text))}"
    for formula in re.findall(r"<c:f>([^<]*)</c:f>", text):
        yield f"  {formula}"
    for colour in re.findall(r'<a:srgbClr val="(\w+)"/>', text):
        yield f"  colour {colour}"


def _workbook(text: str) -> str:
    lines = [
        f"sheet {name}{' hidden' if state else ''}"
        for name, state in re.findall(r'<sheet name="([^"]*)"[^>]*?(state="\w+")?[^>]*/>', text)
    ]
    lines += [
        f"name {name} = {what}"
        for name, what in re.findall(r'<definedName name="([^"]*)"[^>]*>([^<]*)<', text)
    ]
    return "\n".join(lines) + "\n"
