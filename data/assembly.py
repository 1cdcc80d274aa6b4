"""From grids to a portfolio: sheet by sheet, every fault in one pass."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from data.context import Context, Notation
from data.grid import Book, Grid, letters
from data.kinds.text import tidy
from data.rows import Rows, error, warning
from data.sheets import new_outcomes, settings
from data.sheets.all_sheets import SHEETS
from data.sheets.column import LISTS
from data.sheets.sheet import Faults, Known, Sheet
from data.sources import Sources
from data.values import Value, described
from models.issue import Issue
from models.nearest import nearest
from models.settings import Settings

ORDER = {title: at for at, title in enumerate((settings.TITLE, *(x.title for x in SHEETS)))}
"""Position of each sheet of the input in the workbook."""
TITLES = frozenset(ORDER)
IGNORED = frozenset({"Instructions", "Examples", LISTS, new_outcomes.TITLE})
"""Sheets of ours that hold no input."""


class Assembly:
    """Reads the grids of a book once; afterwards it holds rows, issues and sources."""

    def __init__(self, book: Book, notation: Notation | None, *, strict: bool) -> None:
        """`notation` is None where cells have types; `strict` refuses unknown columns."""
        self.issues: list[Issue] = [
            error(sheet, None, what, allowed) for sheet, what, allowed in book.faults
        ]
        self.sources: Sources = {}
        self.fields: dict[str, Any] = {}
        self.broken: dict[str, frozenset[str] | None] = {}
        """Sheets that were not read in full, with the names on lost rows; None: nothing was."""
        self._strict = strict
        grids = self._sheets(book)
        found = self._read_settings(grids.get(settings.TITLE), Context(notation=notation))
        if found is None:
            self.broken[settings.TITLE] = None
        self.settings = found or _UNKNOWN
        context = Context(notation=notation)
        if found is not None:
            context = Context.of(found, notation)
        for sheet in SHEETS:
            rows = self._read(grids.get(sheet.title), sheet, context)
            self.fields[sheet.field] = rows
            if sheet.field == "teams":
                context = _knowing_teams(context, rows)

    def _sheets(self, book: Book) -> dict[str, Grid]:
        counts = Counter(grid.title for grid in book.grids)
        others = [title for title in counts if title not in TITLES | IGNORED]
        for title in sorted(counts):
            if counts[title] > 1:
                what = f"there are {counts[title]} sheets of this name"
                self.issues.append(error(title, None, what, "each sheet once"))
        missing = [title for title in ORDER if title not in counts]
        for title in missing:
            near = nearest(title, others)
            hint = f"; nearest there: '{near}'" if near else ""
            allowed = "all sheets of the template, even if empty"
            self.issues.append(error(title, None, f"the sheet is missing{hint}", allowed))
        for title in others:
            near = nearest(title, missing)
            allowed = f"nearest: {near}" if near else "sheets of the template; it is not read"
            make = error if self._strict else warning
            self.issues.append(make(title, None, "unknown sheet", allowed))
        return {grid.title: grid for grid in reversed(book.grids)}

    def _read_settings(self, grid: Grid | None, context: Context) -> Settings | None:
        if grid is None or grid.unreadable:
            return None
        rows = Rows(
            grid, (settings.KEY, settings.VALUE), spare=(settings.MEANING,), strict=self._strict
        )
        source = self.sources[settings.TITLE] = rows.source
        values: dict[str, Value] = {}
        for number, cells in rows.cells() if rows.complete else ():
            self._take_setting(number, cells, values, rows)
        self.issues += rows.issues
        if not rows.complete:
            return None
        try:
            return settings.to_settings(values, context)
        except Faults as found:
            for fault in found.faults:
                cell = source.cell(None, fault.column)
                what = fault.what if cell else f"the setting '{fault.column}' {fault.what}"
                self.issues.append(error(settings.TITLE, cell, what, fault.allowed, fault.column))
            return None

    def _take_setting(
        self, number: int, cells: dict[str, Value], values: dict[str, Value], rows: Rows
    ) -> None:
        keys, key = rows.source.keys, cells.get(settings.KEY)
        name = tidy(key) if isinstance(key, str) else described(key)
        cell = f"{letters(rows.source.columns[settings.KEY])}{number}"
        if name in keys:
            what = f"the setting '{name}' is there twice, also in row {keys[name]}"
            rows.issues.append(error(settings.TITLE, cell, what, "each setting once"))
        elif settings.is_key(name):
            keys[name] = number
            values[name] = cells.get(settings.VALUE)
        elif settings.VALUE in cells or key is not None:
            fault = settings.unknown_key(name)
            rows.issues.append(error(settings.TITLE, cell, fault.what, fault.allowed))

    def _read(self, grid: Grid | None, sheet: Sheet[Any], context: Context) -> tuple[Any, ...]:
        if grid is None or grid.unreadable:
            self.broken[sheet.title] = None
            return ()
        rows = Rows(grid, [column.header for column in sheet.columns], strict=self._strict)
        self.sources[sheet.title] = rows.source
        objects: list[Any] = []
        lost: set[str] = set()
        known: Known = {}
        for number, cells in rows.cells() if rows.complete else ():
            if len(rows.issues) > _MOST_FAULTS:
                what = f"has more faults; these are the first {_MOST_FAULTS:,}"
                rows.issues.append(error(sheet.title, f"A{number}", what, "none"))
                rows.complete = False
                break
            try:
                objects.append(sheet.to_object(cells, context, known))
                rows.source.rows.append(number)
            except Faults as found:
                lost |= _names(cells)
                for fault in found.faults:
                    at = rows.source.columns[fault.column or sheet.columns[0].header]
                    cell = f"{letters(at)}{number}"
                    rows.issues.append(
                        error(sheet.title, cell, fault.what, fault.allowed, fault.column)
                    )
        if not rows.complete:
            self.broken[sheet.title] = None
        elif lost or grid.oddities:
            self.broken[sheet.title] = frozenset(lost)
        self.issues += rows.issues
        return tuple(objects)


def _names(cells: dict[str, Value]) -> set[str]:
    return {tidy(value) for value in cells.values() if isinstance(value, str)}


def _knowing_teams(context: Context, teams: tuple[Any, ...]) -> Context:
    return replace(
        context,
        teams=frozenset(team.id for team in teams),
        domains=frozenset(team.domain for team in teams if team.domain is not None),
    )


_MOST_FAULTS = 1_000
"""Of one sheet; a wrong column would otherwise be told a hundred thousand times."""
_UNKNOWN = Settings(name="-", currency="CLF", as_of=date.min, slice=Decimal("0.001"))
"""Stands for settings that could not be read; nothing is planned with it."""
