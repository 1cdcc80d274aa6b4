"""What a plan is worth, exactly (formulation, section 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from models.dependency import Dependency, DependencyType
from models.initiative import CountsFrom
from models.plan import FlagUse, HireUse, Value
from models.stage import StageKey
from models.supply import HiringOption
from models.units import Money, PeriodIndex, Slices
from optimizer.budgets import Account
from optimizer.charges import half_even
from optimizer.facts import Facts
from optimizer.worth import Worth, after_stage, before_stage, flags_on

Starts = Mapping[StageKey, PeriodIndex]
"""Starts of all stages that start or are active or released; done ones are left out."""


def value(
    worth: Worth,
    starts: Starts,
    accounts: Iterable[Account],
    hires: Iterable[HireUse],
    moved: Slices,
) -> Value:
    """All parts of the value of a plan."""
    facts = worth.facts
    return Value(
        benefits=Money(sum(benefits(worth, key, starts) for key in starts)),
        flags=Money(sum(flag.cost for flag in flags_used(facts, starts))),
        overruns=Money(sum(account.overrun_cost for account in accounts)),
        lateness=Money(sum(worth.lateness(facts.index.stage[key], t) for key, t in starts.items())),
        hires=hire_cost(facts, tuple(hires)),
        moves=Money(moved * facts.index.portfolio.settings.move_price),
    )


def benefits(worth: Worth, stage: StageKey, starts: Starts) -> Money:
    """Expected, discounted value that a started stage brings."""
    total = 0
    for anchor in CountsFrom:
        launch = launched(worth.facts, stage, anchor, starts)
        if launch is not None and (stage, anchor) in worth.benefits:
            total += worth.launched(stage, anchor, launch)
    return Money(total)


def launched(facts: Facts, stage: StageKey, anchor: CountsFrom, starts: Starts) -> int | None:
    """The period from which a started stage's benefits count; None = never."""
    periods = facts.index.stage[stage].periods if anchor is CountsFrom.FINISH else 0
    launch = starts[stage] + periods
    for row in flags_on(facts, stage):
        before = before_stage(facts, row)
        if before in facts.done:
            continue
        if before not in starts:
            return None
        launch = max(launch, _ready(facts, row, starts))
    return launch


def _ready(facts: Facts, row: Dependency, starts: Starts) -> int:
    before = before_stage(facts, row)
    return starts[before] + facts.index.stage[before].periods + row.lag


def flags_used(facts: Facts, starts: Starts) -> tuple[FlagUse, ...]:
    """Dependencies that the plan bridges with a flag, sorted."""
    used = []
    for row in facts.index.portfolio.dependencies:
        if row.type is not DependencyType.FINISH_START or row.flag_cost is None:
            continue
        before, after = before_stage(facts, row), after_stage(facts, row)
        if after in facts.committed or after not in starts or before in facts.done:
            continue
        if before not in starts or starts[after] < _ready(facts, row, starts):
            used.append(FlagUse(before=before, after=after, cost=row.flag_cost))
    return tuple(sorted(used, key=lambda flag: (flag.before, flag.after, flag.cost)))


def hire_cost(facts: Facts, hires: tuple[HireUse, ...]) -> Money:
    """Running and one-off cost of the hires."""
    there = {(row.option, row.period): row.slices for row in hires}
    options: tuple[HiringOption, ...] = facts.index.portfolio.hiring
    per_fte = facts.index.portfolio.settings.slices_per_fte
    total = 0
    for option in options:
        before = 0
        for t in facts.index.calendar.indices:
            slices = there.get((option.id, t), 0)
            arrivals = max(0, slices - before)
            total += half_even(Fraction(option.cost * slices, per_fte))
            total += half_even(Fraction(option.one_off * arrivals, per_fte))
            before = slices
    return Money(total)
