"""Rows that hold needs against people, found where an answer asks for more than there is."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from models.units import PeriodIndex, TeamId
from optimizer.funding.expressions import Programme, runs
from optimizer.funding.network import Need
from optimizer.funding.supply import Lack, Supply, supply

Floats = npt.NDArray[np.float64]

Ints = npt.NDArray[np.int64]

Key = tuple[int, frozenset[TeamId], bool]
"""A period, the teams whose needs are looked at together, and whether lent people serve them."""

Broken = tuple[int, Lack]
"""A period, and what is asked for too much then."""

SELDOM = 5
"""Rounds at most in which what is not broken is not looked at."""

TOLERANCE = 0.01
"""Slices that an answer with fractions may ask for too much."""


@dataclass(frozen=True)
class Bounded:
    """Rows over the cumulative columns: matrix @ x <= upper."""

    matrix: csr_array
    upper: Floats
    about: tuple[tuple[PeriodIndex, tuple[Need, ...]], ...] = ()
    """Of rows about people: the period and the needs of each."""


@dataclass
class People:
    """What needs ask of people, period by period."""

    programme: Programme
    _supplies: dict[tuple[frozenset[TeamId], bool], Supply] = field(default_factory=dict)
    _positions: dict[Key, Ints] = field(default_factory=dict)
    _quiet: Counter[Key] = field(default_factory=Counter)
    """Times in a row that each network was not broken."""
    _round: int = 0

    def broken(
        self, values: Floats, tolerance: float = TOLERANCE, *, all_of_them: bool = True
    ) -> Bounded | None:
        """Rows that these values of the cumulative columns break; None where there are none.

        Where not all are asked for, scopes that were not broken lately are looked at less often;
        that is for one caller. All may be asked for by several at once: nothing is noted by it.
        """
        demand = np.maximum(self._demand @ values, 0.0)
        if all_of_them:
            every = (self._lacks(key, demand, values, tolerance) for key in self._keys)
            rows = [row for found in every for row in found]
            return self._rows(rows) if rows else None
        self._round += 1
        due = [self._round % (1 + min(self._quiet[key], SELDOM)) == 0 for key in self._keys]
        for now in (True, False):  # the others only where those that are due are not broken
            rows = []
            for key, is_due in zip(self._keys, due, strict=True):
                if is_due is now:
                    found = self._lacks(key, demand, values, tolerance)
                    self._quiet[key] = 0 if found else self._quiet[key] + 1
                    rows += found
            if rows:
                return self._rows(rows)
        return None

    def breaks(self, values: Floats, tolerance: float) -> Bounded | None:
        """As `broken`, quickly where nothing is: all teams together show whether anything is."""
        demand = np.maximum(self._demand @ values, 0.0)
        decisive = [key for key in self._keys if not key[2] or len(key[1]) == self._most]
        found = [row for key in decisive for row in self._lacks(key, demand, values, tolerance)]
        return self._rows(found) if found else None

    def _lacks(self, key: Key, demand: Floats, values: Floats, tolerance: float) -> list[Broken]:
        t, teams, lent = key
        net = self._supply(teams, lent=lent)
        if key not in self._positions:
            rows = [self._row.get((need, t), -1) for need in net.needs]
            self._positions[key] = np.array(rows, dtype=np.int64)
        positions = self._positions[key]
        asked = np.where(positions >= 0, demand[positions], 0.0)
        return [(t, lack) for lack in net.lacks(t, asked, values, tolerance)]

    @cached_property
    def _keys(self) -> list[Key]:
        horizon = range(self.programme.problem.horizon)
        return [
            (t, teams, lent) for teams, kinds in self._scopes for t in horizon for lent in kinds
        ]

    @cached_property
    def _most(self) -> int:
        return max((len(teams) for teams, _ in self._scopes), default=0)

    @cached_property
    def _scopes(self) -> list[tuple[frozenset[TeamId], tuple[bool, ...]]]:
        """Teams whose needs are looked at together: by domain, and all.

        Each alone where what comes from elsewhere is counted; with lent people, what one team asks
        for too much shows where all are looked at.
        """
        index = self.programme.problem.index
        teams = list(self.programme.problem.workforce.needs_of_team)
        domains: defaultdict[str | None, set[TeamId]] = defaultdict(set)
        for team in teams:
            domains[index.teams[team].domain].add(team)
        scopes: list[tuple[frozenset[TeamId], tuple[bool, ...]]] = []
        if self.programme.v.imported:
            scopes += [(frozenset([team]), (False,)) for team in teams]
        wide = {frozenset(many) for many in domains.values() if len(many) > 1}
        scopes += [(many, (True,)) for many in sorted(wide, key=sorted)]
        return [*scopes, (frozenset(teams), (True,))] if teams else []

    def _rows(self, broken: list[Broken]) -> Bounded:
        """What the needs ask, less hires and imports, is at most what people have."""
        asked = [
            (n, self._row[need, t]) for n, (t, lack) in enumerate(broken) for need in lack.needs
        ]
        given = [
            (n, column, -sign)
            for n, (_, lack) in enumerate(broken)
            for column, sign in lack.capacity.columns
        ]
        who, need_row = np.array(asked, dtype=np.int64).reshape(-1, 2).T
        row, column, amount = np.array(given, dtype=np.int64).reshape(-1, 3).T
        needs, columns = self._demand.shape
        count = len(broken)
        which = csr_array((np.ones(len(asked)), (who, need_row)), shape=(count, needs))
        less = csr_array((amount.astype(np.float64), (row, column)), shape=(count, columns))
        return Bounded(
            csr_array(which @ self._demand + less),
            np.array([float(lack.capacity.slices) for _, lack in broken]),
            tuple((PeriodIndex(t), lack.needs) for t, lack in broken),
        )

    def _supply(self, teams: frozenset[TeamId], *, lent: bool) -> Supply:
        key = teams, lent
        if key not in self._supplies:
            self._supplies[key] = supply(self.programme, teams, lent=lent)
        return self._supplies[key]

    @cached_property
    def _row(self) -> dict[tuple[Need, int], int]:
        force = self.programme.problem.workforce
        cells = ((need, t) for need in force.needs for t in force.busy[need])
        return {(need, int(t)): position for position, (need, t) in enumerate(cells)}

    @cached_property
    def _demand(self) -> csr_array:
        """Slices of each need in each period over the columns, less what may be short."""
        p = self.programme
        row: list[int] = []
        column: list[int] = []
        amount: list[int] = []
        for (need, t), position in self._row.items():
            total: defaultdict[int, int] = defaultdict(int)
            for asked in p.problem.workforce.needs[need]:
                for where, sign in runs(p.v, asked.stage, t):
                    total[where] += int(sign) * asked.slices
            if (need, t) in p.v.short:
                total[p.v.short[need, t]] -= 1
            row += [position] * len(total)
            column += total
            amount += total.values()
        shape = (len(self._row), len(p.v.columns.names))
        return csr_array((np.array(amount, dtype=np.float64), (row, column)), shape=shape)
