"""A course of events: what was started, paid, hired and worked, in the first plan's time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from models.plan import Plan, TrancheState, Worker
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import FundId, OptionId, PeriodIndex, PersonId, TeamId
from optimizer.simulation.rest import ordered


@dataclass
class Course:
    """Everything by periods counted from the first plan's first one."""

    starts: dict[StageKey, PeriodIndex] = field(default_factory=dict)
    charges: Counter[tuple[StageKey, FundId, int]] = field(default_factory=Counter)
    work: Counter[tuple[PersonId, TeamId, int]] = field(default_factory=Counter)
    """Slices of people at teams."""
    hires: Counter[tuple[OptionId, int]] = field(default_factory=Counter)
    known: frozenset[StageKey] = frozenset()
    """Gates that have said something."""
    plans: int = 0
    widest: float = 0.0
    eased: int = 0

    def planned(self, plan: Plan) -> None:
        """Count a plan that was made."""
        self.plans += 1
        self.widest = max(self.widest, plan.gap)

    def lived(self, plan: Plan, portfolio: Portfolio, t: int, *, last: bool) -> None:
        """Take over the first period of a plan made in period t; of the last plan all of it."""
        self._started(plan, t, last=last)
        for payment in plan.payments:
            if last or payment.period == 0:
                key = StageKey(payment.initiative, payment.stage)
                self.charges[key, payment.fund, t + payment.period] += payment.amount
        for row in plan.assignments:
            here = last or row.period == 0
            if here and row.worker is Worker.PERSON and row.team is not None:
                self.work[PersonId(row.who), row.team, t + row.period] += row.slices
        if last:
            for hire in plan.hires:
                self.hires[hire.option, t + hire.period] += hire.slices
        else:
            self._ordered(plan, portfolio, t)

    def _started(self, plan: Plan, t: int, *, last: bool) -> None:
        for row in plan.stages:
            if row.start is None or (row.start > 0 and not last):
                continue
            if row.state is not TrancheState.RELEASED or t == 0:
                self.starts.setdefault(row.key, PeriodIndex(t + row.start))

    def _ordered(self, plan: Plan, portfolio: Portfolio, t: int) -> None:
        end = len(portfolio.periods)
        for option, layers in ordered(portfolio, plan).items():
            for layer in layers:
                last = end - 1 if layer.last is None else layer.last
                for period in range(layer.first, last + 1):
                    self.hires[option, t + period] += layer.slices
