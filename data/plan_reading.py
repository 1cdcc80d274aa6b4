"""Reads a plan back from a workbook that Headgate wrote, with the guards of the input reader.

What comes back equal: stages, payments, overruns, shortfalls, flags, hires, assignments, shortages,
value, bound, status, moved, its bound, and where the plan comes from; rows in the order of
`models.plan_tables.in_order`. Verdicts, findings, reasons, conflicts, delays, prices and checks do
not come back: the audit needs none of them, or makes them anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from data.context import Context
from data.plan_cells import WRITTEN, Line, Table, find
from data.plan_origin import About, Origin
from data.plan_rows import PlanRows
from data.refusal import Refusal
from data.rows import error
from data.workbook.archive import ACCEPTED
from models import plan_tables as tables
from models.earlier import Earlier
from models.index import Index
from models.issue import Issue
from models.plan import Plan, StagePlan
from models.plan_tables import PlanTable
from models.portfolio import Portfolio

T = TypeVar("T")
_TABLES = (
    tables.FUNDING,
    tables.BUDGET,
    tables.PAYMENTS,
    tables.FLAGS,
    tables.HIRES,
    tables.ASSIGNMENTS,
    tables.SHORTAGES,
    tables.ABOUT,
)


class PlanFault(Exception):
    """Why a workbook gives no plan: every fault with its cell."""

    def __init__(self, issues: tuple[Issue, ...]) -> None:
        """At least one issue."""
        super().__init__("\n".join(map(str, issues)))
        self.issues = issues


def read_plan(path: Path, portfolio: Portfolio) -> Plan:
    """The plan that a workbook holds; raises PlanFault for one that is altered, damaged or partial.

    Names are checked against the portfolio, numbers against its currency and slice; whether the
    plan is right is for the audit to say.
    """
    return _taken(path, portfolio, _Reader.plan)


def read_earlier(path: Path, portfolio: Portfolio) -> Earlier:
    """What a plan of an earlier state of the portfolio still says; raises PlanFault for no plan.

    Rows that name what is no longer there are passed over.
    """
    return _taken(path, portfolio, _Reader.earlier)


def digest_of(path: Path) -> str:
    """The digest of the portfolio that a plan was made from; raises PlanFault for no plan."""
    from data.workbook.reading import read_workbook

    what = "the workbook is no plan: it does not say what it was made from"
    allowed = "a plan that Headgate wrote"
    try:
        book = read_workbook(path, {tables.ABOUT.sheet})
    except Refusal as refusal:
        raise PlanFault((error(path.name, None, refusal.what, refusal.allowed),)) from refusal
    except OSError as failure:
        reason = (failure.strerror or "it cannot be read").lower()
        raise PlanFault((error(path.name, None, reason, "a file that can be read"),)) from failure
    for grid in book.grids:
        for _, cells in grid.rows if grid.title == tables.ABOUT.sheet else ():
            values = [cells[column] for column in sorted(cells)]
            if tables.DIGEST in values[:-1]:
                return str(values[values.index(tables.DIGEST) + 1])
    raise PlanFault((error(path.name, None, what, allowed),))


def _taken(path: Path, portfolio: Portfolio, take: Callable[[_Reader], T]) -> T:
    try:
        return take(_Reader(path, portfolio))
    except Refusal as refusal:
        wrote = "a workbook (.xlsx) that Headgate wrote"
        allowed = wrote if refusal.allowed == ACCEPTED else refusal.allowed
        raise PlanFault((error(path.name, None, refusal.what, allowed),)) from refusal
    except OSError as failure:
        reason = (failure.strerror or "it cannot be read").lower()
        raise PlanFault((error(path.name, None, reason, "a file that can be read"),)) from failure


class _Reader:
    """One workbook being read."""

    def __init__(self, path: Path, portfolio: Portfolio) -> None:
        from data.workbook.reading import read_workbook

        self._index = Index(portfolio)
        self._rows = PlanRows(self._index)
        book = read_workbook(path, {table.sheet for table in _TABLES})
        self._name = path.name
        self._grids = {grid.title: grid for grid in book.grids}
        self._context = Context.of(portfolio.settings)
        self.issues: list[Issue] = []

    def plan(self) -> Plan:
        """The plan; raises PlanFault."""
        origin = self._origin()
        stages = self._read(tables.FUNDING, self._rows.stage)
        self._complete(stages)
        overruns = self._read(tables.BUDGET, self._rows.overrun)
        shortfalls = self._read(tables.BUDGET, self._rows.shortfall)
        payments = self._read(tables.PAYMENTS, self._rows.payment)
        flags = self._read(tables.FLAGS, self._rows.flag)
        hires = self._read(tables.HIRES, self._rows.hire)
        runs = self._read(tables.ASSIGNMENTS, self._rows.run)
        shortages = self._read(tables.SHORTAGES, self._rows.shortage)
        if self.issues or origin is None:
            raise PlanFault(tuple(dict.fromkeys(self.issues)))
        return tables.in_order(
            Plan(
                stages=stages,
                payments=payments,
                overruns=tuple(row for row in overruns if row is not None),
                shortfalls=tuple(row for row in shortfalls if row is not None),
                flags=flags,
                hires=hires,
                assignments=tables.spread(runs),
                shortages=shortages,
                value=origin.value,
                bound=origin.bound,
                status=origin.status,
                moved=origin.moved,
                moved_bound=origin.moved_bound,
                provenance=origin.provenance,
            )
        )

    def earlier(self) -> Earlier:
        """What can be taken over; raises PlanFault where that is nothing."""
        self._origin()
        funding, work = self._find(tables.FUNDING), self._find(tables.ASSIGNMENTS)
        self.issues += funding.issues + work.issues
        if self.issues:
            raise PlanFault(tuple(dict.fromkeys(self.issues)))
        stages = tuple(funding.rows(self._rows.stage))
        runs = tuple(work.rows(self._rows.run_that_goes_on))
        if not stages and not runs:
            what = "none of its stages and nobody of its people is in this portfolio"
            allowed = "a plan of an earlier state of the same portfolio"
            raise PlanFault((error(self._name, None, what, allowed),))
        starts = {row.key: row.start for row in stages if row.start is not None}
        return Earlier(starts, tables.spread(runs))

    def _origin(self) -> Origin | None:
        """About comes first: it says whether the other sheets can be complete at all."""
        if tables.ABOUT.sheet not in self._grids:
            what = "the workbook is no plan: it has no sheet About"
            raise PlanFault((error(self._name, None, what, "a plan that Headgate wrote"),))
        about = About(self._find(tables.ABOUT))
        if (fault := about.view_fault()) is not None:
            raise PlanFault((fault,))
        origin = about.origin()
        self.issues.extend(about.issues)
        return origin

    def _find(self, table: PlanTable) -> Table:
        return find(table, self._grids.get(table.sheet), self._context)

    def _read(self, table: PlanTable, make: Callable[[Line], T]) -> tuple[T, ...]:
        found = self._find(table)
        rows = tuple(found.rows(make))
        self.issues.extend(found.issues)
        return rows

    def _complete(self, stages: tuple[StagePlan, ...]) -> None:
        """Every stage of the portfolio stands in the plan, once."""
        keys = [row.key for row in stages]
        for what in self._incomplete(keys):
            self.issues.append(error(tables.FUNDING.sheet, None, what, WRITTEN))

    def _incomplete(self, keys: Sequence[tuple[str, int]]) -> Iterator[str]:
        if not self.issues:
            for key in sorted(set(self._index.stage) - set(keys)):
                yield f"stage {key.stage} of {key.initiative} is missing"
        for (name, number), count in sorted(Counter(keys).items()):
            if count > 1:
                yield f"stage {number} of {name} stands there {count} times"
