"""Look-ups over a portfolio: which rows belong to what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from models.calendar import Calendar
from models.dependency import Dependency
from models.fund import Budget, CostType, Counts, Fund, Use
from models.initiative import Benefit, Initiative
from models.ledger_extract import Release
from models.metric import Metric
from models.objective import Objective, Outcome
from models.person import Person
from models.portfolio import Portfolio
from models.stage import Demand, Stage, StageKey
from models.team import Team
from models.units import (
    FundId,
    InitiativeId,
    MetricId,
    ObjectiveId,
    PeriodIndex,
    PersonId,
    SkillId,
    Slices,
    TeamId,
    WindowId,
)

K = TypeVar("K")
V = TypeVar("V")


def _grouped(rows: Iterable[V], key: Callable[[V], K]) -> dict[K, tuple[V, ...]]:
    groups: defaultdict[K, list[V]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return {name: tuple(members) for name, members in groups.items()}


@dataclass(frozen=True)
class Index:
    """Each look-up is computed once, when first asked for."""

    portfolio: Portfolio

    @cached_property
    def calendar(self) -> Calendar:
        """The periods by position."""
        return Calendar.of(self.portfolio.periods)

    @cached_property
    def teams(self) -> dict[TeamId, Team]:
        """Teams by ID."""
        return {team.id: team for team in self.portfolio.teams}

    @cached_property
    def funds(self) -> dict[FundId, Fund]:
        """Funds by ID."""
        return {fund.id: fund for fund in self.portfolio.funds}

    @cached_property
    def budgets(self) -> dict[tuple[FundId, WindowId], Budget]:
        """Budgets by fund and window."""
        return {(row.fund, row.window): row for row in self.portfolio.budgets}

    def use(self, stage: Stage, cost_type: CostType) -> Use:
        """What this part of the stage's tranche is for."""
        initiative = self.initiatives[stage.initiative]
        team = self.teams[initiative.team]
        return Use(team.domain, team.kind, initiative.theme, cost_type)

    def payers(self, use: Use) -> tuple[FundId, ...]:
        """IDs of the funds that may pay this use, sorted."""
        if use not in self._payers:
            fitting = (fund.id for fund in self.portfolio.funds if fund.pays_for.covers(use))
            self._payers[use] = tuple(sorted(fitting))
        return self._payers[use]

    @cached_property
    def _payers(self) -> dict[Use, tuple[FundId, ...]]:
        return {}

    @cached_property
    def counts(self) -> dict[FundId, Counts]:
        """When each fund feels a tranche; one without budgets feels its release."""
        asked = {row.fund: row.counts for row in self.portfolio.budgets}
        return {fund.id: asked.get(fund.id, Counts.RELEASE) for fund in self.portfolio.funds}

    @cached_property
    def metrics(self) -> dict[MetricId, Metric]:
        """Metrics by ID."""
        return {metric.id: metric for metric in self.portfolio.metrics}

    @cached_property
    def initiatives(self) -> dict[InitiativeId, Initiative]:
        """Initiatives by ID."""
        return {row.id: row for row in self.portfolio.initiatives}

    @cached_property
    def stage(self) -> dict[StageKey, Stage]:
        """Stages by key."""
        return {row.key: row for row in self.portfolio.stages}

    @cached_property
    def stages_of(self) -> dict[InitiativeId, tuple[Stage, ...]]:
        """Stages of each initiative, in their order."""
        rows = sorted(self.portfolio.stages, key=lambda row: row.stage)
        return _grouped(rows, lambda row: row.initiative)

    @cached_property
    def demand_of(self) -> dict[StageKey, tuple[Demand, ...]]:
        """Demand rows of each stage."""
        return _grouped(self.portfolio.demand, lambda row: StageKey(row.initiative, row.stage))

    @cached_property
    def benefits_of(self) -> dict[InitiativeId, tuple[Benefit, ...]]:
        """Benefits of each initiative."""
        return _grouped(self.portfolio.benefits, lambda row: row.initiative)

    @cached_property
    def objectives_of(self) -> dict[StageKey, tuple[Objective, ...]]:
        """Objectives of the gate at the end of each stage."""
        return _grouped(self.portfolio.objectives, lambda row: StageKey(row.initiative, row.stage))

    @cached_property
    def outcomes_of(self) -> dict[ObjectiveId, tuple[Outcome, ...]]:
        """Outcomes of each objective, oldest first."""
        rows = sorted(self.portfolio.outcomes, key=lambda row: row.date)
        return _grouped(rows, lambda row: row.objective)

    @cached_property
    def releases_of(self) -> dict[StageKey, tuple[Release, ...]]:
        """Ledger rows of each stage, oldest first; of one day a reversal is the last."""
        rows = sorted(
            self.portfolio.releases,
            key=lambda row: (row.date, not row.state.stands, row.fund or ""),
        )
        return _grouped(rows, lambda row: StageKey(row.initiative, row.stage))

    @cached_property
    def dependencies_on(self) -> dict[InitiativeId, tuple[Dependency, ...]]:
        """Dependencies of each initiative that comes after another."""
        return _grouped(self.portfolio.dependencies, lambda row: row.after)

    @cached_property
    def people(self) -> dict[PersonId, Person]:
        """People by ID."""
        return {person.id: person for person in self.portfolio.people}

    @cached_property
    def skills_of(self) -> dict[PersonId, dict[SkillId, int]]:
        """Each person's skills with their levels."""
        skills: dict[PersonId, dict[SkillId, int]] = {row.id: {} for row in self.portfolio.people}
        for row in self.portfolio.skills:
            skills[row.person][row.skill] = row.level
        return skills

    @cached_property
    def _exceptions(self) -> dict[tuple[PersonId, PeriodIndex], Slices]:
        return {
            (row.person, self.calendar.index(row.period)): row.slices
            for row in self.portfolio.availability
        }

    def available(self, person: PersonId, t: PeriodIndex) -> Slices:
        """Time that a person has in period t of the horizon."""
        return self._exceptions.get((person, t), self.people[person].slices)
