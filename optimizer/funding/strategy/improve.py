"""Improve: decide neighbourhoods anew by exact solves, two at a time, while that is worth it.

First a sweep over all that the relaxation or the plan starts, in parts as large as an engine with
all its heuristics can still decide well; then neighbourhoods that are drawn, whose size follows how
hard they are. The two are solved on two threads and joined in their order, so that one core finds
what two find.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from optimizer.funding.arrays import Flags, Floats
from optimizer.funding.strategy.bound import Bounding
from optimizer.funding.strategy.learned import Learned
from optimizer.funding.strategy.leave_out import left_out
from optimizer.funding.strategy.neighbourhoods import Draw
from optimizer.funding.strategy.part import Effort, Solved, solve_part
from optimizer.funding.strategy.turns import turns_of

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
"""Corrections of one plan: far more than any has needed, and those made even when time is up where
leaving some of it out does not help either, as with work that must be done."""

MOST_MENDED = 400
"""Initiatives to be mended above which the plan is thinned first: too many for one solve."""

SWEEP = Effort(checks=1_000, gap=5e-4, nodes=1, thorough=True)
"""Cuts and heuristics at the root bring most; branching after it is for smaller neighbourhoods."""

THINNING = Effort(checks=100, gap=5e-3, nodes=10)

REFILLING, REFILLS = Effort(checks=100, gap=1e-3, nodes=10), 6
"""On each part of what was left out, and how often at most because people lack."""

LITTLE = 1e-7
"""Relative gain that is none."""


def _never() -> bool:
    return False


class Searched(NamedTuple):
    """What was found in a neighbourhood."""

    finished: bool
    """Whether it was solved to the end before people were heard."""
    best: Solved | None
    """What people can serve, where it makes the plan better."""


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
    decided: int = 0
    """Neighbourhoods."""
    idle: int = 0
    checks: float = LEAST
    sweep: list[list[Flags]] | None = None
    """Pairs of the largest neighbourhoods that are still to be decided; None before the first."""

    def mend(self) -> bool:
        """After new rows: decides anew what they are about; whether there is a plan with them."""
        ground, values = self.draw.ground, self.best.values
        units: set[int] = set()
        thinned = False
        for number in range(MENDINGS):
            late = bool(number) and self.stopped()
            units |= self._asked_by_latest(self.learned, values)
            if not thinned and (late or len(units) > MOST_MENDED):
                thinned = True
                if self._thinned_and_refilled():
                    return True
            if number >= LATE_MENDINGS and late:
                break
            opened = self.draw.beside(units, values)
            found = self._mended(self.learned, ground.starts_of(opened, values), values)
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
        return self._thinned_and_refilled()

    def _thinned_and_refilled(self) -> bool:
        """The best of what the plan starts, and what was left out of it at times that seem good.

        Whether there is any.
        """
        ground, before = self.draw.ground, self.best.values
        if not self._thinned():
            return False
        arrays = self.learned.arrays
        gone = np.flatnonzero(arrays.starts & (before > 0) & (self.best.values == 0))
        units = set(ground.unit_of[arrays.chain_of[gone]].tolist())
        opened = np.array(sorted(units), dtype=np.int64)
        if len(units) <= MOST_MENDED:
            opened = self.draw.beside(units, self.best.values)
        starts = ground.starts_of(opened, self.best.values) & arrays.starts
        for part in turns_of(arrays, ground.unit_of, starts):
            self._refill(part)
        return True

    def _refill(self, starts: Flags) -> None:
        """Brings in what of these starts makes the plan better, even when time is up: a few solves.

        Without it a thinned plan would lose much for little.
        """
        for _ in range(REFILLS):
            found = solve_part(self.learned.arrays, starts, self.best.values, REFILLING, _never)
            if found is None or not self._better(found):
                return
            if self.learned.staffable(found.values):
                self.best = found
                return

    def _mended(
        self,
        learned: Learned,
        starts: Flags,
        values: Floats,
        stopped: Callable[[], bool] = _never,
        effort: Effort = MENDING,
    ) -> Solved | None:
        return solve_part(learned.arrays, starts, values, effort, stopped, hint=False)

    def _asked_by_latest(self, learned: Learned, values: Floats) -> set[int]:
        """Initiatives of the plan that the rows learned last speak of."""
        ground, spoken = self.draw.ground, learned.spoken_of(values)
        return set(ground.unit_of[ground.arrays.chain_of[spoken]].tolist())

    def _thinned(self) -> bool:
        """The best of what the plan starts, some left out; whether there is any."""
        starts, gone = self.learned.arrays.beside | (self.best.values > 0), self._too_many()
        return bool(gone.any() and self._left(starts & ~gone)) or self._left(starts)

    def _left(self, starts: Flags) -> bool:
        """The best of these starts; whether there is any that people can serve."""
        nothing = np.where(self.learned.arrays.beside, self.best.values, 0.0)
        for number in range(MENDINGS):
            found = self._mended(self.learned, starts, nothing, effort=THINNING)
            if found is None or (number >= LATE_MENDINGS and self.stopped()):
                return False
            if self.learned.staffable(found.values):
                self.best = found
                return True
        return False

    def _too_many(self) -> Flags:
        """Starts that are left out at once where very many initiatives break the latest rows."""
        latest, arrays, values = self.learned.latest, self.learned.arrays, self.best.values
        if latest is None or len(self._asked_by_latest(self.learned, values)) <= MOST_MENDED:
            return np.zeros(len(values), dtype=np.bool_)
        upper = arrays.row_upper[-latest.shape[0] :]
        ground = self.draw.ground
        return left_out(arrays, latest, upper, ground.unit_of, ground.must, values)

    def step(self, pool: ThreadPoolExecutor) -> None:
        """Solves a pair of neighbourhoods, with a round of the bound, and keeps what is better."""
        if self.sweep is None:
            self.sweep = self._widest()
        self.pairs += 1
        if self.sweep:
            self._decide(pool, self.sweep.pop(0), SWEEP)
            return
        effort = Effort(checks=round(self.checks), gap=5e-4, nodes=1_000)
        easy, gains = self._decide(pool, self._opened(), effort)
        self.idle = 0 if gains else self.idle + 1
        if easy:
            self.size = min(max(SMALLEST, len(self.draw.ground.units)), self.size * GROW)
        elif not gains:
            self.size = max(SMALLEST, self.size * SHRINK)
            self.checks = min(MOST, self.checks * MORE)

    def _widest(self) -> list[list[Flags]]:
        """Pairs of the largest neighbourhoods: all starts of the relaxation and the plan, in parts.

        Where one part has them all, both of the pair are this one: they are searched differently.
        """
        arrays, ground = self.learned.arrays, self.draw.ground
        starts = np.asarray(arrays.starts & (ground.relaxed.used | (self.best.values > 0)))
        parts = list(turns_of(arrays, ground.unit_of, starts))
        parts = parts * TOGETHER if len(parts) == 1 else parts
        return [parts[n : n + TOGETHER] for n in range(0, len(parts), TOGETHER)]

    def _decide(
        self, pool: ThreadPoolExecutor, opened: list[Flags], effort: Effort
    ) -> tuple[bool, bool]:
        """Whether all were solved to the end, and whether the plan is better now."""
        seen, branches = self.best, [self.learned.branch() for _ in opened]
        tasks = [
            pool.submit(self._search, branch, starts, replace(effort, seed=seed))
            for seed, (branch, starts) in enumerate(zip(branches, opened, strict=True))
        ]
        if not self.bounding.finished:
            self.bounding.listen()
            self.bounding.solve()
        searched = [task.result() for task in tasks]
        for branch in branches:
            self.learned.join(branch)
        for starts, each in zip(opened, searched, strict=True):
            self._take(starts, each.best, seen, effort)
        self.decided += len(opened)
        return all(each.finished for each in searched), self.best is not seen

    def _search(self, learned: Learned, starts: Flags, effort: Effort) -> Searched:
        """The best of a neighbourhood that people can serve, if it makes the plan better.

        It may be called on several threads at once: all that changes is what is learned here.
        """
        solved = self._solve(learned, starts, effort)
        finished = solved is not None and solved.finished
        units: set[int] = set()
        for _ in range(MENDINGS if effort.thorough else CORRECTIONS):
            if solved is None or not self._better(solved):
                break
            if learned.staffable(solved.values):
                return Searched(finished, solved)
            if self.stopped():
                break
            if effort.thorough:  # as large a part again would take too long
                units |= self._asked_by_latest(learned, solved.values)
                near = np.array(sorted(units), dtype=np.int64)
                opened = self.draw.ground.starts_of(near, solved.values)
                solved = self._mended(learned, opened, solved.values, self.stopped)
            else:
                solved = self._solve(learned, starts, effort)
        return Searched(finished, None)

    def _solve(self, learned: Learned, starts: Flags, effort: Effort) -> Solved | None:
        return solve_part(learned.arrays, starts, self.best.values, effort, self.stopped)

    def _opened(self) -> list[Flags]:
        """The open starts of each neighbourhood; no initiative is in two."""
        ground = self.draw.ground
        taken = np.zeros(len(ground.units), dtype=np.bool_)
        opened, size = [], round(self.size * TIMES[self.draw.turn // TOGETHER % len(TIMES)])
        for _ in range(TOGETHER):
            units = self.draw.next(self.best.values, size, taken)
            taken[units] = True
            opened.append(ground.starts_of(units, self.best.values))
        return opened

    def _take(self, starts: Flags, found: Solved | None, seen: Solved, effort: Effort) -> None:
        """Takes over the new starts of a neighbourhood, if with them the whole is better."""
        if found is not None and self.best is not seen:  # its pair has changed the plan
            used = (found.values > 0) | (seen.values > 0) | (self.best.values > 0)
            found = self._search(self.learned, starts & used, effort).best
        if found is not None:
            self.best = found

    def _better(self, solved: Solved) -> bool:
        now = self.best.objective
        return solved.objective > now + LITTLE * max(1.0, abs(now))
