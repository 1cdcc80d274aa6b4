"""A large portfolio: money by the strategy, names in turn, the best plan that names can serve.

Names are asked after the first search, after each correction, and after each leg of what follows.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from models.earlier import Earlier
from models.plan import Assignment
from models.portfolio import Portfolio
from optimizer.funding.build import build
from optimizer.funding.engine import Ending, Search
from optimizer.funding.large import corrected, first_plan, improved
from optimizer.funding.problem import Problem
from optimizer.funding.solve import Funding
from optimizer.funding.strategy.strategy import LEG, Strategy
from optimizer.planning.decision import Decision, decision
from optimizer.planning.effort import Effort
from optimizer.planning.names import clashes, names

FIRST = 10 * LEG
"""Pairs of neighbourhoods after which names are asked for the first time."""

CHOOSING = 0.5
"""Share of the time after which they are at the latest."""

FINE = 3.0
"""Time that names to be published take, as a multiple of the first ones'."""

TOO_MANY, LATE = 40, 3
"""Corrections in a row after which stages that lack names are given up: in time, and when it is
up. To ask for less where people lack costs little; to give a stage up, all that waits for it."""


@dataclass
class Agreeing:
    """Money and names on their way to agree."""

    portfolio: Portfolio
    problem: Problem
    effort: Effort
    strategy: Strategy
    near: tuple[Assignment, ...] = ()
    """The latest names."""
    round: int = 0
    corrections: int = 0
    """In a row."""
    late: int = 0
    """Corrections since the time was up."""
    fine: float = 0.0
    """Seconds to be left for the names that are published."""
    best: Decision | None = None
    cut: bool = False
    """Whether the clock has ended a search before its work was done."""

    def begin(self, earlier: Earlier | None) -> Funding | Ending:
        """A first plan; unless it is an earlier one, as good a one as there is time for."""
        search = self._search("choosing what to fund")
        first = first_plan(self.strategy, search, None if earlier is None else earlier.starts)
        if isinstance(first, Ending):
            return first
        self.cut = first.ending is Ending.TIME
        if earlier is not None:
            self.near = earlier.assignments
            return first
        share = CHOOSING if self.portfolio.demand else 1.0
        soon = self.effort.began + share * self.effort.seconds
        return self._improved(replace(search, deadline=soon), FIRST)

    def _improved(self, search: Search, pairs: int) -> Funding | Ending:
        found = improved(self.strategy, search, pairs)
        self.cut |= isinstance(found, Funding) and found.ending is Ending.TIME
        return found

    def ask(self, funding: Funding) -> Funding | Ending | None:
        """Names for a choice; then the next one to ask for, if there is time for any."""
        self.round += 1
        self.effort.tell("finding names", None, funding.bound)
        self.strategy.rest()
        began = time.monotonic()
        rough = bool(self.portfolio.demand)
        staffing = names(self.portfolio, self.problem, funding, self.effort, self.near, rough=rough)
        self.fine = max(self.fine, FINE * (time.monotonic() - began)) if rough else 0.0
        self.near = staffing.assignments
        shortage = self.strategy.programme.shortage
        give_up = self.corrections > TOO_MANY or self.late >= LATE
        wide = self.late < LATE - 1
        news = clashes(self.problem, staffing, funding, shortage, give_up=give_up, wide=wide)
        if news and not (self.best is not None and self._over):
            self.corrections += 1
            self.late += self._over
            return corrected(self.strategy, news, self._search(self._phase))
        if not news:
            self.corrections = 0
            found = decision(
                self.strategy.programme,
                self.strategy.size,
                funding,
                staffing,
                funding.bound,
                self.round,
                self.effort.gap,
            )
            if self.best is None or found.value.total > self.best.value.total:
                self.best = found
        search = self._search(self._phase)
        if self._over or self.strategy.ended(search):
            return None
        return self._improved(search, LEG)

    def published(self, best: Decision) -> Decision:
        """The best plan with the best names for it, and the latest bound."""
        staffing, funding, bound = best.staffing, best.funding, self.strategy.bound
        stopped, late = self.effort.interrupted(), self._left <= 0
        if staffing.is_rough and not stopped and time.monotonic() < self.effort.deadline:
            self.effort.tell("finding better names", best.value.total, bound)
            staffing = names(
                self.portfolio, self.problem, best.funding, self.effort, staffing.assignments
            )
        ending = Ending.OPTIMAL
        if stopped or self.effort.interrupted():
            ending = Ending.STOPPED
        elif self.cut or late or time.monotonic() > self.effort.deadline:
            ending = Ending.TIME
        nodes, steps = self.strategy.work
        funding = replace(funding, ending=ending, nodes=nodes, steps=steps)
        programme, size = self.strategy.programme, self.strategy.size
        return decision(programme, size, funding, staffing, bound, self.round, self.effort.gap)

    @property
    def _left(self) -> float:
        """Seconds until better names have to begin."""
        return self.effort.deadline - self.fine - time.monotonic()

    @property
    def _over(self) -> bool:
        """Whether nothing better is looked for any more."""
        return self._left <= 0 or self.effort.interrupted()

    @property
    def _phase(self) -> str:
        return f"agreeing with names, round {self.round}"

    def _search(self, phase: str) -> Search:
        search = self.effort.search(phase, self.portfolio.settings.seed, is_first=not self.round)
        if self._left > 0:
            return replace(search, deadline=min(search.deadline, self.effort.deadline - self.fine))
        return search


def decide_in_parts(
    portfolio: Portfolio, problem: Problem, effort: Effort, earlier: Earlier | None
) -> Decision | Ending:
    """The best plan found, or why there is none (`infeasible`, `time limit`, `stopped`)."""
    strategy = Strategy(build(problem, flows=False))
    agreeing = Agreeing(portfolio, problem, effort, strategy)
    funding: Funding | Ending | None = agreeing.begin(earlier)
    while isinstance(funding, Funding):
        funding = agreeing.ask(funding)
    if agreeing.best is not None:
        return agreeing.published(agreeing.best)
    return funding or Ending.TIME
