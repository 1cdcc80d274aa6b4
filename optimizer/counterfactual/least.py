"""The least amount that turns a decision, found by few solves and proven by them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from optimizer.counterfactual.worth import Amount, Pair, Point, Span

ROUNDS = 60
"""Far more steps than an answer has needed; then an interval is the answer."""

MOST_STEPS = 40
"""Amounts that are looked at one by one where there is no other way."""


class Lever(Protocol):
    """Something of which there can be more or less, in whole units."""

    @property
    def most(self) -> int:
        """More of it changes nothing."""

    @property
    def over(self) -> bool:
        """Whether the time is up."""

    @property
    def by_groups(self) -> bool:
        """Whether names are left aside."""

    @property
    def lacks_change(self) -> bool:
        """Whether committed work lacks other numbers of people before and after."""

    def at(self, amount: int) -> Point:
        """The portfolio after so large a change."""

    def jump(self, value: Amount, after: int) -> int | None:
        """What the programme, names aside, says of plans with the stage that are worth so much.

        More of something: below this amount, and from `after` on, there is none; None = there is
        none at any. Less of it: from this amount on there is none that is worth more; the most
        where the programme, which promises more than plans hold, knows no such amount.
        """


@dataclass(frozen=True)
class Found:
    """What is known about the least amount."""

    at_least: int | None
    """No smaller one turns it: proven. None = nothing turns it at all, or nothing is known."""
    amount: int | None
    """One that turns it: proven. None = none is known."""
    pair: Pair | None = None
    """The best plans with and without the stage at that amount."""
    hopeless: bool = False
    """Whether it is proven that no amount turns it."""


HOPELESS = Found(None, None, hopeless=True)


@dataclass(frozen=True)
class _Way:
    """More or less of something."""

    turned: Callable[[Pair], bool | None]
    target: Callable[[Span], Amount]
    """What the best plan with the stage has to come to, by the best one without it."""
    reached: Callable[[Span, Amount], bool | None]
    below: bool
    """Whether no amount below a jump reaches the target; else every one from it on does."""


def least_more(lever: Lever) -> Found:
    """The least more of something with which an optimal plan has the stage.

    What is worth most without the stage never falls with more of it. So at an amount that does
    not admit the stage, that worth is what a plan with the stage must reach: the least amount with
    which one does is the next to look at, and none between admits it.
    """

    def reached(span: Span, value: Amount) -> bool | None:
        if span.low >= value and not math.isinf(span.low):
            return True
        return False if span.high < value or span.impossible else None

    return _search(lever, _Way(lambda p: p.admits, lambda s: s.low, reached, below=True))


def least_less(lever: Lever) -> Found:
    """The least less of something with which an optimal plan does without the stage.

    What is worth most without the stage never grows with less of it. So at an amount with which
    the stage stays, the best plan with the stage must fall to that worth: the least amount with
    which it does is the next to look at, and with none between the stage drops out.
    """

    def reached(span: Span, value: Amount) -> bool | None:
        if span.high <= value:
            return True
        return False if span.low > value else None

    return _search(lever, _Way(lambda p: p.leaves_out, lambda s: s.high, reached, below=False))


def _search(lever: Lever, way: _Way) -> Found:
    """All amounts below `low` are proven not to turn it."""
    low, point = 0, lever.at(0)
    if lever.lacks_change:
        return _one_by_one(lever, way)
    for _ in range(ROUNDS):
        turned = way.turned(_seen(lever, point))
        if turned:
            return Found(low, low, point.pair)
        if turned is None or lever.over:
            break
        step = _next(lever, way, way.target(_seen(lever, point).outside), low)
        if step is None:
            return HOPELESS
        low, found = step
        if found is None:
            break
        point = found
    return Found(low, None)


def _next(lever: Lever, way: _Way, value: Amount, low: int) -> tuple[int, Point | None] | None:
    """The first amount above `low` at which the value is reached; as `_first` says it."""
    guess = None if low == lever.most else lever.jump(value, low + 1)
    if guess is None or (way.below and guess > lever.most):
        return None
    return _first(lever, way, value, low, guess)


def _seen(lever: Lever, point: Point) -> Pair:
    return point.pair.by_groups if lever.by_groups else point.pair


def _one_by_one(lever: Lever, way: _Way) -> Found:
    """Where committed work lacks people: to lack fewer counts first, and may cost value."""
    for amount in range(min(lever.most, MOST_STEPS) + 1):
        pair = lever.at(amount).pair
        turned = way.turned(pair.by_groups if lever.by_groups else pair)
        if turned:
            return Found(amount, amount, pair)
        if turned is None or lever.over:
            return Found(amount, None)
    return HOPELESS if lever.most <= MOST_STEPS else Found(MOST_STEPS + 1, None)


def _first(
    lever: Lever, way: _Way, value: Amount, low: int, guess: int
) -> tuple[int, Point | None] | None:
    """The first amount above `low` at which the value is reached, and the portfolio there.

    The guess is right where names cost what groups do; else the answer is near it. Without a
    point the time was up, and no amount below turns it. None: none reaches it.
    """
    seen: dict[int, Point] = {}

    def at(amount: int) -> bool | None:
        if amount not in seen:
            seen[amount] = lever.at(amount)
        span = seen[amount].inside
        return way.reached(span.by_groups if lever.by_groups else span, value)

    high = min(max(guess, low + 1), lever.most)
    if way.below:
        low = high - 1
    reach, answer = 1, at(high)
    while not answer:
        if answer is None or lever.over:
            return low + 1, None
        if high == lever.most:
            return None
        low, high, reach = high, min(lever.most, high + reach), reach * 2
        answer = at(high)
    probe = high - 1  # first the neighbour: the guess is mostly right
    while low < high - 1:
        answer = at(probe)
        if answer is None or lever.over:
            return low + 1, None
        low, high = (low, probe) if answer else (probe, high)
        probe = (low + high) // 2
    return high, seen[high]
