"""What lies around the cells of a sheet and names them: tables, drop-downs, notes, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from data.workbook.editing.markup import children, root, set_text, text_of, within
from data.workbook.editing.moves import Formula, Moves, moved_list
from data.workbook.editing.package import Package
from data.workbook.editing.page import Page

if TYPE_CHECKING:
    from xml.dom.minidom import Element

_FORMULAS = ("formula", "formula1", "formula2", "f")
_SHAPE = re.compile(rb"<v:shape\b.*?</v:shape>", re.DOTALL)
_ROW = re.compile(rb"(<x:Row>\s*)([0-9]+)(\s*</x:Row>)")
_ANCHOR = re.compile(rb"(<x:Anchor>)([^<]*)(</x:Anchor>)")
_AT, _END = 2, 6
"""Positions of the rows in an anchor."""


def follow(page: Page, moves: Moves) -> None:
    """Ranges of the sheet follow its rows; a link of a row that is gone goes with it."""
    for element in list(_around(page)):
        parent = element.parentNode
        if element.localName == "hyperlink" and _all_gone(element.getAttribute("ref"), moves):
            if parent is not None:
                parent.removeChild(element)
                if not parent.childNodes and parent.parentNode is not None:
                    parent.parentNode.removeChild(parent)  # Excel takes no empty list of links
            continue
        for name in ("ref", "sqref"):
            if element.hasAttribute(name) and element.localName != "selection":
                element.setAttribute(name, moved_list(element.getAttribute(name), moves))
        if element.localName == "sqref":
            set_text(element, moved_list(text_of(element), moves))
    extent = page.extent()
    for dimension in children(page.top, "dimension"):
        dimension.setAttribute("ref", extent)


def tell(page: Page, change: Formula) -> None:
    """Formulas of drop-downs and conditional formats change as those of cells do."""
    for element in _around(page):
        if element.localName in _FORMULAS:
            text = text_of(element)
            if text and not text.startswith('"'):
                set_text(element, change(text))


def _around(page: Page) -> Iterator[Element]:
    """All elements of the sheet but its rows."""
    for child in children(page.top):
        if child.localName != "sheetData":
            yield child
            yield from within(child)


def _all_gone(reference: str, moves: Moves) -> bool:
    rows = [int(number) for number in re.findall("[0-9]+", reference)]
    return bool(rows) and all(moves.is_gone(row) for row in range(min(rows), max(rows) + 1))


def stretch(package: Package, part: str, moves: Moves) -> None:
    """The sheet's tables have exactly the rows that there are, and one at least."""
    for name in package.linked(part, "table"):
        top = root(package.tree(name))
        for element in (top, *children(top, "autoFilter")):
            first, _, last = element.getAttribute("ref").partition(":")
            low = int(re.sub("[^0-9]", "", first))
            column, high = re.sub("[0-9]", "", last), int(re.sub("[^0-9]", "", last))
            end = max(moves.new_last, low + 1)
            if high > moves.last:
                end = max(end, high)
            element.setAttribute("ref", f"{first}:{column}{end}")
        for element in within(top):
            if element.localName in ("sortState", "sortCondition") and element.hasAttribute("ref"):
                element.setAttribute("ref", moves.place(element.getAttribute("ref")))


def move_notes(package: Package, part: str, moves: Moves) -> None:
    """Notes go where their cells go, and go with them."""
    for kind in ("comments", "threadedComment"):
        for name in package.linked(part, kind):
            for element in package.elements(name):
                if not element.hasAttribute("ref"):
                    continue
                if _all_gone(element.getAttribute("ref"), moves) and element.parentNode is not None:
                    element.parentNode.removeChild(element)
                else:
                    place = moves.place(element.getAttribute("ref"), grows=False)
                    element.setAttribute("ref", place)
    for name in package.linked(part, "vmlDrawing"):
        package.put(name, _SHAPE.sub(lambda found: _shape(found[0], moves), package.content(name)))


def _shape(shape: bytes, moves: Moves) -> bytes:
    """The frame of a note, in the old language in which Excel keeps it; its rows count from 0."""
    found = _ROW.search(shape)
    if found is None:
        return shape
    row = int(found[2]) + 1
    if moves.is_gone(row):
        return b""
    by = moves.start(row) - row
    if not by:
        return shape
    shape = _ROW.sub(rb"\g<1>%d\g<3>" % (row + by - 1), shape)
    return _ANCHOR.sub(lambda anchor: anchor[1] + _shifted(anchor[2], by) + anchor[3], shape)


def _shifted(anchor: bytes, by: int) -> bytes:
    parts = anchor.split(b",")
    for at in (_AT, _END):
        if at < len(parts):
            parts[at] = b" %d" % max(0, int(parts[at]) + by)
    return b",".join(parts)
