"""The least amount that turns a decision, found by few solves and proven by them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from models.stage import StageKey
from optimizer.counterfactual.displaced import Starts
from optimizer.counterfactual.point import Point
from optimizer.counterfactual.span import Amount, Pair, Span

ROUNDS = 60
"""Far more steps than an answer has needed; then an interval is the answer."""

MOST_STEPS = 40
"""Amounts that are looked at one by one where there is no other way."""


class Reach(NamedTuple):
    """What the programme says of an amount; it knows groups of people, not names."""

    low: int | None
    """Nothing below is enough; None = nothing at all is."""
    amount: int | None
    """This is; None = not known."""
    starts: Starts
    """Of the plan that shows it."""


class Lever(Protocol):
    """Something of which there can be more or less, in whole units."""

    @property
    def most(self) -> int:
        """More of it changes nothing."""

    @property
    def over(self) -> bool:
        """Whether the time is up."""

    @property
    def late(self) -> bool:
        """Whether what is left of it is for what is found already."""

    @property
    def by_groups(self) -> bool:
        """Whether names are left aside."""

    @property
    def lacks_change(self) -> bool:
        """Whether committed work lacks other numbers of people before and after."""

    def at(self, amount: int) -> Point:
        """The portfolio after so large a change."""

    @property
    def stage(self) -> StageKey:
        """The stage that is asked about."""

    def reach(self, given: Starts | StageKey, value: Amount) -> Reach:
        """How little more suffices for these starts, or any with the stage, to be worth so much.

        Of less of something: how much less leaves them possible. Names are aside.
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
    enough: int | None = None
    """Where time was short: with this, a plan with the stage is worth what one without is as things
    are. Whether an optimal one has it is not known."""
    hopeless: bool = False
    """Whether it is proven that no amount turns it."""


HOPELESS = Found(None, None, hopeless=True)


def least_more(lever: Lever) -> Found:
    """The least more of something with which an optimal plan has the stage.

    What is worth most without the stage never falls with more of it. So at an amount that does
    not admit the stage, that worth is what a plan with the stage must reach: the least amount with
    which one does is the next to look at, and none between admits it.
    """
    return _search(lever, _first_that_reaches, let_in=True)


def least_less(lever: Lever) -> Found:
    """The least less of something with which an optimal plan does without the stage.

    What is worth most without the stage never grows with less of it. So at an amount with which
    the stage stays, the best plan with the stage must fall to that worth: the least amount with
    which it does is the next to look at, and with none between the stage drops out.
    """
    return _search(lever, _first_that_falls, let_in=False)


class _Step(NamedTuple):
    """No amount below `low` will do; `amount` does, unless it is None: then it is not known."""

    low: int
    amount: int | None


def _search(
    lever: Lever, step: Callable[[Lever, Span, int], _Step | None], *, let_in: bool
) -> Found:
    """All amounts below `low` are proven not to turn it."""
    if lever.lacks_change:
        return _one_by_one(lever, let_in=let_in)
    low, amount, enough = 0, 0, None
    for _ in range(ROUNDS):
        pair = _compared(lever, amount, let_in=let_in)
        turned = pair.admits if let_in else pair.leaves_out
        if turned:
            return Found(low, amount, _to_the_end(lever, amount, let_in=let_in))
        if turned is None or lever.over or low < amount:
            break
        if amount == lever.most:
            return HOPELESS
        found = step(lever, pair.outside, amount + 1)
        if found is None:
            return HOPELESS
        low = found.low
        if found.amount is None:
            break
        amount = found.amount
        enough = enough or amount
    shown = lever.at(enough).known if enough and let_in else None
    return Found(low, None, shown, enough if let_in else None)


def _compared(lever: Lever, amount: int, *, let_in: bool) -> Pair:
    pair = lever.at(amount).compared(let_in=let_in, by_groups=lever.by_groups)
    return pair.by_groups if lever.by_groups else pair


