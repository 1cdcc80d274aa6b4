"""Which part runs when.

1. arrays: the programme in start form, starts that no row allows closed
2. bound: its relaxation, with the rows about people that it breaks
3. construct: a plan near the relaxation
4. improve: a sweep over all that the relaxation or the plan starts, then smaller neighbourhoods,
   decided anew by exact solves, until the asked gap, the end of patience (work, the same on every
   machine), the time limit or the user's stop
5. again: where names or cents refuse the plan, it is mended; where they agree, it goes on
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import InitVar, dataclass, field, replace

import numpy as np
from scipy.sparse import csr_array

from models.stage import StageKey
from models.units import InitiativeId, PeriodIndex
from optimizer.funding.arrays import Arrays, Flags, Floats
from optimizer.funding.build import Built
from optimizer.funding.engine import Ending, Search
from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row
from optimizer.funding.people import Bounded, People
from optimizer.funding.scaled import Scaled
from optimizer.funding.strategy.bound import Bounding
from optimizer.funding.strategy.construct import construct, kept
from optimizer.funding.strategy.improve import TOGETHER, Improving
from optimizer.funding.strategy.learned import Learned
from optimizer.funding.strategy.neighbourhoods import Draw, Ground

PATIENCE = 60
"""Pairs of neighbourhoods in a row that bring nothing, after which the search has ended."""

LEG = 12
"""Pairs of neighbourhoods after which names are asked again."""

BY_NAME = 2.5
"""Slices that move by name for each by which what teams import grows, as measured on generated
portfolios; the search heeds it, the bound does not."""

FIRST_ROUNDS, FIRST_SHARE = 10, 0.7
"""Rounds of the bound before the first plan, and the share of the time after which it has to do
with those that there were; the others come between neighbourhoods."""

PATIENT = 2
"""Times the time limit that a first plan may take: a late one is better than none."""


@dataclass(frozen=True, eq=False)
class Found:
    """The best values of the cumulative columns, and what is known about them."""

    values: Floats
    objective: float
    """Minor units."""
    bound: float
    ending: Ending
    neighbourhoods: int
    steps: tuple[tuple[str, str], ...]
    """What ran, for the plan's notes."""


