"""What the funds must be charged, part by part and period by period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from models.fund import CostType, Counts
from models.plan import Payment
from models.settings import Reserve
from models.stage import Stage, StageKey
from models.units import FundId, WindowId
from optimizer.audit.arithmetic import at_least_whole, half_even, share, spread
from optimizer.audit.timeline import Timeline
from optimizer.audit.tranches import Tranches

FundWindow = tuple[FundId, WindowId]


@dataclass(frozen=True)
class Due:
    """What one part of a tranche costs: who may pay, and how much in which period."""

    funds: tuple[FundId, ...]
    by_period: dict[int, int]
    """Minor units per period of the horizon, without zeros."""


@dataclass(frozen=True)
class Charges:
    """All that is due for committed stages and for those that the plan starts."""

    timeline: Timeline
    tranches: Tranches

    def charged(self, stage: Stage, cost_type: CostType) -> int:
        """The charge of a part: in full, or weighed by the chance of reaching its stage."""
        part = self.tranches.parts[stage.key][cost_type]
        settings = self.timeline.index.portfolio.settings
        now = self.timeline.starts.get(stage.key) == 0
        if self.timeline.is_committed(stage.key) or now or settings.reserve is Reserve.FULL:
            return part
        return half_even(part * self.timeline.chance[stage.key])

    @cached_property
    def due(self) -> dict[tuple[StageKey, CostType], Due]:
        """What is due for each part of each stage that takes place."""
        found = {}
        for stage in self.timeline.index.portfolio.stages:
            if not self.timeline.takes_place(stage.key):
                continue
            committed = self.timeline.is_committed(stage.key)
            for cost_type in self.tranches.parts[stage.key]:
                funds = self.tranches.payers[stage.key][cost_type]
                if committed:
                    funds = self._committed_fund(stage, funds)
                if funds:
                    by_period = self._by_period(stage, cost_type, self.tranches.counts[funds[0]])
                    found[stage.key, cost_type] = Due(funds, by_period)
        return found

    def _committed_fund(self, stage: Stage, may_pay: tuple[FundId, ...]) -> tuple[FundId, ...]:
        release = self.tranches.standing(stage.key)
        if release is not None and release.fund is not None:
            return (release.fund,)
        return (stage.fund,) if stage.fund is not None else may_pay[:1]

    def _by_period(self, stage: Stage, cost_type: CostType, counts: Counts) -> dict[int, int]:
        amount = self.charged(stage, cost_type)
        if counts is Counts.SPEND and stage.key not in self.timeline.done:
            return {t: part for t, _, part in self.profile(stage, cost_type) if part}
        t = self.released_in(stage)
        return {} if t is None or not amount else {t: amount}

    def profile(self, stage: Stage, cost_type: CostType) -> Iterator[tuple[int, int, int]]:
        """Period of the horizon, position in the profile and charge, of a stage that runs."""
        start = self.timeline.starts[stage.key]
        amounts = spread(self.charged(stage, cost_type), stage.periods, stage.spend_profile)
        for q, amount in enumerate(amounts):
            if 0 <= start + q < self.timeline.index.calendar.horizon:
                yield start + q, q, amount

    def released_in(self, stage: Stage) -> int | None:
        """The period of the horizon in which the tranche is charged on release, or None."""
        if self.timeline.is_committed(stage.key):
            release = self.tranches.standing(stage.key)
            if release is not None:
                return self.timeline.index.calendar.containing(release.date)
        start = self.timeline.starts.get(stage.key)
        within = start is not None and 0 <= start < self.timeline.index.calendar.horizon
        return start if within else None

    @cached_property
    def payments(self) -> tuple[Payment, ...]:
        """The payments of the plan that refer to something real."""
        index = self.timeline.index
        return tuple(
            row
            for row in self.timeline.plan.payments
            if row.fund in index.funds and 0 <= row.period < index.calendar.horizon
            if StageKey(row.initiative, row.stage) in index.stage
        )

    @cached_property
    def paid(self) -> dict[FundWindow, int]:
        """What the plan charges each fund in each window."""
        found: defaultdict[FundWindow, int] = defaultdict(int)
        for row in self.payments:
            found[row.fund, self._window(row.period)] += row.amount
        return found

    @cached_property
    def committed(self) -> dict[FundWindow, int]:
        """What committed stages alone charge each fund in each window."""
        found: defaultdict[FundWindow, int] = defaultdict(int)
        for (key, _), due in self.due.items():
            if self.timeline.is_committed(key):
                for t, amount in due.by_period.items():
                    found[due.funds[0], self._window(t)] += amount
        return found

    def _window(self, t: int) -> WindowId:
        return self.timeline.index.calendar.periods[t].window

    @cached_property
    def shortfalls(self) -> dict[FundWindow, int]:
        """By how much each hard budget must be raised for the committed charges alone to fit."""
        found = {}
        for fund in self.timeline.index.portfolio.funds:
            carried = Fraction(0)
            for window in self.timeline.index.calendar.windows:
                key = (fund.id, window)
                room = self._budget(key) + carried
                excess = at_least_whole(self.committed.get(key, 0) - room)
                if excess > 0 and not self.is_soft(key):
                    found[key] = excess
                    room += excess
                carried = share(fund.carry_over) * max(
                    Fraction(0), room - self.committed.get(key, 0)
                )
        return found

    @cached_property
    def rooms(self) -> dict[FundWindow, Fraction]:
        """What each fund has in each window: budget, shortfall and what is carried over."""
        found = {}
        for fund in self.timeline.index.portfolio.funds:
            carried = Fraction(0)
            for window in self.timeline.index.calendar.windows:
                key = (fund.id, window)
                found[key] = self._budget(key) + self.shortfalls.get(key, 0) + carried
                carried = share(fund.carry_over) * max(
                    Fraction(0), found[key] - self.paid.get(key, 0)
                )
        return found

    @cached_property
    def overruns(self) -> dict[FundWindow, int]:
        """The smallest whole overrun of each soft budget that is charged more than it has."""
        found = {}
        for key, room in self.rooms.items():
            excess = at_least_whole(self.paid.get(key, 0) - room)
            if excess > 0 and self.is_soft(key):
                found[key] = excess
        return found

    def is_soft(self, key: FundWindow) -> bool:
        """Whether the budget may be overrun at a price."""
        budget = self.timeline.index.budgets.get(key)
        return budget is not None and budget.overrun_price is not None

    def _budget(self, key: FundWindow) -> int:
        """The budget in minor units; a missing row is a budget of nothing."""
        budget = self.timeline.index.budgets.get(key)
        return budget.amount if budget else 0
