"""Envelopes that are shares: what is over counts on, although a rolled portfolio forgets it.

A share of what is still to come would ask anew, in each period, for what has been done already. So
it becomes an amount: the share of the whole, as far as it is known, less what was used. What is
left of the plan before always stays within it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from models.envelope import ALL_WINDOWS, EACH_WINDOW, Envelope, Limit, Measure
from models.plan import Plan
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import PeriodIndex
from optimizer.dues import Dues
from optimizer.facts import Facts
from optimizer.scope import in_scope


class _Sums(NamedTuple):
    """What a measure comes to in a window."""

    whole: int
    """Of everything."""
    used: int
    """Of what the envelope is about, before the period that is now."""
    left: int
    """Of what it is about, as it was planned for the others."""


def carried_on(
    current: Portfolio,
    plan: Plan,
    started: Mapping[StageKey, PeriodIndex],
    t: int,
    facts: Facts,
) -> Portfolio:
    """The portfolio of period t with amounts for shares of windows that have begun.

    Args:
        current: rolled on to period t, what was stopped is left out.
        plan: of the period before.
        started: what has begun, and when, in periods of the first portfolio.
        t: the period that is now.
        facts: of the first portfolio.
    """
    shares = {
        row.id: row
        for row in facts.index.portfolio.envelopes
        if row.window != EACH_WINDOW and _is_share(row)
    }
    if not any(row.id in shares for row in current.envelopes):
        return current
    out = {row.id for row in current.initiatives if row.leave_out}
    starts = dict(started)
    for row in plan.stages:
        if row.start is not None and row.start > 0 and row.initiative not in out:
            starts.setdefault(row.key, PeriodIndex(t - 1 + row.start))
    begun = facts.chance | dict.fromkeys(started, Fraction(1))
    dues = Dues(replace(facts, chance=begun))
    rows = tuple(
        _in_amounts(shares[row.id], row, dues, starts, t) if row.id in shares else row
        for row in current.envelopes
    )
    return current.model_copy(update={"envelopes": rows})


def _is_share(row: Envelope) -> bool:
    return any(limit is not None and limit.percent is not None for limit in _limits(row))


def _limits(row: Envelope) -> tuple[Limit | None, Limit | None]:
    return row.at_least, row.at_most


def _in_amounts(
    share: Envelope, row: Envelope, dues: Dues, starts: Mapping[StageKey, PeriodIndex], t: int
) -> Envelope:
    calendar = dues.facts.index.calendar
    periods = [
        p
        for p in calendar.indices
        if share.window == ALL_WINDOWS or calendar.windows[calendar.window_of[p]] == share.window
    ]
    if t not in periods or t == periods[0]:
        return row
    sums = _measured(share, dues, starts, set(periods), t)
    # an amount of people is an average over the periods that are left
    each = sum(p >= t for p in periods) if share.measure is Measure.PEOPLE else 1
    least, most = share.at_least, share.at_most
    if least is not None and least.percent is not None:
        asked = ceil(max(Fraction(0), _share(sums.whole, least) - sums.used) / each)
        least = Limit(amount=min(asked, sums.left // each))
    else:
        least = row.at_least
    if most is not None and most.percent is not None:
        given = floor(max(Fraction(0), _share(sums.whole, most) - sums.used) / each)
        most = Limit(amount=max(given, -(-sums.left // each)))
    else:
        most = row.at_most
    return row.model_copy(update={"at_least": least, "at_most": most})


def _share(whole: int, limit: Limit) -> Fraction:
    return whole * Fraction(limit.percent or 0) / 100


def _measured(
    share: Envelope,
    dues: Dues,
    starts: Mapping[StageKey, PeriodIndex],
    periods: set[PeriodIndex],
    t: int,
) -> _Sums:
    scope = in_scope(dues.facts.index, share.applies_to)
    whole = used = left = 0
    for stage in dues.facts.index.portfolio.stages:
        start = starts.get(stage.key)
        if start is None and stage.key not in dues.facts.done:
            continue
        for period, amount in dues.measured(stage, start, share.measure):
            if period in periods:
                whole += amount
                if stage.initiative in scope:
                    used += amount if period < t else 0
                    left += amount if period >= t else 0
    return _Sums(whole, used, left)
