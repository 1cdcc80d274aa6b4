"""One portfolio and one stage: the best plans with it and without, as far as is asked."""

from __future__ import annotations

from collections.abc import Mapping

from models.stage import StageKey
from models.units import PeriodIndex
from optimizer.counterfactual.case import Case, Near
from optimizer.counterfactual.clock import Clock
from optimizer.counterfactual.span import UNKNOWN, Amount, Pair, Span

LONG = 5.0
"""Seconds to find the best of what has been found, when it is late."""

TURNS = 12
"""Times in which a plan with the stage and one without have to beat each other."""


class Point:
    """One portfolio and one stage: the best plans with it and without, as far as is asked.

    Committed work lacks as few people as in any plan, with the stage and without it.
    """

    def __init__(
        self,
        case: Case,
        stage: StageKey,
        clock: Clock,
        *,
        near: Near | None = None,
        inside: Span | None = None,
        outside: Span | None = None,
    ) -> None:
        """What is known already need not be solved again.

        Plans `near` another one are looked at first: they take a second, and may be enough.
        """
        self.case, self.stage, self.clock = case, stage, clock
        self.near = None if near is None or case.small else near
        self._looked: set[bool] = set()
        self._inside = UNKNOWN if inside is None else inside
        self._outside = UNKNOWN if outside is None else outside

    @property
    def inside(self) -> Span:
        """The best plan with the stage."""
        return self.with_it()

    @property
    def outside(self) -> Span:
        """The best plan without it."""
        return self.without()

    def with_it(self, value: Amount | None = None) -> Span:
        """The best plan with the stage; with a value, as much as shows whether it is worth that."""
        if not self._inside.settles(value):
            self._inside = self._inside.and_also(self._nearby(inside=True))
        if not self._inside.settles(value):
            solved = self.case.with_it(self.stage, self.clock, value)
            self._inside = self._inside.and_also(solved)
            if self._inside.impossible:
                self._widen()
        return self._inside

    def without(self, value: Amount | None = None) -> Span:
        """The best plan without the stage; with a value as above."""
        if not self._outside.settles(value):
            self._outside = self._outside.and_also(self._nearby(inside=False))
        if not self._outside.settles(value):
            solved = self.case.without(self.stage, self.clock, value)
            self._outside = self._outside.and_also(solved)
            if self._outside.impossible:
                self._widen()
        return self._outside

    def _nearby(self, *, inside: bool) -> Span:
        if self.near is None or inside in self._looked or self.clock.over:
            return UNKNOWN
        self._looked.add(inside)
        return self.case.near(self.near, self.stage, self.clock, inside=inside)

    @property
    def pair(self) -> Pair:
        """Both, solved to the end."""
        return Pair(self.inside, self.outside)

    @property
    def known(self) -> Pair:
        """Both, as far as they have been asked for."""
        return Pair(self._inside, self._outside)

    def compared(self, *, let_in: bool, by_groups: bool = False) -> Pair:
        """Both, as far as it takes to see whether an optimal plan has the stage, or does without.

        Each in turn has to beat what is known of the other. Names may leave it open; so may the
        clock.
        """
        for _ in range(TURNS):
            known = self.known
            seen = known.by_groups if by_groups else known
            if (seen.admits if let_in else seen.leaves_out) is not None:
                break
            first, second = known.inside, known.outside
            ask_first, ask_second = self.with_it, self.without
            if not let_in:
                first, second, ask_first, ask_second = second, first, ask_second, ask_first
            if not first.found and not second.found:
                ask_second()
            elif first.low < second.low:
                ask_first(second.low)
            else:
                ask_second(first.low + 1)
            if self.known == known:
                break
        return self.known

    def best_told(self, *, let_in: bool) -> None:
        """Looks briefly for the best plan with the stage (or without): it tells who gives way."""
        known = self._inside if let_in else self._outside
        if known.searched or known.impossible:
            return
        brief = Clock.of(min(self.clock.left, LONG), self.clock.stopped)
        if let_in:
            found = self.case.with_it(self.stage, brief)
            self._inside = known.and_also(found)
        else:
            found = self.case.without(self.stage, brief)
            self._outside = known.and_also(found)

    def tries(self, starts: Mapping[StageKey, PeriodIndex]) -> None:
        """Looks whether there is a plan with these starts, which have the stage."""
        if not self._inside.found:
            self._inside = self._inside.and_also(self.case.of_starts(starts, self.clock))

    @property
    def lacks_more(self) -> bool:
        """Whether committed work lacks people: to lack fewer comes before value."""
        return self.case.built.programme.shortage > 0

    def _widen(self) -> None:
        """Where there is neither, committed work must lack more."""
        case, stage, clock = self.case, self.stage, self.clock
        if not (self._inside.found or self._inside.impossible):
            self._inside = case.with_it(stage, clock)
        if not (self._outside.found or self._outside.impossible):
            self._outside = case.without(stage, clock)
        if self._inside.impossible and self._outside.impossible:
            wider = case.lacking_more()
            if wider is not None:
                self.case = wider
                self._inside = wider.with_it(stage, clock)
                self._outside = wider.without(stage, clock)
