"""Improve: decide neighbourhoods anew by exact solves, two at a time, while that is worth it.

The two are drawn apart, solved on two threads, and joined in their order, so that one core finds
what two find. Their size follows how hard they are.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from optimizer.funding.arrays import Flags, Floats
from optimizer.funding.strategy.bound import Bounding
from optimizer.funding.strategy.learned import Learned
from optimizer.funding.strategy.neighbourhoods import Draw
from optimizer.funding.strategy.part import Effort, Solved, solve_part

TOGETHER = 2
"""Neighbourhoods that are solved at the same time, on however many cores."""

SMALLEST, FIRST = 4, 12
"""Initiatives of the plan in a neighbourhood."""

LEAST, MOST, MORE = 60, 1_000, 1.1
"""Work on a neighbourhood: at first, at last, and how it grows where it was not enough."""

CORRECTIONS = 12
"""Times that a neighbourhood is solved again because people lack; then it is given up."""

GROW, SHRINK = 1.4, 0.93
"""How neighbourhoods grow where they are solved to the end, and shrink where nothing is found."""

TIMES = (1.0, 0.5, 2.0)
"""Sizes of neighbourhoods in turn: what is best differs from portfolio to portfolio."""

MENDING = Effort(checks=60, gap=1e-3, nodes=100)

MENDINGS, LATE_MENDINGS = 30, 12
"""Corrections of one plan: far more than any has needed, and those made even when time is up."""

THINNING = Effort(checks=20, gap=5e-2, nodes=1)

LITTLE = 1e-7
"""Relative gain that is none."""


def _never() -> bool:
    return False


@dataclass
class Improving:
    """The best plan so far and what is known of it."""

    learned: Learned
    draw: Draw
    best: Solved
    bounding: Bounding
    stopped: Callable[[], bool]
    size: float = FIRST
    pairs: int = 0
    idle: int = 0
    checks: float = LEAST

    def mend(self) -> bool:
        """After new rows: decides anew what they are about; whether there is a plan with them."""
        ground, values = self.draw.ground, self.best.values
        units: set[int] = set()
        for number in range(MENDINGS):
            if number >= LATE_MENDINGS and self.stopped():
                break
            units |= self._asked_by_latest(values)
            opened = self.draw.beside(units, values)
            found = self._mended(ground.starts_of(opened, values), values)
            if found is None:
                wider = ground.around(units)
                if wider == units:
                    break
                units = wider
                continue
            values = found.values
            if self.learned.staffable(values):
                self.best = found
                return True
        return self._thinned()

    def _mended(self, starts: Flags, values: Floats, effort: Effort = MENDING) -> Solved | None:
        return solve_part(self.learned.arrays, starts, values, effort, _never, hint=False)

    def _asked_by_latest(self, values: Floats) -> set[int]:
        """Initiatives of the plan that the rows learned last speak of."""
        ground, spoken = self.draw.ground, self.learned.spoken_of(values)
        return set(ground.unit_of[ground.arrays.chain_of[spoken]].tolist())

    def _thinned(self) -> bool:
        """The best of what the plan starts, some left out; whether there is any."""
        arrays = self.learned.arrays
        starts = arrays.beside | (self.best.values > 0)
        nothing = np.where(arrays.beside, self.best.values, 0.0)
        for _ in range(MENDINGS):
            found = self._mended(starts, nothing, THINNING)
            if found is None:
                return False
            self.best = found
            if self.learned.staffable(found.values):
                return True
        return False

    def step(self, pool: ThreadPoolExecutor) -> None:
        """Solves a pair of neighbourhoods, with a round of the bound, and keeps what is better."""
        opened, seen = self._opened(), self.best
        tasks = [pool.submit(self._solve, each) for each in opened]
        if not self.bounding.finished:
            self.bounding.listen()
            self.bounding.solve()
        found = [task.result() for task in tasks]
        gains = [
            self._take(starts, solved, seen)
            for starts, solved in zip(opened, found, strict=True)
            if solved is not None
        ]
        self.pairs += 1
        self.idle = 0 if any(gains) else self.idle + 1
        easy = all(solved is not None and solved.finished for solved in found)
        if easy:
            self.size = min(max(SMALLEST, len(self.draw.ground.units)), self.size * GROW)
        elif not any(gains):
            self.size = max(SMALLEST, self.size * SHRINK)
            self.checks = min(MOST, self.checks * MORE)

    def _solve(self, starts: Flags) -> Solved | None:
        effort = Effort(checks=round(self.checks), gap=5e-4, nodes=1_000)
        return solve_part(self.learned.arrays, starts, self.best.values, effort, self.stopped)

    def _opened(self) -> list[Flags]:
        """The open starts of each neighbourhood; no initiative is in two."""
        ground = self.draw.ground
        taken = np.zeros(len(ground.units), dtype=np.bool_)
        opened, size = [], round(self.size * TIMES[self.pairs % len(TIMES)])
        for _ in range(TOGETHER):
            units = self.draw.next(self.best.values, size, taken)
            taken[units] = True
            opened.append(ground.starts_of(units, self.best.values))
        return opened

    def _take(self, starts: Flags, solved: Solved | None, seen: Solved) -> bool:
        """Takes over the new starts of a neighbourhood, if with them the whole is better."""
        if self.best is not seen and solved is not None:  # its pair has changed the plan
            solved = self._solve(starts & ((solved.values > 0) | (seen.values > 0)))
        for _ in range(CORRECTIONS):
            if solved is None or not self._better(solved):
                return False
            if self.learned.staffable(solved.values):
                self.best = solved
                return True
            solved = self._solve(starts)
        return False

    def _better(self, solved: Solved) -> bool:
        now = self.best.objective
        return solved.objective > now + LITTLE * max(1.0, abs(now))
