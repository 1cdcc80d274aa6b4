"""Hires, contracts and people who learn: from when to when, what for, and at what cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from models.plan import Assignment, Worker
from models.stage import StageKey
from models.supply import HiringOption
from models.units import Money, OptionId, PeriodIndex, PersonId
from reports.context import Context


@dataclass(frozen=True)
class Stay:
    """An option in use from one period to another without a break."""

    option: HiringOption
    first: PeriodIndex
    slices: tuple[int, ...]
    """Slices there, period by period."""
    stages: tuple[StageKey, ...]
    """The stages that use them, sorted."""
    learners: tuple[PersonId, ...]
    """Who gives up an old skill for it, sorted."""
    cost: Money

    @property
    def last(self) -> PeriodIndex:
        """The last period in which they are there."""
        return PeriodIndex(self.first + len(self.slices) - 1)


@dataclass(frozen=True)
class Hires:
    """What a plan hires, contracts and teaches."""

    context: Context

    @cached_property
    def all(self) -> tuple[Stay, ...]:
        """By first period, then by option."""
        found = [stay for option in self.context.portfolio.hiring for stay in self._stays(option)]
        return tuple(sorted(found, key=lambda stay: (stay.first, stay.option.id)))

    def _stays(self, option: HiringOption) -> list[Stay]:
        there = self._there.get(option.id, {})
        firsts = [t for t in sorted(there) if t - 1 not in there]
        return [self._stay(option, there, first) for first in firsts]

    def _stay(self, option: HiringOption, there: Mapping[int, int], first: int) -> Stay:
        last = first
        while last + 1 in there:
            last += 1
        slices = tuple(there[t] for t in range(first, last + 1))
        return Stay(
            option,
            PeriodIndex(first),
            slices,
            tuple(sorted(self._used(option.id, first, last))),
            tuple(sorted(self._learners(option.id, first, last))),
            self._cost(option, slices),
        )

    def _cost(self, option: HiringOption, slices: tuple[int, ...]) -> Money:
        """Running and one-off cost, rounded half-even period by period as the plan's value is."""
        per_fte = self.context.portfolio.settings.slices_per_fte
        before, total = 0, 0
        for there in slices:
            total += round(Fraction(option.cost * there, per_fte))
            total += round(Fraction(option.one_off * max(0, there - before), per_fte))
            before = there
        return Money(total)

    @cached_property
    def _there(self) -> Mapping[OptionId, Mapping[int, int]]:
        found: defaultdict[OptionId, dict[int, int]] = defaultdict(dict)
        for row in self.context.plan.hires:
            if row.slices:
                found[row.option][row.period] = row.slices
        return found

    def _used(self, option: OptionId, first: int, last: int) -> set[StageKey]:
        return {
            StageKey(row.initiative, row.stage)
            for row in self._rows.get(option, ())
            if row.initiative is not None and row.stage is not None
            if first <= row.period <= last
        }

    def _learners(self, option: OptionId, first: int, last: int) -> set[PersonId]:
        return {
            PersonId(row.who)
            for row in self._rows.get(option, ())
            if row.retrained is not None and first <= row.period <= last
        }

    @cached_property
    def _rows(self) -> Mapping[OptionId, list[Assignment]]:
        """Work of hires, and time given up to learn, by option."""
        found: defaultdict[OptionId, list[Assignment]] = defaultdict(list)
        for row in self.context.plan.assignments:
            if row.worker is Worker.HIRE:
                found[OptionId(row.who)].append(row)
            elif row.retrained is not None:
                found[row.retrained].append(row)
        return found
