"""What the sheets have in common: the portfolio, its plan, and look-ups over both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from models.fund import CostType
from models.index import Index
from models.plan import Payment, Plan, StagePlan, TrancheState
from models.portfolio import Portfolio
from models.stage import StageKey, StageStatus
from models.units import FundId, InitiativeId, Money, PeriodIndex, WindowId
from models.verdict import Verdict
from models.wording import money
from reports.audience import View
from reports.names import Names


@dataclass(frozen=True)
class Context:
    """A plan with its portfolio, for one audience."""

    portfolio: Portfolio
    plan: Plan
    view: View

    @cached_property
    def index(self) -> Index:
        """Look-ups over the portfolio."""
        return Index(self.portfolio)

    @cached_property
    def names(self) -> Names:
        """Names as this audience may see them."""
        return Names(self.index, self.view.people)

    @property
    def horizon(self) -> int:
        """Number of periods."""
        return self.index.calendar.horizon

    def starts_on(self, t: int) -> date | None:
        """First day of a period; None beyond the plan, where nothing is decided."""
        return self.index.calendar.start(t) if t < self.horizon else None

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """Names of the periods."""
        return tuple(period.id for period in self.index.calendar.periods)

    def say(self, amount: int) -> str:
        """An amount in words: `EUR 1.2 M`."""
        return money(amount, self.portfolio.settings.currency)

    def minor(self) -> int:
        """Minor units in one unit of the currency."""
        return int(10**self.portfolio.settings.exponent)

    @cached_property
    def stage_plans(self) -> Mapping[StageKey, StagePlan]:
        """What the plan says of each stage."""
        return {row.key: row for row in self.plan.stages}

    def of_state(self, state: TrancheState) -> tuple[StagePlan, ...]:
        """The tranches in a state, in the plan's order."""
        return tuple(row for row in self.plan.stages if row.state is state)

    def state(self, key: StageKey) -> str:
        """State of a tranche in words."""
        row = self.stage_plans.get(key)
        return row.state.value if row else ""

    def done(self, key: StageKey) -> bool:
        """Whether a stage is done."""
        row = self.index.stage.get(key)
        return row is not None and row.status is StageStatus.DONE

    def starts(self, row: StagePlan) -> str:
        """When a stage starts, in words; empty for never."""
        if row.start is None:
            return "done" if self.done(row.key) else ""
        return self.names.period(row.start)

    def last_period(self, row: StagePlan) -> str:
        """The last period of a stage, in words; empty for none."""
        if row.start is None:
            return ""
        return self.names.period(row.start + self.index.stage[row.key].periods - 1)

    def deadline(self, t: int) -> date | None:
        """The day by which what starts in a period has to be decided; None outside the plan.

        Its release date, if it has one that is not over; else the first day of a later period, the
        last of the current one.
        """
        periods = self.index.calendar.periods
        if not 0 <= t < len(periods):
            return None
        row = periods[t]
        if row.release_date is not None and row.release_date >= self.portfolio.settings.as_of:
            return row.release_date
        return row.start if t else row.end

    @cached_property
    def payments_of(self) -> Mapping[StageKey, tuple[Payment, ...]]:
        """Payments of each stage."""
        groups: defaultdict[StageKey, list[Payment]] = defaultdict(list)
        for row in self.plan.payments:
            groups[StageKey(row.initiative, row.stage)].append(row)
        return {key: tuple(rows) for key, rows in groups.items()}

    def funds_of(self, key: StageKey) -> str:
        """Names of the funds that pay a stage."""
        funds = dict.fromkeys(row.fund for row in self.payments_of.get(key, ()))
        return " + ".join(self.names.fund(fund) for fund in sorted(funds))

    def window(self, t: PeriodIndex) -> WindowId:
        """The window of a period."""
        calendar = self.index.calendar
        return calendar.windows[calendar.window_of[t]]

    @cached_property
    def charged(self) -> Mapping[tuple[FundId, WindowId, TrancheState], Money]:
        """Money charged per fund, window and state of the tranche."""
        sums: defaultdict[tuple[FundId, WindowId, TrancheState], int] = defaultdict(int)
        for row in self.plan.payments:
            state = self.stage_plans[StageKey(row.initiative, row.stage)].state
            sums[row.fund, self.window(row.period), state] += row.amount
        return {key: Money(amount) for key, amount in sums.items()}

    @cached_property
    def overruns(self) -> Mapping[tuple[FundId, WindowId], Money]:
        """Overrun per fund and window."""
        return {(row.fund, row.window): row.amount for row in self.plan.overruns}

    @cached_property
    def shortfalls(self) -> Mapping[tuple[FundId, WindowId], Money]:
        """Shortfall per fund and window."""
        return {(row.fund, row.window): row.amount for row in self.plan.shortfalls}

    @cached_property
    def value_of(self) -> Mapping[InitiativeId, Money]:
        """Expected value of each initiative that the plan has a reason for."""
        return {reason.initiative: reason.value for reason in self.plan.reasons}

    @cached_property
    def flagged(self) -> frozenset[tuple[StageKey, StageKey]]:
        """The pairs of stages that a flag is used for."""
        return frozenset((flag.before, flag.after) for flag in self.plan.flags)

    @cached_property
    def verdict_of(self) -> Mapping[StageKey, Verdict]:
        """Verdict of the gate at the end of each stage."""
        return {row.gate: row for row in self.plan.verdicts}

    @cached_property
    def by_team(self) -> tuple[StagePlan, ...]:
        """The stages by team, initiative and number, as people look for them."""
        return tuple(
            sorted(
                self.plan.stages,
                key=lambda row: (self._team_order(row.initiative), row.initiative, row.stage),
            )
        )

    def _team_order(self, key: InitiativeId) -> tuple[str, str]:
        return (self.names.team_of(key).casefold(), self.names.initiative(key).casefold())


COST_TYPES = {CostType.CAPEX: "capex", CostType.OPEX: "opex"}
COMMITTED = TrancheState.RELEASED
PAID_STATES = (
    TrancheState.RELEASED,
    TrancheState.RELEASE_NOW,
    TrancheState.HELD,
    TrancheState.PLANNED,
)
"""States whose tranches are charged, in the order in which they are shown."""
