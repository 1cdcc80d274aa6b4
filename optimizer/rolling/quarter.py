"""The quarter that is over: what was planned for it, and what really happened in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from models.calendar import Calendar
from models.index import Index
from models.plan import Plan, StagePlan, TrancheState
from models.portfolio import Portfolio
from models.stage import Stage, StageKey, StageStatus
from models.units import PeriodId, PeriodIndex
from models.verdict import Verdict
from optimizer.facts import Facts
from optimizer.gates import judge
from optimizer.rolling.released import Released


@dataclass(frozen=True)
class Quarter:
    """Period 0 of a portfolio, seen from its end. Positions of periods are those before rolling."""

    portfolio: Portfolio
    plan: Plan
    released: Released

    @cached_property
    def index(self) -> Index:
        """Look-ups over the portfolio as it was."""
        return Index(self.portfolio)

    @cached_property
    def before(self) -> Calendar:
        """The calendar as it was."""
        return self.index.calendar

    @cached_property
    def after(self) -> Calendar:
        """The calendar without its first period."""
        return Calendar(self.before.periods[1:])

    @cached_property
    def gone(self) -> PeriodId:
        """The period that is over."""
        return self.before.periods[0].id

    @property
    def window_ends(self) -> bool:
        """Whether the budget window of the period ends with it."""
        return self.before.window_of[1] != self.before.window_of[0]

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What the gates said when the plan was made."""
        return judge(self.portfolio)

    @cached_property
    def facts(self) -> Facts:
        """The facts with what was released in the period."""
        rows = {"releases": self.released.rows}
        return Facts.of(self.portfolio.model_copy(update=rows), self.verdicts)

    @cached_property
    def planned(self) -> dict[StageKey, StagePlan]:
        """The plan's decisions."""
        return {row.key: row for row in self.plan.stages}

    def start(self, stage: Stage) -> PeriodIndex | None:
        """When a stage that is under way began; None for one that is done or has not begun."""
        return self.facts.starts.get(stage.key)

    def is_over(self, stage: Stage) -> bool:
        """Whether the stage is done by the end of the period."""
        start = self.start(stage)
        return stage.status is StageStatus.DONE or (
            start is not None and start + stage.periods <= 1
        )

    def was_to_start(self, key: StageKey) -> bool:
        """Whether the plan wanted to release the tranche in the period."""
        return self.planned[key].state is TrancheState.RELEASE_NOW
