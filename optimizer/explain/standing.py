"""A plan as it stands: what it starts, and what it leaves of money, people and envelopes."""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from models.dependency import Dependency, DependencyType
from models.index import Index
from models.plan import Plan, StagePlan
from models.portfolio import Portfolio
from models.stage import Stage, StageKey
from models.units import InitiativeId, PeriodIndex
from models.wording import money
from optimizer.dues import Dues
from optimizer.explain.block import Block
from optimizer.explain.bounds import Bounds
from optimizer.explain.hands import Hands
from optimizer.explain.purses import Ask, Purses, Unpaid, asks
from optimizer.explain.spare import Spare
from optimizer.explain.usage import Usage
from optimizer.facts import Facts
from optimizer.gates import judge
from optimizer.reach import Link, Reach, hard_links
from optimizer.valuation import benefits
from optimizer.worth import Worth, after_stage, before_stage, flags_on


@dataclass(frozen=True)
class Standing:
    """A portfolio with its plan, and everything that a closer look at one initiative needs."""

    plan: Plan
    facts: Facts
    starts: dict[StageKey, PeriodIndex]
    """Starts of all stages that start, or are active or released; done ones are left out."""

    @classmethod
    def of(cls, portfolio: Portfolio, plan: Plan) -> Standing:
        """The plan as it stands."""
        facts = Facts.of(portfolio, judge(portfolio))
        starts = {row.key: row.start for row in plan.stages if row.start is not None}
        return cls(plan, facts, starts)

    @property
    def index(self) -> Index:
        """Look-ups over the portfolio."""
        return self.facts.index

    @cached_property
    def decisions(self) -> dict[StageKey, StagePlan]:
        """What the plan says about each stage."""
        return {row.key: row for row in self.plan.stages}

    @cached_property
    def reach(self) -> Reach:
        """What can start at all."""
        return Reach.of(self.facts)

    @cached_property
    def dues(self) -> Dues:
        """Charges of stages by their start."""
        return Dues(self.facts)

    @cached_property
    def worth(self) -> Worth:
        """Value of stages by their launch."""
        return Worth(self.facts)

    @cached_property
    def purses(self) -> Purses:
        """Money left."""
        return Purses.of(self.facts, self.plan)

    @cached_property
    def hands(self) -> Hands:
        """People left."""
        return Hands(Spare(Usage.of(self.facts, self.plan)))

    @cached_property
    def bounds(self) -> Bounds:
        """Envelopes left."""
        return Bounds.of(self.dues, self.starts)

    @cached_property
    def links(self) -> dict[StageKey, tuple[Link, ...]]:
        """What each stage waits for, hard."""
        found: defaultdict[StageKey, list[Link]] = defaultdict(list)
        for link in hard_links(self.facts):
            found[link.after].append(link)
        return {key: tuple(sorted(links, key=str)) for key, links in found.items()}

    @cached_property
    def chosen(self) -> dict[str, InitiativeId]:
        """The initiative of each group that the plan starts or that has begun."""
        found: dict[str, InitiativeId] = {}
        for row in sorted(self.index.portfolio.initiatives, key=lambda row: row.id):
            if row.group is not None and self.runs(StageKey(row.id, 1)):
                found.setdefault(row.group, row.id)
        return found

    def runs(self, stage: StageKey) -> bool:
        """Whether the stage is over, running or planned."""
        return stage in self.starts or stage in self.facts.done

    def name(self, initiative: InitiativeId) -> str:
        """The initiative's name."""
        return self.index.initiatives[initiative].name

    def called(self, initiative: InitiativeId) -> str:
        """The initiative's name with its team's: `Pricing rules (Pricing)`."""
        team = self.index.teams[self.index.initiatives[initiative].team]
        return f"{self.name(initiative)} ({team.name})"

    def finish(self, stage: StageKey) -> int:
        """The first period after a stage that starts."""
        return self.starts[stage] + self.index.stage[stage].periods

    def soonest(self, stage: Stage) -> int:
        """When the stage before lets a stage start as planned; now for a first one."""
        before = StageKey(stage.initiative, stage.stage - 1)
        return max(0, self.finish(before)) if before in self.starts else 0

    def period(self, t: int) -> str:
        """The period's name."""
        return self.index.calendar.periods[t].id

    def money(self, amount: int) -> str:
        """An amount for a sentence."""
        return money(amount, self.index.portfolio.settings.currency)

    def missing(self, initiative: InitiativeId) -> tuple[Stage, ...]:
        """The initiative's stages that neither are over nor start, in order."""
        stages = self.index.stages_of.get(initiative, ())
        return tuple(stage for stage in stages if not self.runs(stage.key))

    def worth_of(self, initiative: InitiativeId) -> int:
        """Expected, discounted benefits of the initiative in the plan, in minor units."""
        stages = self.index.stages_of.get(initiative, ())
        mine = [stage.key for stage in stages if stage.key in self.starts]
        return sum(benefits(self.worth, key, self.starts) for key in mine)

    def gain(self, more: Mapping[StageKey, int], of: InitiativeId | None = None) -> int:
        """Benefits of stages at other starts, less their lateness and flags.

        Those of one initiative, or of all stages given.
        """
        placed = {key: PeriodIndex(start) for key, start in more.items()}
        together = ChainMap(placed, self.starts)
        total = 0
        for key, start in placed.items():
            if of is None or key.initiative == of:
                late = self.worth.lateness(self.index.stage[key], start)
                total += benefits(self.worth, key, together) - late - self._flags(key, together)
        return total

    def scarce(
        self, starts: Mapping[StageKey, int], moving: InitiativeId | None = None
    ) -> tuple[tuple[Block, ...], int]:
        """What money and people do not suffice for, and the price of overruns.

        What the plan gives to the initiative that is `moving` counts as free.
        """
        unpaid = self.unpaid(starts, moving)
        return (*unpaid.blocks, *self.hands.fit(starts, moving)), unpaid.overruns

    def unpaid(self, starts: Mapping[StageKey, int], moving: InitiativeId | None = None) -> Unpaid:
        """What money does not suffice for, and the price of overruns."""
        return self.purses.fit(self._asks(starts), moving)

    def _asks(self, starts: Mapping[StageKey, int]) -> Iterator[Ask]:
        for key, start in sorted(starts.items()):
            stage = self.index.stage[key]
            yield from asks(self.index, stage, self.dues.of(stage, PeriodIndex(start)))

    @cached_property
    def depending(self) -> dict[InitiativeId, tuple[Dependency, ...]]:
        """Dependencies of others on each initiative, by the other's ID."""
        found: defaultdict[InitiativeId, list[Dependency]] = defaultdict(list)
        for row in self.index.portfolio.dependencies:
            if row.before != row.after:
                found[row.before].append(row)
        return {name: tuple(sorted(rows, key=lambda r: r.after)) for name, rows in found.items()}

    def _flags(self, stage: StageKey, starts: Mapping[StageKey, PeriodIndex]) -> int:
        """Cost of the flags that the stage needs if it starts as given."""
        cost = 0
        for row in flags_on(self.facts, stage):
            before = before_stage(self.facts, row)
            if after_stage(self.facts, row) != stage or before in self.facts.done:
                continue
            ready = None
            if before in starts:
                ready = starts[before] + self.index.stage[before].periods + row.lag
            if ready is None or starts[stage] < ready:
                cost += row.flag_cost or 0
        return cost

    def rivals(self, stage: StageKey) -> tuple[StageKey, ...]:
        """Stages that exclude this one."""
        return self._excluding.get(stage, ())

    @cached_property
    def _excluding(self) -> dict[StageKey, tuple[StageKey, ...]]:
        links = (link for rows in self.links.values() for link in rows)
        found: defaultdict[StageKey, set[StageKey]] = defaultdict(set)
        for link in links:
            if link.type is DependencyType.EXCLUDES:
                found[link.after].add(link.before)
        return {key: tuple(sorted(others)) for key, others in found.items()}
