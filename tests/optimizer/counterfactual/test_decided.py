"""Amounts are found from answers that say no more than which side is worth more."""

from __future__ import annotations

import math
from dataclasses import dataclass
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.stage import StageKey
from models.units import InitiativeId, PeriodIndex
from optimizer.counterfactual import case
from optimizer.counterfactual.case import Case
from optimizer.counterfactual.clock import Clock
from optimizer.counterfactual.displaced import Starts
from optimizer.counterfactual.least import Found, Reach, least_less, least_more
from optimizer.counterfactual.point import Point
from optimizer.counterfactual.span import NONE, UNKNOWN, Amount, Span
from tests.optimizer.counterfactual.test_least import try_money
from tests.oracle.draw import draw

SHOP = StageKey(InitiativeId("shop"), 1)
Values = tuple[int, ...]
"""What the best plan is worth, by amount; negative: there is none."""


@dataclass(frozen=True)
class Told:
    """A case whose best plans are known, and which says of them what is asked, and no more."""

    inside: int
    outside: int

    def with_it(self, stage: StageKey, clock: Clock, value: Amount | None = None) -> Span:
        assert stage == SHOP
        assert not clock.over
        return _told(self.inside, value)

    def without(self, stage: StageKey, clock: Clock, value: Amount | None = None) -> Span:
        assert stage == SHOP
        assert not clock.over
        return _told(self.outside, value)

    def of_starts(self, starts: Starts, clock: Clock) -> Span:
        assert starts
        assert not clock.over
        if self.inside < 0:
            return UNKNOWN
        return Span(self.inside, math.inf, starts, searched=False)

    @property
    def built(self) -> SimpleNamespace:
        return SimpleNamespace(programme=SimpleNamespace(shortage=0, v=SimpleNamespace(short={})))

    def lacking_more(self) -> None:
        return None


def _told(truth: int, value: Amount | None) -> Span:
    if truth < 0:
        return NONE
    starts = {SHOP: PeriodIndex(truth)}
    if value is None:
        return Span(truth, truth, starts)
    if truth >= value:
        return Span(max(0, value), math.inf, starts, searched=False)
    return Span(-math.inf, value - 1, searched=False)


@dataclass
class Steps:
    """More, or less, of something of which it is known what it is worth."""

    inside: Values
    outside: Values
    off: int
    """By how much the programme says that less suffices than does."""
    at_once: bool
    """Whether one solve says where to look."""
    late: bool = False
    over: bool = False
    by_groups: bool = False
    lacks_change: bool = False

    def __post_init__(self) -> None:
        self.points: dict[int, Point] = {}
        self.stage = SHOP

    @property
    def most(self) -> int:
        return len(self.inside) - 1

    def at(self, amount: int) -> Point:
        if amount not in self.points:
            told = Told(self.inside[amount], self.outside[amount])
            self.points[amount] = Point(cast("Case", told), SHOP, Clock())
        return self.points[amount]

    def reach(self, given: Starts | StageKey, value: Amount) -> Reach:
        rising = self.inside[0] <= self.inside[-1]
        enough = [a for a, worth in enumerate(self.inside) if worth >= value]
        if isinstance(given, StageKey) and not self.at_once:
            return Reach(0, None, {})
        if not enough:
            return Reach(0, None, {})
        amount = max(0, min(enough) - self.off) if rising else max(enough) + self.off
        return Reach(amount if rising else 0, amount, {SHOP: PeriodIndex(0)})


def _never_falls(values: list[int]) -> Values:
    return tuple(max(values[: n + 1]) for n in range(len(values)))


worths = st.integers(min_value=-2, max_value=12)
both = st.integers(min_value=1, max_value=9).flatmap(
    lambda size: st.tuples(
        *(st.lists(worths, min_size=size, max_size=size).map(_never_falls) for _ in range(2))
    )
)


@given(values=both, off=st.integers(0, 2), at_once=st.booleans())
def test_more_is_the_least_that_turns_it(
    values: tuple[Values, Values], off: int, *, at_once: bool
) -> None:
    inside, outside = values
    found = least_more(Steps(inside, outside, off, at_once))
    turned = [a for a, (i, o) in enumerate(zip(*values, strict=True)) if i >= max(o, 0)]
    _agrees(found, turned)


@given(values=both, off=st.integers(0, 2), at_once=st.booleans())
def test_less_is_the_least_that_turns_it(
    values: tuple[Values, Values], off: int, *, at_once: bool
) -> None:
    inside, outside = (each[::-1] for each in values)
    found = least_less(Steps(inside, outside, off, at_once))
    turned = [a for a, (i, o) in enumerate(zip(inside, outside, strict=True)) if o >= max(i, 0)]
    _agrees(found, turned)


def _agrees(found: Found, turned: list[int]) -> None:
    if found.amount is not None:
        assert found.amount == found.at_least == min(turned)
    else:
        assert not turned, found


def test_where_time_is_short_the_amount_with_which_nobody_loses_is_known() -> None:
    """Four is as good as now; that others would then be worth more is never looked at."""
    lever = Steps((0, 0, 0, 3, 5, 5, 5), (5, 5, 5, 5, 6, 6, 6), 0, at_once=False)
    first = least_more(lever)
    assert (first.amount, first.enough, first.hopeless) == (None, None, True)

    class Late(Steps):
        def at(self, amount: int) -> Point:
            self.over = self.over or amount == self.most
            return super().at(amount)

    late = least_more(Late(lever.inside, lever.outside, 0, at_once=False, late=True))
    assert (late.amount, late.at_least, late.enough) == (None, 1, 6)
    assert late.pair is not None
    assert late.pair.inside.low >= 5


@pytest.mark.parametrize("seed", [11, 37, 46, 70, 78, 126])
def test_searches_that_end_early_say_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """As `test_every_smaller_amount_was_tried`, where even the smallest search ends early."""
    monkeypatch.setattr(case, "DECIDES", 0)
    try_money(draw(seed))
