"""Reads the sheets of a workbook."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from data.grid import Book, Grid
from data.workbook.archive import Archive, opened
from data.workbook.cells import CellReader
from data.workbook.markup import Handler, parse
from data.workbook.parts import SheetPart, find_parts
from data.workbook.scan import Scan, TooOdd
from data.workbook.styles import styles
from data.workbook.texts import shared_texts


def read_workbook(path: Path, titles: Collection[str]) -> Book:
    """The sheets with these titles, and the names of all others as empty grids.

    Raises Refusal for a file that is no harmless workbook. Every part's checksum is verified, and
    every part of XML is read through, whether it is needed or not.
    """
    with opened(path) as archive:
        parts = find_parts(archive)
        reader = CellReader(
            shared_texts(archive, parts.texts),
            styles(archive, parts.styles),
            since_1904=parts.since_1904,
        )
        book = Book([_grid(archive, sheet, reader, titles) for sheet in parts.sheets])
        needed = {sheet.part for sheet in parts.sheets if sheet.title in titles}
        for name in sorted(archive.names - needed - {parts.texts, parts.styles}):
            if name.endswith((".xml", ".rels")):
                parse(archive.chunks(name), Handler(), name)
            elif not name.endswith("/"):
                archive.verify(name)
    return book


def _grid(archive: Archive, sheet: SheetPart, reader: CellReader, titles: Collection[str]) -> Grid:
    grid = Grid(sheet.title, hidden=sheet.hidden)
    if sheet.title in titles:
        with suppress(TooOdd):
            parse(archive.chunks(sheet.part), Scan(grid, reader), sheet.part)
    return grid
