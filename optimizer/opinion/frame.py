"""What all parts of the second formulation share: the facts, and one variable per stage and start.

In contrast to the programme, which asks "started by the end of t", a variable here says "starts in
t", and every rule is written in sums of those.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from models.envelope import Measure
from models.index import Index
from models.portfolio import Portfolio
from models.stage import Stage, StageKey
from models.units import PeriodIndex
from models.verdict import Verdict
from optimizer.dues import Dues
from optimizer.facts import Facts
from optimizer.opinion.linear import Linear
from optimizer.opinion.model import Model
from optimizer.worth import Worth


@dataclass
class Frame:
    """A model under construction."""

    facts: Facts
    dues: Dues
    worth: Worth
    model: Model = field(default_factory=Model)
    starts: dict[StageKey, dict[int, int]] = field(default_factory=dict)
    """For each stage that is not committed its variable by start; empty = it never starts."""
    shortage: Linear = field(default_factory=Linear)
    """Slices that committed stages lack."""
    everything: dict[tuple[Measure, tuple[PeriodIndex, ...]], Linear] = field(default_factory=dict)
    """What envelopes measure of all stages over some periods."""
    gains: Linear = field(default_factory=Linear)
    """Benefits less all prices in minor units."""

    @classmethod
    def of(cls, portfolio: Portfolio, verdicts: Iterable[Verdict]) -> Frame:
        """An empty model with a variable per stage and possible start."""
        facts = Facts.of(portfolio, verdicts)
        frame = cls(facts, Dues(facts), Worth(facts))
        for stage in sorted(portfolio.stages, key=lambda row: row.key):
            if stage.key not in facts.committed:
                frame._add_starts(stage)
        return frame

    def _add_starts(self, stage: Stage) -> None:
        first = self.facts.earliest.get(stage.key, self.horizon)
        possible = range(first, self._latest(stage) + 1)
        self.starts[stage.key] = {t: self.model.variable(1, whole=True) for t in possible}
        if len(possible) > 0:
            self.model.at_most(self.started(stage.key), Linear(constant=1))

    def _latest(self, stage: Stage) -> int:
        """Last possible start, for the horizon and a deadline without a price."""
        row = self.index.initiatives[stage.initiative]
        stages = self.index.stages_of[stage.initiative]
        if stage is stages[-1] and row.latest_finish is not None and row.deadline_penalty is None:
            deadline = self.index.calendar.index(row.latest_finish) + 1 - stage.periods
            return min(self.horizon - 1, deadline)
        return self.horizon - 1

    @property
    def index(self) -> Index:
        """Look-ups."""
        return self.facts.index

    @property
    def portfolio(self) -> Portfolio:
        """What is planned."""
        return self.facts.index.portfolio

    @property
    def horizon(self) -> int:
        """Number of periods."""
        return self.facts.index.calendar.horizon

    @cached_property
    def most_money(self) -> int:
        """More than can ever be charged, left over or overrun in one window."""
        budgets = sum(row.amount for row in self.portfolio.budgets)
        return budgets + sum(row.tranche for row in self.portfolio.stages) + 1

    def started(self, stage: StageKey, by: int | None = None) -> Linear:
        """1 if the stage starts (by period `by`, if given), else 0; a constant if committed."""
        if stage in self.facts.done:
            return Linear(constant=1)
        if stage in self.facts.starts:
            return Linear(constant=int(by is None or self.facts.starts[stage] <= by))
        possible = self.starts[stage].items()
        return Linear.of(variable for t, variable in possible if by is None or t <= by)

    def finished(self, stage: StageKey, by: int) -> Linear:
        """1 if the stage's first period after it is `by` or before, else 0."""
        return self.started(stage, by - self.index.stage[stage].periods)

    def options(self, stage: Stage) -> Iterable[tuple[int, Linear]]:
        """Each start of a stage that is not done, with what is 1 if it is the one."""
        if stage.key in self.facts.starts:
            yield self.facts.starts[stage.key], Linear(constant=1)
        for t, variable in self.starts.get(stage.key, {}).items():
            yield t, Linear.of([variable])
