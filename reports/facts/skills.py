"""Skills by period: what is needed, who there is, what is short, what more would be worth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from models.plan import TrancheState, Worker
from models.supply import Pool
from models.units import PeriodIndex, SkillId, Slices
from reports.context import Context
from reports.facts.people import People

Cell = tuple[SkillId, PeriodIndex]


@dataclass(frozen=True)
class Skills:
    """Demand and supply of skills, in slices by skill and period."""

    context: Context
    people: People

    @cached_property
    def all(self) -> tuple[SkillId, ...]:
        """Every skill that somebody asks for or has, by name."""
        rows = self.context.portfolio
        found = {row.skill for row in rows.demand} | {row.skill for row in rows.skills}
        found |= {row.skill for row in rows.pools} | {row.skill for row in rows.hiring}
        return tuple(sorted(found))

    @cached_property
    def served(self) -> Mapping[Worker, Mapping[Cell, Slices]]:
        """Work done per kind of worker."""
        sums: dict[Worker, defaultdict[Cell, int]] = {kind: defaultdict(int) for kind in Worker}
        for row in self.context.plan.assignments:
            if row.initiative is not None:
                sums[row.worker][row.skill, row.period] += row.slices
        return {kind: _frozen(cells) for kind, cells in sums.items()}

    @cached_property
    def short(self) -> Mapping[Cell, Slices]:
        """Demand of committed stages that nobody serves."""
        sums: defaultdict[Cell, int] = defaultdict(int)
        for row in self.context.plan.shortages:
            sums[row.skill, row.period] += row.slices
        return _frozen(sums)

    def needed(self, cell: Cell) -> Slices:
        """What the plan's work asks for."""
        done = sum(cells.get(cell, 0) for cells in self.served.values())
        return Slices(done + self.short.get(cell, 0))

    @cached_property
    def unfunded(self) -> Mapping[SkillId, Slices]:
        """Time that stages without money ask for, summed over their periods."""
        index = self.context.index
        sums: defaultdict[SkillId, int] = defaultdict(int)
        for row in self.context.of_state(TrancheState.NOT_FUNDED):
            for part in index.demand_of.get(row.key, ()):
                sums[part.skill] += part.slices * index.stage[row.key].periods
        return {skill: Slices(slices) for skill, slices in sums.items()}

    @cached_property
    def owned(self) -> Mapping[Cell, Slices]:
        """Time of all the people who have a skill; someone with two skills is counted at both."""
        sums: defaultdict[Cell, int] = defaultdict(int)
        for person, skills in self.context.index.skills_of.items():
            for t in self.context.index.calendar.indices:
                time = self.context.index.available(person, t)
                for skill in skills:
                    sums[skill, t] += time
        return _frozen(sums)

    @cached_property
    def free(self) -> Mapping[Cell, Slices]:
        """Time that people with a skill have left, whatever they are used for."""
        sums: defaultdict[Cell, int] = defaultdict(int)
        for person, skills in self.context.index.skills_of.items():
            for t in self.context.index.calendar.indices:
                left = self.context.index.available(person, t) - self.people.used(person, t)
                for skill in skills:
                    sums[skill, t] += max(left, 0)
        return _frozen(sums)

    @cached_property
    def pools(self) -> Mapping[Cell, Slices]:
        """Capacity of pools."""
        sums: defaultdict[Cell, int] = defaultdict(int)
        for pool in self.context.portfolio.pools:
            for t in self._there(pool):
                sums[pool.skill, t] += pool.slices
        return _frozen(sums)

    def _there(self, pool: Pool) -> tuple[PeriodIndex, ...]:
        calendar = self.context.index.calendar
        first = 0 if pool.from_period is None else calendar.index(pool.from_period)
        last = calendar.horizon - 1 if pool.to_period is None else calendar.index(pool.to_period)
        return calendar.indices[first : last + 1]

    @cached_property
    def hires(self) -> Mapping[Cell, Slices]:
        """Hires that are there."""
        skill = {option.id: option.skill for option in self.context.portfolio.hiring}
        sums: defaultdict[Cell, int] = defaultdict(int)
        for row in self.context.plan.hires:
            sums[skill[row.option], row.period] += row.slices
        return _frozen(sums)

    def supply(self, cell: Cell) -> Slices:
        """Everyone who could do it: people, pools and hires."""
        parts = (self.owned, self.pools, self.hires)
        return Slices(sum(part.get(cell, 0) for part in parts))

    @cached_property
    def worth(self) -> Mapping[Cell, Decimal]:
        """What one more FTE would be worth, in currency units, where the search gives it."""
        per_fte = self.context.portfolio.settings.slices_per_fte
        return {
            (price.skill, price.period): price.worth * per_fte
            for price in self.context.plan.prices
            if price.skill is not None and price.period is not None
        }


def _frozen(sums: Mapping[Cell, int]) -> Mapping[Cell, Slices]:
    return {cell: Slices(slices) for cell, slices in sums.items()}
