"""Reads the sheet About of a written plan: its value, its bound, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from data.fault import Fault
from data.plan_cells import WRITTEN, Line, Table
from models import plan_tables as words
from models.issue import Issue
from models.plan import Provenance, SolveStatus, Value
from models.units import Money, Slices

T = TypeVar("T")
_KEY, _IS = words.ABOUT.columns
READABLE = ("finance", "all")
"""Views that leave nothing out that a plan needs."""


@dataclass(frozen=True)
class Origin:
    """All of a plan that is no table."""

    value: Value
    bound: Money
    status: SolveStatus
    moved: Slices
    moved_bound: Slices | None
    provenance: Provenance


class About:
    """The rows of About by their keys."""

    def __init__(self, table: Table) -> None:
        """Keeps the faults of its own beside those of the table."""
        self._table = table
        self._lines = {key: line for line in table.lines if (key := _key(line))}

    @property
    def issues(self) -> list[Issue]:
        """What was wrong."""
        return self._table.issues

    def view_fault(self) -> Issue | None:
        """Why this view cannot be read back; None if it can."""
        line = self._lines.get(words.VIEW)
        if line is None:
            return None
        view = line.raw(_IS)
        if view in READABLE:
            return None
        kept = "names and payments" if view == "executives" else "payments"
        fault = Fault(
            f"this view, '{view}', leaves out {kept}",
            "the finance or the full view (--audience finance or all)",
            _IS,
        )
        return self._table.issue(line.number, fault)

    def origin(self) -> Origin | None:
        """Everything, or None where something is missing or wrong."""
        value = self._value()
        bound = self._get(words.BOUND, lambda line: line.money(_IS))
        status = self._get(words.STATUS, lambda line: line.one_of(_IS, SolveStatus))
        moved = self._get(words.MOVED, lambda line: line.fte(_IS))
        fewest = self._get(words.MOVED_BOUND, _fewest)
        provenance = self._provenance()
        if value is None or bound is None or status is None:
            return None
        if moved is None or fewest is None or provenance is None:
            return None
        known = None if isinstance(fewest, str) else fewest
        return Origin(value, bound, status, moved, known, provenance)

    def _value(self) -> Value | None:
        """The value; what hires cost is left out of some views, and is what is missing then."""
        names = (words.BENEFITS, words.FLAG_COSTS, words.OVERRUN_COSTS, words.LATENESS)
        found = [self._money(name) for name in (*names, words.MOVE_COSTS, words.TOTAL_VALUE)]
        amounts = [amount for amount in found if amount is not None]
        if len(amounts) < len(found):
            return None
        benefits, flags, overruns, lateness, moves, total = amounts
        hires = Money(benefits - flags - overruns - lateness - moves - total)
        if words.HIRING_COSTS in self._lines and self._money(words.HIRING_COSTS) != hires:
            self._complain(words.TOTAL_VALUE, "is not the benefits less the prices above")
            return None
        return Value(
            benefits=benefits,
            flags=flags,
            overruns=overruns,
            lateness=lateness,
            hires=hires,
            moves=moves,
        )

    def _money(self, key: str) -> Money | None:
        return self._get(key, lambda line: line.money(_IS))

    def _provenance(self) -> Provenance | None:
        digest = self._get(words.DIGEST, lambda line: line.text(_IS))
        version = self._get(words.VERSION, lambda line: line.text(_IS))
        seed = self._get(words.SEED, lambda line: line.whole(_IS))
        rounds = self._get(words.ROUNDS, lambda line: line.whole(_IS))
        if digest is None or version is None or seed is None or rounds is None:
            return None
        return Provenance(
            portfolio=digest,
            headgate=version,
            seed=seed,
            rounds=rounds,
            solvers=self._pairs(words.SOLVER),
            notes=self._pairs(words.NOTE),
        )

    def _pairs(self, prefix: str) -> tuple[tuple[str, str], ...]:
        """What stands in the rows whose key begins so."""
        return tuple(
            (key.removeprefix(prefix), line.raw(_IS))
            for key, line in self._lines.items()
            if key.startswith(prefix)
        )

    def _get(self, key: str, parse: Callable[[Line], T]) -> T | None:
        line = self._lines.get(key)
        if line is None:
            fault = Fault(f"the row '{key}' is missing", WRITTEN)
            first = self._table.lines[0].number if self._table.lines else 1
            self._table.issues.append(self._table.issue(first, fault))
            return None
        try:
            return parse(line)
        except Fault as fault:
            self._table.issues.append(self._table.issue(line.number, fault))
            return None

    def _complain(self, key: str, what: str) -> None:
        fault = Fault(what, WRITTEN, _IS)
        self._table.issues.append(self._table.issue(self._lines[key].number, fault))


def _key(line: Line) -> str:
    value = line.cells.get(_KEY)
    return value if isinstance(value, str) else ""


def _fewest(line: Line) -> Slices | str:
    return words.NOT_KNOWN if line.raw(_IS) == words.NOT_KNOWN else line.fte(_IS)
