"""Conflicts: which stages, beside the committed ones, people cannot all serve.

Stages stand against each other where serving them all leaves more slices missing than the committed
stages alone must. Found by leaving out one stage after the other; what holds in one period alone is
preferred, as it holds for other starts too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from models.stage import StageKey
from models.units import PeriodIndex
from optimizer.staffing.blocks import split, whole
from optimizer.staffing.dealing import Dealt
from optimizer.staffing.engine import Limits, relaxed
from optimizer.staffing.needs import Asked, Cell
from optimizer.staffing.proof import bound_of, second_engine_agrees
from optimizer.staffing.question import Question, Supply
from optimizer.staffing.result import Interrupted, StaffingConflict
from optimizer.staffing.search import Search

MOST = 8
"""Conflicts looked for in one period."""


@dataclass(frozen=True)
class Ground:
    """Where a conflict is looked for: some periods, hires as given or open."""

    question: Question
    periods: range
    limits: Limits

    @property
    def stages(self) -> tuple[StageKey, ...]:
        """Stages that ask for something here and are not committed."""
        asks = (ask for cell in self._cells for ask in self.question.asked[cell].asks)
        return tuple(sorted({ask.stage for ask in asks if not ask.committed}))

    def within(self, stages: Iterable[StageKey]) -> Ground:
        """The same where of the stages that are not committed only these ask for something."""
        kept = frozenset(stages)
        asked = {
            cell: Asked(tuple(ask for ask in asks if ask.committed or ask.stage in kept))
            for cell, asks in ((cell, self.question.asked[cell].asks) for cell in self._cells)
        }
        some = {cell: wanted for cell, wanted in asked.items() if wanted.asks}
        return replace(self, question=replace(self.question, asked=some))

    def missing(self) -> int:
        """Fewest slices that stay unserved here, of all stages."""
        search = self.search()
        values, costs = search.values, search.wishes
        return round(float((costs.unserved + costs.short) @ values))

    def search(self) -> Search:
        """The search that serves as much as can be, finished."""
        search = Search.of(self.question, self.periods, self.limits, only_serve=True)
        search.run()
        return search

    @property
    def _cells(self) -> list[Cell]:
        return [cell for cell in self.question.asked if cell[1] in self.periods]


def conflicts_in(
    question: Question,
    largest: tuple[Supply, ...],
    dealt: Dealt,
    limits: Limits,
    interrupted: Interrupted,
) -> tuple[StaffingConflict, ...]:
    """What stands against each other, sorted; empty where stages leave nothing missing."""
    everything = Ground(question, range(question.horizon), limits)
    if not everything.stages or not (dealt.unserved or dealt.shortages):
        return ()
    alone = everything.within(()).missing()
    lacking = sum(row.slices for row in (*dealt.unserved, *dealt.shortages))
    if lacking == alone:
        return ()
    is_open = question.with_hires_open(largest)
    rests = [Ground(is_open, range(t, t + 1), limits) for t in range(question.horizon)]
    least = [ground.within(()).missing() for ground in rests]
    known = sum(least) == alone
    found: list[StaffingConflict] = []
    for t in sorted({row.period for row in (*dealt.unserved, *dealt.shortages)}):
        if not interrupted() and limits.seconds > 0:
            found += _in_period(question, rests[t], known=known)
    return tuple(sorted(found or _over_time(everything, is_open), key=_order))


def _in_period(question: Question, ground: Ground, *, known: bool) -> list[StaffingConflict]:
    """Conflicts in one period: whatever is hired, or else with the hires given."""
    period = PeriodIndex(ground.periods.start)
    found = []
    for place in (ground, replace(ground, question=question)):
        for stages in _against(place, place.stages):
            proven = place is ground and _proven(place.within(stages), known=known)
            found.append(StaffingConflict(stages, period, proven))
        if found:
            return found
    return []


def _over_time(everything: Ground, is_open: Question) -> list[StaffingConflict]:
    """Conflicts that only the whole horizon has: loans end, or hires are too few."""
    for question in (is_open, everything.question):
        place = replace(everything, question=question)
        found = _against(place, place.stages)
        if found:
            return [StaffingConflict(stages, None, proven=False) for stages in found]
    return []


def _against(ground: Ground, stages: tuple[StageKey, ...]) -> list[tuple[StageKey, ...]]:
    """Small sets of stages that stand against each other, no stage in two of them."""
    found: list[tuple[StageKey, ...]] = []
    left = list(stages)
    least = ground.within(()).missing()
    while len(found) < MOST and ground.within(left).missing() > least:
        kept = _near_what_is_missing(ground.within(left), least) or tuple(left)
        for stage in kept:
            fewer = tuple(other for other in kept if other != stage)
            if ground.within(fewer).missing() > least:
                kept = fewer
        found.append(kept)
        left = [stage for stage in left if stage not in kept]
    return found


def _near_what_is_missing(ground: Ground, least: int) -> tuple[StageKey, ...]:
    """Stages that share people with what is missing, if they alone leave as much missing."""
    search = ground.search()
    values, costs = search.values, search.wishes
    short = {
        int(column)
        for column, value in enumerate((costs.unserved + costs.short) * values)
        if value > 0
    }
    columns: set[int] = set()
    for solved in search.solved:
        part = set(solved.block.columns.tolist())
        columns |= part if part & short else set()
    cells = [cell for cell, column in search.variables.unserved.items() if column in columns]
    asks = (ask for cell in cells for ask in ground.question.asked[cell].asks)
    near = tuple(sorted({ask.stage for ask in asks if not ask.committed}))
    return near if ground.within(near).missing() > least else ()


def _proven(ground: Ground, *, known: bool) -> bool:
    """Whether it is beyond doubt that these stages leave more missing than the committed alone."""
    least = ground.within(()).missing() if known else None
    search = Search.of(ground.question, ground.periods, ground.limits, only_serve=True)
    for watch_all in (False, True):
        if watch_all:
            search.watch(frozenset(p for p, _, _ in search.variables.at))
        costs = search.wishes
        cost = costs.unserved if least is None else costs.unserved + costs.short
        bound = 0
        blocks = split(whole(search.programme))
        for block in blocks:
            bound += max(
                0, bound_of(block, cost[block.columns], relaxed(block, cost[block.columns]).duals)
            )
        if bound > (least or 0):
            return True
    block = whole(search.programme)
    return second_engine_agrees(block, cost, least or 0)


def _order(conflict: StaffingConflict) -> tuple[object, ...]:
    period = -1 if conflict.period is None else conflict.period
    return period, conflict.stages, conflict.proven
