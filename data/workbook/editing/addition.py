"""A new sheet at the end of a workbook, in the looks of one that is there."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from data.grid import letters
from data.sheets.outcomes import SHEET
from data.workbook.editing.markup import children, first, made, root
from data.workbook.editing.package import Package
from data.workbook.editing.page import Page
from data.workbook.parts import SheetPart

_WIDTHS = {"Initiative": 36, "Stage": 8, "Comparison": 14, "Target": 12, "Metric": 24, "Owner": 22}
_LOOKS = {"Stage": "Observed", "Target": "Observed", "Metric": "Objective"}
"""Columns of Outcomes whose cells look as these should; text for all others."""


def add_sheet(
    package: Package, workbook: str, title: str, headers: Sequence[str], model: tuple[str, Page]
) -> SheetPart:
    """An empty table with these headers; gives its part.

    `model` is the part and the page of Outcomes, from which the styles of headers and cells come.
    """
    part = package.unused("xl/worksheets/sheet{}.xml")
    package.put(part, _sheet(headers, model[1]))
    package.declare(part, "worksheet+xml")
    table = package.unused("xl/tables/table{}.xml")
    package.put(table, _table(package, title, headers))
    package.declare(table, "table+xml")
    link = package.link(part, "table", table)
    page = root(package.tree(part))
    holder = made(page, "tableParts", count="1")
    tied = made(page, "tablePart")
    tied.setAttribute("r:id", link)
    holder.appendChild(tied)
    page.appendChild(holder)
    _list(package, workbook, title, package.link(workbook, "worksheet", part))
    return SheetPart(title, part, hidden=False)


def _list(package: Package, workbook: str, title: str, link: str) -> None:
    """Names the sheet in the workbook, after all others."""
    sheets = first(root(package.tree(workbook)), "sheets")
    if sheets is None:
        raise ValueError("a workbook without sheets")
    known = children(sheets, "sheet")
    tie = next(name for name, _ in known[0].attributes.items() if name.rpartition(":")[2] == "id")
    number = max(int(sheet.getAttribute("sheetId")) for sheet in known) + 1
    sheet = made(sheets, "sheet", name=title, sheetId=str(number))
    sheet.setAttribute(tie, link)
    sheets.appendChild(sheet)


def _sheet(headers: Sequence[str], model: Page) -> bytes:
    places = {column.header: at for at, column in enumerate(SHEET.columns)}
    heads, columns = [], []
    for at, header in enumerate(headers):
        like = places[_LOOKS.get(header, header if header in places else "Evidence")]
        head = model.style(1, places.get(header, places["Evidence"]))
        heads.append(
            f'<c r="{letters(at)}1"{_style("s", head)} t="inlineStr"><is><t>{header}</t></is></c>'
        )
        width = _WIDTHS.get(header) or next(
            column.width for column in SHEET.columns if column.header == header
        )
        shown = _style("style", model.style(2, like))
        columns.append(
            f'<col min="{at + 1}" max="{at + 1}" width="{width}" customWidth="1"{shown}/>'
        )
    pane = '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>'
    return (
        f'<worksheet xmlns="{_MAIN}" xmlns:r="{_TIES}"><sheetViews>'
        f'<sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
        f'<cols>{"".join(columns)}</cols><sheetData><row r="1" ht="32" customHeight="1">'
        f"{''.join(heads)}</row></sheetData></worksheet>"
    ).encode()


def _style(name: str, style: str) -> str:
    return f' {name}="{style}"' if style else ""


def _table(package: Package, title: str, headers: Sequence[str]) -> bytes:
    tables = [part for part in package.names if part.startswith("xl/tables/")]
    tops = [root(package.tree(part)) for part in tables]
    number = max((int(top.getAttribute("id")) for top in tops), default=0) + 1
    names = {top.getAttribute("displayName").casefold() for top in tops}
    name = title.replace(" ", "_")
    while name.casefold() in names:
        name += "_"
    extent = f"A1:{letters(len(headers) - 1)}2"
    columns = "".join(
        f"<tableColumn id={quoteattr(str(at))} name={quoteattr(header)}/>"
        for at, header in enumerate(headers, start=1)
    )
    return (
        f'<table xmlns="{_MAIN}" id="{number}" name="{name}" displayName="{name}" ref="{extent}" '
        f'totalsRowShown="0"><autoFilter ref="{extent}"/>'
        f'<tableColumns count="{len(headers)}">{columns}</tableColumns>'
        '<tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" '
        'showRowStripes="1" showColumnStripes="0"/></table>'
    ).encode()


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