def _to_the_end(lever: Lever, amount: int, *, let_in: bool) -> Pair:
    """Both plans, the one that is told of the best that there is time for."""
    point = lever.at(amount)
    if not lever.over:
        point.best_told(let_in=let_in)
    return point.known.by_groups if lever.by_groups else point.known


def _one_by_one(lever: Lever, *, let_in: bool) -> Found:
    """Where committed work lacks people: to lack fewer counts first, and may cost value."""
    for amount in range(min(lever.most, MOST_STEPS) + 1):
        pair = _compared(lever, amount, let_in=let_in)
        turned = pair.admits if let_in else pair.leaves_out
        if turned:
            return Found(amount, amount, _to_the_end(lever, amount, let_in=let_in))
        if turned is None or lever.over:
            return Found(amount, None)
    return HOPELESS if lever.most <= MOST_STEPS else Found(MOST_STEPS + 1, None)


def _with_stage(lever: Lever, amount: int, value: Amount) -> tuple[bool | None, Span]:
    """Whether a plan with the stage is worth so much at an amount."""
    span = lever.at(amount).with_it(value)
    seen = span.by_groups if lever.by_groups else span
    if seen.found and seen.low >= value:
        return True, span
    return (False if seen.high < value or seen.impossible else None), span


def _first_that_reaches(lever: Lever, outside: Span, first: int) -> _Step | None:
    """The least amount, from `first` on, with which a plan with the stage is worth as much.

    One solve in which the amount is free may say it at once. Else downwards: each plan found shows
    how little suffices for it, and a solve with one unit less finds another or that there is none.
    None: it is not reached at all.
    """
    value, most = outside.low, lever.most
    at_once = lever.reach(lever.stage, value)
    if at_once.low is None or max(first, at_once.low) > most:
        return None
    low, high = max(first, at_once.low), most
    if at_once.amount is not None and at_once.amount < most:
        amount = max(low, at_once.amount)
        lever.at(amount).tries(at_once.starts)
        if _with_stage(lever, amount, value)[0]:
            high = amount
    if high == most:
        reached, _ = _with_stage(lever, most, value)
        if not reached:
            return None if reached is False else _Step(low, None)
    return _between(lever, value, low, high)


def _between(lever: Lever, value: Amount, low: int, high: int) -> _Step:
    """The least amount that reaches the value: none below `low` does, and `high` does."""
    while low < high and not lever.late:
        starts = lever.at(high).known.inside.starts
        probe = lever.reach(starts, value).amount
        if probe is None or probe >= high:
            probe = high - 1
        elif probe < low:  # names cost what groups do not
            probe = (low + high) // 2
        reached, _ = _with_stage(lever, probe, value)
        if reached is None:
            return _Step(low, high if lever.late else None)
        low, high = (low, probe) if reached else (probe + 1, high)
    return _Step(low, high)


def _first_that_falls(lever: Lever, outside: Span, first: int) -> _Step | None:
    """The least less, from `first` on, with which no plan with the stage is worth more.

    Upwards: each plan found shows how much less leaves it possible, as the programme says, which
    may promise more than plans hold. None: one stays with all of it gone.
    """
    value, last = outside.high + 1, first - 1
    span = lever.at(last).known.inside
    more: bool | None = True
    while more:
        bears = lever.reach(span.starts, value).amount
        probe = min(max(last, last if bears is None else bears) + 1, lever.most)
        more, found = _with_stage(lever, probe, value)
        if more and probe == lever.most:
            return None
        if more:
            last, span = probe, found
    falls, probe = probe, probe - 1
    while more is False and last < falls - 1 and not lever.late:
        more, _ = _with_stage(lever, probe, value)
        if more is None:
            break
        last, falls = (probe, falls) if more else (last, probe)
        more, probe = False, (last + falls) // 2
    return _Step(last + 1, falls if more is False and last == falls - 1 else None)
