"""Workbooks that are almost right: a small portfolio's cells, changed one by one."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import xlsxwriter

from data.context import Context
from data.reading import Reading, read
from data.sheets import settings
from data.sheets.all_sheets import SHEETS
from models.issue import Severity
from models.portfolio import Portfolio
from tests.portfolios import build, fund, initiative, person, stage, team

Put: TypeAlias = Callable[[Any, Any, int, int], None]
"""Writes something special: workbook, worksheet, row, column."""


def small() -> Portfolio:
    """One team, one person, one fund, one initiative of two stages."""
    return build(
        team("web", domain="Shop"),
        person("ann", "web", {"build": 3}),
        fund("main", [100_000_00, 100_000_00]),
        initiative("cart", stage(500_00, needs={"build": 1}), stage(700_00), worth=10),
    )


class Draft:
    """The sheets of a portfolio as rows of cells, to be changed and saved as a workbook."""

    def __init__(self, portfolio: Portfolio | None = None) -> None:
        """The small portfolio unless another is given."""
        chosen = small() if portfolio is None else portfolio
        context = Context.of(chosen.settings)
        rows: list[Any] = [list(row) for row in settings.to_rows(chosen.settings, context)]
        self.sheets: dict[str, list[list[Any]]] = {settings.TITLE: [list(settings.HEADERS), *rows]}
        for sheet in SHEETS:
            cells = [list(sheet.to_cells(row, context)) for row in getattr(chosen, sheet.field)]
            header: list[Any] = [column.header for column in sheet.columns]
            self.sheets[sheet.title] = [header, *cells]
        self.finish: dict[str, Put] = {}
        """What else is done to a sheet when it is written (row and column are 0)."""
        self.options: dict[str, Any] = {}
        """Of XlsxWriter's workbook."""

    def __setitem__(self, place: str, value: object) -> None:
        """Changes one cell, as in `draft["Stages!D2"] = 5`; a function is a Put."""
        title, _, cell = place.partition("!")
        found = re.fullmatch("([A-Z])([0-9]+)", cell)
        assert found is not None
        column, row = ord(found.group(1)) - ord("A"), int(found.group(2)) - 1
        rows = self.sheets[title]
        while len(rows) <= row:
            rows.append([])
        rows[row] += [None] * (column + 1 - len(rows[row]))
        rows[row][column] = value

    def add(self, title: str, *row: object) -> None:
        """A further row."""
        self.sheets[title].append(list(row))

    def column(self, title: str, header: str) -> str:
        """The letter of a column."""
        return chr(ord("A") + self.sheets[title][0].index(header))

    def save(self, path: Path) -> Path:
        """As a workbook, without tables and formats but for dates."""
        with xlsxwriter.Workbook(path, {"in_memory": True} | self.options) as workbook:
            day = workbook.add_format({"num_format": "yyyy-mm-dd"})
            for title, rows in self.sheets.items():
                page = workbook.add_worksheet(title)
                for at, row in enumerate(rows):
                    for column, value in enumerate(row):
                        _put(workbook, page, at, column, value, day)
                if title in self.finish:
                    self.finish[title](workbook, page, 0, 0)
        return path

    def read(self, folder: Path, **options: bool) -> Reading:
        """What the reader makes of it."""
        return read(self.save(folder / "draft.xlsx"), **options)


def _put(workbook: Any, page: Any, row: int, column: int, value: Any, day: Any) -> None:  # noqa: ANN401 - XlsxWriter's
    match value:
        case None:
            pass
        case bool():
            page.write_boolean(row, column, value)
        case str():
            page.write_string(row, column, value)
        case date():
            page.write_datetime(row, column, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001 - a day
        case int() | float() | Decimal():
            page.write_number(row, column, float(value))
        case _:
            value(workbook, page, row, column)


def formatted(number: float, code: str) -> Put:
    """A number shown in a format."""

    def put(workbook: Any, page: Any, row: int, column: int) -> None:  # noqa: ANN401 - as above
        page.write_number(row, column, number, workbook.add_format({"num_format": code}))

    return put


def formula(text: str, value: object = 0) -> Put:
    """A formula with its stored value."""

    def put(_: Any, page: Any, row: int, column: int) -> None:  # noqa: ANN401 - as above
        page.write_formula(row, column, text, None, value)

    return put


def errors(reading: Reading) -> list[str]:
    """Everything that stops planning, as people see it; then there must be no portfolio."""
    found = [str(issue) for issue in reading.issues if issue.severity is Severity.ERROR]
    assert (reading.portfolio is None) == bool(found)
    return found


def warnings(reading: Reading) -> list[str]:
    """Everything that does not stop planning."""
    return [str(issue) for issue in reading.issues if issue.severity is Severity.WARNING]


def repacked(
    source: Path, target: Path, change: Mapping[str, bytes | None], *, stored: bool = False
) -> Path:
    """The archive with some parts changed, added, or (None) left out."""
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", method) as new:
        parts = {name: old.read(name) for name in old.namelist()}
        for name, content in (parts | dict(change)).items():
            if content is not None:
                new.writestr(name, content)
    return target


def part(source: Path, name: str) -> bytes:
    """A part of an archive."""
    with zipfile.ZipFile(source) as archive:
        return archive.read(name)
