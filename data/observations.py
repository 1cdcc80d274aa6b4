"""Reads new outcomes from a file of their own, or from the sheet prepared for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data.context import Context, Notation
from data.grid import Grid, letters
from data.refusal import Refusal
from data.rows import Rows, error, warning
from data.sheets import new_outcomes, outcomes
from data.sheets.sheet import Faults, Known
from data.sources import Source
from data.values import Value
from models.issue import Issue
from models.nearest import nearest
from models.objective import Outcome
from models.portfolio import Portfolio

SHEETS = (new_outcomes.TITLE, outcomes.SHEET.title)
"""Of a workbook with results the first of these that it has is read."""
_HEADERS = tuple(column.header for column in outcomes.SHEET.columns)


@dataclass(frozen=True)
class Observations:
    """New outcomes, and all there is to say about them."""

    outcomes: tuple[Outcome, ...]
    issues: tuple[Issue, ...]
    rows: tuple[int, ...] = ()
    """Row number of each outcome."""
    source: Source = field(default_factory=Source)
    """Where all rows stand, those that nobody has filled in included."""

    @property
    def stops(self) -> bool:
        """Whether nothing may be merged."""
        return any(issue.stops for issue in self.issues)


def read_observations(path: Path, portfolio: Portfolio, *, strict: bool = False) -> Observations:
    """The outcomes in a CSV file or a workbook; raises nothing for what is in it."""
    return _guarded(path, portfolio, SHEETS, strict=strict)


def read_prepared(path: Path, portfolio: Portfolio) -> Observations:
    """The filled rows of the portfolio's own sheet New outcomes."""
    return _guarded(path, portfolio, (new_outcomes.TITLE,), strict=False)


def prepared_rows(path: Path) -> tuple[Source, dict[int, str]] | None:
    """Where the rows of the sheet New outcomes stand, and which objectives are filled in.

    None where the input has no such sheet, or one without the headers that it needs.
    """
    try:
        grid, _ = _grid(path, (new_outcomes.TITLE,))
    except (Refusal, OSError):
        return None
    rows = Rows(grid, _HEADERS, spare=new_outcomes.REMINDERS)
    if not rows.complete:
        return None
    filled: dict[int, str] = {}
    for number, cells in rows.cells():
        rows.source.rows.append(number)
        if _is_filled(cells):
            filled[number] = str(cells.get(_HEADERS[0]))
    return rows.source, filled


def _guarded(
    path: Path, portfolio: Portfolio, titles: tuple[str, ...], *, strict: bool
) -> Observations:
    try:
        grid, notation = _grid(path, titles)
    except Refusal as refusal:
        return Observations((), (error(path.name, None, refusal.what, refusal.allowed),))
    except OSError as failure:
        reason = (failure.strerror or "it cannot be read").lower()
        return Observations((), (error(path.name, None, reason, "a file that can be read"),))
    return _read(grid, Context.of(portfolio.settings, notation), portfolio, strict=strict)


def _grid(path: Path, titles: tuple[str, ...]) -> tuple[Grid, Notation | None]:
    if path.is_dir():
        from data.folder.reading import read_folder

        book, notation = read_folder(path, set(titles))
        for _, what, allowed in book.faults:
            raise Refusal(what, allowed)
        return _first(book.grids, titles), notation
    if path.suffix.casefold() == ".csv":
        from data.folder.reading import read_file

        return read_file(path)
    if path.suffix.casefold() == ".json":
        raise Refusal("a JSON document has no sheet of new outcomes", "a CSV file or a workbook")
    from data.workbook.reading import read_workbook

    return _first(read_workbook(path, set(titles)).grids, titles), None


def _first(grids: list[Grid], titles: tuple[str, ...]) -> Grid:
    for title in titles:
        for grid in grids:
            if grid.title == title:
                return grid
    raise Refusal("there is no sheet of new outcomes", f"a sheet {' or '.join(titles)}")


def _read(grid: Grid, context: Context, portfolio: Portfolio, *, strict: bool) -> Observations:
    rows = Rows(grid, _HEADERS, spare=new_outcomes.REMINDERS, strict=strict)
    found: list[tuple[int, Outcome]] = []
    known: Known = {}
    for number, cells in rows.cells() if rows.complete else ():
        rows.source.rows.append(number)
        if grid.title == new_outcomes.TITLE and not _is_filled(cells):
            continue
        try:
            found.append((number, outcomes.SHEET.to_object(_own(cells), context, known)))
        except Faults as faults:
            for fault in faults.faults:
                cell = _cell(rows, fault.column or _HEADERS[0], number)
                rows.issues.append(error(grid.title, cell, fault.what, fault.allowed, fault.column))
    rows.issues += [*_unknown(rows, found, portfolio), *_contradictions(rows, found)]
    rows.issues += _ahead(rows, found, portfolio)
    issues = tuple(sorted(rows.issues, key=lambda issue: not issue.stops))
    numbers, objects = tuple(number for number, _ in found), tuple(row for _, row in found)
    return Observations(objects, issues, numbers, rows.source)


def _is_filled(cells: Mapping[str, Value]) -> bool:
    return any(cells.get(header) is not None for header in new_outcomes.FILLED)


def _own(cells: Mapping[str, Value]) -> dict[str, Value]:
    return {header: value for header, value in cells.items() if header in _HEADERS}


def _cell(rows: Rows, header: str, number: int) -> str:
    return f"{letters(rows.source.columns[header])}{number}"


def _unknown(rows: Rows, found: list[tuple[int, Outcome]], portfolio: Portfolio) -> Iterator[Issue]:
    """Outcomes of objectives that do not exist."""
    names = [row.id for row in portfolio.objectives]
    there = set(names)
    for number, row in found:
        if row.objective not in there:
            near = nearest(row.objective, names)
            allowed = "an objective of Objectives" + (f"; nearest: {near}" if near else "")
            what = f"there is no objective '{row.objective}'"
            yield error(rows.grid.title, _cell(rows, "Objective", number), what, allowed)


def _contradictions(rows: Rows, found: list[tuple[int, Outcome]]) -> Iterator[Issue]:
    """Two values of one objective on one day: nobody knows which corrects which."""
    first: dict[object, tuple[int, Outcome]] = {}
    for number, row in found:
        before, other = first.setdefault((row.objective, row.date), (number, row))
        if row != other:
            what = f"'{row.objective}' stands in row {before}, too, on {row.date} and otherwise"
            allowed = "one row for an objective and a day"
            yield error(rows.grid.title, _cell(rows, "Observed", number), what, allowed)


def _ahead(rows: Rows, found: list[tuple[int, Outcome]], portfolio: Portfolio) -> Iterator[Issue]:
    """Outcomes of days that are still to come prove nothing yet."""
    day = portfolio.settings.as_of
    for number, row in found:
        if row.date > day:
            what = f"{row.date} is after the as-of date {day}"
            allowed = "it proves nothing until the as-of date in Settings is moved on"
            yield warning(rows.grid.title, _cell(rows, "Date", number), what, allowed)