@dataclass
class Strategy:
    """A programme that is too large for one exact solve, and what is known about it so far."""

    built: InitVar[Built]
    """Not kept: its rows take more room than all that comes after."""
    programme: Programme = field(init=False)
    size: tuple[int, int] = field(init=False)
    """Columns and rows of the model."""
    people: People = field(init=False)
    scaled: Scaled = field(init=False)
    arrays: Arrays = field(init=False)
    bounding: Bounding = field(init=False)
    improving: Improving | None = None

    def __post_init__(self, built: Built) -> None:
        self.programme, self.size = built.programme, built.model.size
        self.people = People(self.programme)
        self.scaled = Scaled(built.model)
        monotone = [row.name[0] == "started_stays_started" for row in built.model.rows]
        chains = self.programme.v.started.values()
        self.arrays = Arrays.of(self.scaled, chains, np.array(monotone, dtype=np.bool_)).closed()
        self.bounding = Bounding.of(self.arrays, self.people)

    def first(
        self, search: Search, near: Mapping[StageKey, PeriodIndex] | None = None
    ) -> Found | Ending:
        """Bound and construct: a first plan, from these starts where they still hold."""
        stopped, now = _Stop(search), time.monotonic()
        hurried, patient = (
            _Stop(replace(search, deadline=now + share * (search.deadline - now)))
            for share in (FIRST_SHARE, PATIENT)
        )
        for _ in range(FIRST_ROUNDS if near is None else 1):
            if not self.bounding.solve():
                return Ending.INFEASIBLE
            self._tell(search, None)
            if self.bounding.finished or hurried():
                break
            self.bounding.listen()
        learned = Learned(self._with_moves(self.bounding.relaxation.arrays), self.people)
        ground, first = self._ground(), None
        if near is not None:
            first = kept(learned, self.bounding.answer, ground.unit_of, self._starts(near))
        if first is None:
            first = construct(learned, self.bounding.answer, ground.unit_of, patient)
        if first is None:
            return patient.ending or Ending.TIME
        draw = Draw(ground, random.Random(search.seed))  # noqa: S311 - no secret
        self.improving = Improving(learned, draw, first, self.bounding, stopped)
        self._tell(search, first.objective)
        return self._found(self.improving, hurried.ending or Ending.OPTIMAL)

    def _starts(self, near: Mapping[StageKey, PeriodIndex]) -> Flags:
        """The columns of these starts, as far as they are still to be decided."""
        flags = np.zeros(len(self.arrays.cost), dtype=np.bool_)
        for key, columns in self.programme.v.started.items():
            start = near.get(key, -1)
            if 0 <= start < len(columns):
                flags[columns[start]] = True
        return flags

    def improve(self, search: Search, pairs: int | None = None) -> Found | Ending:
        """Decides neighbourhoods anew: so many pairs, or until nothing has helped for long."""
        improving = self.improving
        if improving is None:
            return Ending.TIME
        stopped = improving.stopped = _Stop(search)
        last = math.inf if pairs is None else improving.pairs + pairs
        with ThreadPoolExecutor(TOGETHER) as pool:
            while not (self.ended(search) or stopped() or improving.pairs >= last):
                improving.step(pool)
                self._tell(search, improving.best.objective)
        return self._found(improving, stopped.ending or Ending.OPTIMAL)

    def ended(self, search: Search) -> bool:
        """Whether the plan is as near to the bound as asked, or nothing has helped for long."""
        improving = self.improving
        if improving is None:
            return False
        tired = improving.idle >= PATIENCE and self.bounding.finished
        return tired or self._good(improving, search)

    def rest(self) -> None:
        """Gives memory back while others work; nothing is forgotten."""
        self.bounding.relaxation.rest()

    def _with_moves(self, arrays: Arrays) -> Arrays:
        """The programme where moves cost about what they will by name."""
        cost = arrays.cost.copy()
        cost[list(self.programme.v.arriving.values())] *= BY_NAME
        return replace(arrays, cost=cost)

    def again(self, proven: list[Row], unproven: list[Row], search: Search) -> Found | Ending:
        """Mends the last answer where these rows, which it broke, leave it the least."""
        if self.improving is None:
            return Ending.TIME
        for rows, bounds in ((proven, True), (unproven, False)):
            if rows:
                known = self._as_bounded(rows)
                self.improving.learned.learn(known)
                if bounds:
                    self.bounding.relaxation.add(known)
        stopped = self.improving.stopped = _Stop(search)
        if not self.improving.mend():
            return stopped.ending or Ending.TIME
        self._tell(search, self.improving.best.objective)
        return self._found(self.improving, Ending.OPTIMAL)

    def _found(self, improving: Improving, ending: Ending) -> Found:
        return Found(
            self.arrays.cumulative(improving.best.values),
            self._minor(improving.best.objective),
            self.bound,
            ending,
            *self.work,
        )

    @property
    def work(self) -> tuple[int, tuple[tuple[str, str], ...]]:
        """Neighbourhoods so far, and what ran, for the plan's notes."""
        count = 0 if self.improving is None else self.improving.decided
        return count, (
            ("Bound", f"{len(self.bounding.history)} relaxations"),
            ("Improve", f"{count:,} neighbourhoods"),
        )

    @property
    def bound(self) -> float:
        """Nothing is worth more, in minor units."""
        return self._minor(self.bounding.bound)

    def _as_bounded(self, rows: list[Row]) -> Bounded:
        """Rows that are bounded above, over the cumulative columns."""
        entries = [(r, c, float(x)) for r, row in enumerate(rows) for c, x in row.terms]
        row, column, amount = zip(*entries, strict=True)
        shape = (len(rows), len(self.scaled.cost))
        matrix = csr_array((np.array(amount), (np.array(row), np.array(column))), shape=shape)
        return Bounded(matrix, np.array([float(row.upper) for row in rows]))

    def _ground(self) -> Ground:
        index = self.programme.problem.index
        names: dict[str, list[int]] = {}
        for number, key in enumerate(self.programme.v.started):
            names.setdefault(key.initiative, []).append(number)
        position = {name: unit for unit, name in enumerate(names)}
        domains: dict[str | None, int] = {}
        linked: list[set[int]] = [set() for _ in names]
        for row in index.portfolio.dependencies:
            if row.before in position and row.after in position:
                linked[position[row.before]].add(position[row.after])
                linked[position[row.after]].add(position[row.before])
        domain = [
            domains.setdefault(
                index.teams[index.initiatives[InitiativeId(name)].team].domain, len(domains)
            )
            for name in names
        ]
        return Ground(
            self.bounding.relaxation.arrays,
            self.bounding.answer,
            tuple(np.array(chains, dtype=np.int64) for chains in names.values()),
            np.array(domain, dtype=np.int64),
            np.array([index.initiatives[InitiativeId(name)].must_do for name in names], np.bool_),
            tuple(tuple(sorted(near)) for near in linked),
        )

    def _good(self, improving: Improving, search: Search) -> bool:
        most, value = self._minor(self.bounding.bound), self._minor(improving.best.objective)
        return most - value <= search.gap * max(abs(most), 1.0)

    def _minor(self, objective: float) -> float:
        return self.scaled.minor_units(objective) or 0.0

    def _tell(self, search: Search, best: float | None) -> None:
        if search.on_progress is not None:
            value = None if best is None else self._minor(best)
            search.on_progress(value, self._minor(self.bounding.bound))


class _Stop:
    """Whether to stop, and why."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self.ending: Ending | None = None

    def __call__(self) -> bool:
        if self.ending is None:
            if self._search.interrupted():
                self.ending = Ending.STOPPED
            elif time.monotonic() > self._search.deadline:
                self.ending = Ending.TIME
        return self.ending is not None
