"""Reads what a written plan says, without the portfolio that it was made from.

Any view can be read: tables that it leaves out are not there. Whether the plan is right is not
asked; `headgate audit` says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from data.context import Context
from data.fault import Fault
from data.grid import Grid
from data.kinds.text import text_of
from data.plan_cells import WRITTEN, Line, Table, find
from data.plan_reading import PlanFault
from data.refusal import Refusal
from data.rows import error
from data.snapshot_cells import find_compared, has, plain, row_of
from data.workbook.archive import ACCEPTED
from models import plan_tables as words
from models.compared import (
    ALWAYS,
    AMOUNTS,
    COMPARED,
    PEOPLE_THERE,
    PERIODS,
    SETTINGS,
    VALUE,
    WORK,
    Compared,
)
from models.currency import EXPONENTS, exponent
from models.issue import Issue
from models.plan_tables import PlanTable
from models.snapshot import Row, Snapshot, Work, by_work, keyed

_PLAN = "a plan that Headgate wrote"
_ORIGIN = PlanTable(words.ABOUT.sheet, words.ABOUT.name, words.ABOUT.columns)
_RUNS = PlanTable(
    words.ASSIGNMENTS.sheet,
    words.ASSIGNMENTS.name,
    (*words.ASSIGNMENTS.columns, "Who", "Team", "Initiative"),
)
_SHEETS = {table.sheet for table in COMPARED} | {PERIODS.sheet}
_CENT = Decimal("0.01")


def read_snapshot(path: Path) -> Snapshot:
    """What the plan in a workbook says; raises PlanFault, with every fault, for no plan."""
    from data.workbook.reading import read_workbook

    try:
        book = read_workbook(path, _SHEETS)
    except Refusal as refusal:
        allowed = f"{_PLAN} (.xlsx)" if refusal.allowed == ACCEPTED else refusal.allowed
        raise PlanFault((error(path.name, None, refusal.what, allowed),)) from refusal
    except OSError as failure:
        reason = (failure.strerror or "it cannot be read").lower()
        raise PlanFault((error(path.name, None, reason, "a file that can be read"),)) from failure
    grids = {grid.title: grid for grid in book.grids}
    for table in ALWAYS:
        if table.sheet not in grids:
            what = f"the workbook is no plan: it has no sheet {table.sheet}"
            raise PlanFault((error(path.name, None, what, _PLAN),))
    return _Reader(path.name, grids).snapshot()


@dataclass
class _Reader:
    """One workbook being read."""

    name: str
    grids: dict[str, Grid]
    context: Context = field(default_factory=Context)
    issues: list[Issue] = field(default_factory=list)

    def snapshot(self) -> Snapshot:
        """All of it; raises PlanFault."""
        settings = self._settings()
        about = self._about()
        periods = tuple(self._read(find(PERIODS, self.grids.get(PERIODS.sheet), self.context)))
        tables = {
            table.name: self._rows(table)
            for table in COMPARED
            if table not in (WORK, VALUE)
            and (table in ALWAYS or has(table, self.grids.get(table.sheet)))
        }
        tables[VALUE.name] = self._amounts()
        work = self._work(periods) if WORK.sheet in self.grids else None
        as_of = about["As of"]
        if self.issues or not isinstance(as_of, date):
            raise PlanFault(tuple(self._placed()))
        return Snapshot(
            portfolio=str(about["Portfolio"]),
            as_of=as_of,
            view=str(about[words.VIEW]),
            digest=str(about[words.DIGEST]),
            currency=str(self.context.currency),
            slice=self.context.slice,
            periods=tuple(plain(line, "Period") for line in periods),
            tables=tables | {"Settings": settings},
            work=work,
        )

    def _placed(self) -> Iterator[Issue]:
        """The faults, each with the file that it is in: two plans are read at once."""
        for issue in dict.fromkeys(self.issues):
            place = issue.place.model_copy(update={"sheet": f"{self.name}, {issue.place.sheet}"})
            yield issue.model_copy(update={"place": place})

    def _settings(self) -> tuple[Row, ...]:
        """The settings; from here on money and time are read by them."""
        rows = self._rows(SETTINGS)
        said = {row.key[0]: row.text("Value") for row in rows}
        currency, slices = said.get("Currency", ""), said.get("Slice", "")
        try:
            per_slice = Decimal(slices)
        except InvalidOperation:
            per_slice = Decimal(0)
        if currency not in EXPONENTS or not 0 < per_slice <= 1:
            if not self.issues:
                what = "the settings name no currency or no slice"
                self.issues.append(error(SETTINGS.sheet, None, what, WRITTEN))
            raise PlanFault(tuple(self._placed()))
        self.context = Context(currency, exponent(currency), per_slice)
        return rows

    def _about(self) -> dict[str, object]:
        found = find(_ORIGIN, self.grids[_ORIGIN.sheet], self.context)
        self.issues += found.issues
        said = {line.cells.get("What"): line.cells.get("Is") for line in found.lines}
        asked = ("Portfolio", "As of", words.VIEW, words.DIGEST)
        missing = [name for name in asked if said.get(name) is None]
        if missing and not found.issues:
            what = f"the table {_ORIGIN.name} does not say: {', '.join(missing)}"
            self.issues.append(error(_ORIGIN.sheet, None, what, WRITTEN))
        elif not missing and not isinstance(said["As of"], date):
            self.issues.append(error(_ORIGIN.sheet, None, "'As of' is no day", WRITTEN))
        return {name: said.get(name) for name in asked}

    def _rows(self, table: Compared) -> tuple[Row, ...]:
        found = find_compared(table, self.grids.get(table.sheet), self.context)
        rows = tuple(found.rows(lambda line: row_of(table, line)))
        self.issues += found.issues
        if table is PEOPLE_THERE:
            rows = tuple(map(_rounded, rows))
        return keyed(rows)

    def _amounts(self) -> tuple[Row, ...]:
        found = find_compared(VALUE, self.grids[VALUE.sheet], self.context)
        found.lines = [line for line in found.lines if line.cells.get("What") in AMOUNTS]
        rows = keyed(found.rows(lambda line: row_of(VALUE, line)))
        self.issues += found.issues
        return rows

    def _read(self, found: Table) -> list[Line]:
        self.issues += found.issues
        return found.lines

    def _work(self, periods: tuple[Line, ...]) -> tuple[Work, ...]:
        """A row per period of each run."""
        names = [plain(line, "Period") for line in periods]
        found = find(_RUNS, self.grids.get(_RUNS.sheet), self.context)
        runs = list(found.rows(lambda line: list(_spread(line, names))))
        self.issues += found.issues
        return by_work(row for run in runs for row in run)


def _rounded(row: Row) -> Row:
    cells = {
        column: value.quantize(_CENT) if isinstance(value, Decimal) else value
        for column, value in row.cells.items()
    }
    return Row(row.key, row.names, cells)


def _spread(line: Line, periods: list[str]) -> Iterator[Work]:
    first, last = _period(line, "From", periods), _period(line, "To", periods)
    for t in range(first, last + 1):
        yield Work(
            worker=line.text("Worker"),
            who=plain(line, "Who ID"),
            name=plain(line, "Who"),
            team=plain(line, "Team"),
            initiative=plain(line, "Initiative ID"),
            title=plain(line, "Initiative"),
            stage=line.whole("Stage") if line.has("Stage") else 0,
            skill=plain(line, "Skill"),
            period=periods[t],
            slices=line.fte("FTE"),
        )


def _period(line: Line, column: str, periods: list[str]) -> int:
    name = text_of(line.cells.get(column))
    if name not in periods:
        raise Fault(f"'{name}' is no period of this plan", "a period of Teams", column)
    return periods.index(name)
