"""The problem's data: a portfolio as the programme sees it, nothing decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from models.dependency import Dependency, DependencyType
from models.index import Index
from models.portfolio import Portfolio
from models.stage import Stage, StageKey
from models.verdict import Verdict
from optimizer.dues import Dues
from optimizer.facts import Facts
from optimizer.funding.needs import Workforce
from optimizer.worth import Worth, after_stage, before_stage


@dataclass(frozen=True)
class Problem:
    """Facts, dues, worth and workforce of one portfolio, in canonical order."""

    facts: Facts
    dues: Dues
    worth: Worth
    workforce: Workforce

    @classmethod
    def of(cls, portfolio: Portfolio, verdicts: Iterable[Verdict]) -> Problem:
        """The problem of a portfolio that has passed the reference checks."""
        facts = Facts.of(portfolio.canonical(), verdicts)
        stages = tuple(
            sorted(
                (row for row in facts.index.portfolio.stages if may_run(facts, row.key)),
                key=lambda row: row.key,
            )
        )
        return cls(facts, Dues(facts), Worth(facts), Workforce(facts, stages))

    @property
    def index(self) -> Index:
        """Look-ups over the portfolio."""
        return self.facts.index

    @property
    def horizon(self) -> int:
        """Number of periods."""
        return self.facts.index.calendar.horizon

    @cached_property
    def free(self) -> tuple[Stage, ...]:
        """Stages that are to be decided, by key; those that are out included."""
        rows = self.index.portfolio.stages
        committed = self.facts.committed
        return tuple(sorted((s for s in rows if s.key not in committed), key=lambda s: s.key))

    @cached_property
    def committed(self) -> tuple[Stage, ...]:
        """Committed stages, by key."""
        return tuple(self.index.stage[key] for key in sorted(self.facts.committed))

    @cached_property
    def dependencies(self) -> tuple[tuple[Dependency, Stage, Stage], ...]:
        """Each dependency with its Before and After stage."""
        return tuple(
            (
                row,
                self.index.stage[before_stage(self.facts, row)],
                self.index.stage[after_stage(self.facts, row)],
            )
            for row in self.index.portfolio.dependencies
        )

    def only_committed(self) -> Problem:
        """The same, where nobody is needed but by committed stages."""
        stages = tuple(row for row in self.workforce.stages if row.key in self.facts.committed)
        return replace(self, workforce=Workforce(self.facts, stages))

    def of_type(self, kind: DependencyType) -> list[tuple[int, Dependency, Stage, Stage]]:
        """Dependencies of one type with their position in canonical order."""
        return [
            (number, row, before, after)
            for number, (row, before, after) in enumerate(self.dependencies)
            if row.type is kind
        ]


def may_run(facts: Facts, stage: StageKey) -> bool:
    """Whether the stage runs or may run within the horizon."""
    return stage not in facts.done and stage not in facts.out
