"""A plan for notebooks: the plan together with its portfolio, its tables as pandas data frames."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from headgate.money import units
from models.index import Index
from models.issue import Issue
from models.plan import Assignment, Check, SolveStatus, StagePlan, Value
from models.plan import Plan as BarePlan
from models.portfolio import Portfolio
from models.units import Money

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    import pandas as pd


@dataclass(frozen=True)
class Plan:
    """What `headgate.plan` answers.

    In the attributes money is in whole minor units and time in slices. In the frames money is in
    currency units and time in FTE, as exact `Decimal` (`frame["amount"].astype(float)` for a
    chart); periods are named as in the portfolio.
    """

    portfolio: Portfolio
    bare: BarePlan
    """The plan by itself, all its rows."""

    @property
    def status(self) -> SolveStatus:
        """Why the search stopped."""
        return self.bare.status

    @property
    def value(self) -> Value:
        """What it is worth, in minor units; `.total` is benefits less prices."""
        return self.bare.value

    @property
    def bound(self) -> Money:
        """No plan can be worth more, in minor units."""
        return self.bare.bound

    @property
    def gap(self) -> float:
        """Distance to the bound as a share of it: 0.001 is 0.1 %."""
        return self.bare.gap

    @property
    def stages(self) -> tuple[StagePlan, ...]:
        """The decision on each stage and its tranche."""
        return self.bare.stages

    @property
    def assignments(self) -> tuple[Assignment, ...]:
        """Who works for what and when."""
        return self.bare.assignments

    @property
    def findings(self) -> tuple[Issue, ...]:
        """Warnings and waived errors that the plan carries."""
        return self.bare.findings

    @property
    def checks(self) -> tuple[Check, ...]:
        """Checks of the audit that the plan passed."""
        return self.bare.checks

    def stages_frame(self) -> pd.DataFrame:
        """One row per stage: its tranche, state, start and finish."""
        names = {row.id: row.name for row in self.portfolio.initiatives}
        stage_names = {row.key: row.name for row in self.portfolio.stages}
        lengths = {row.key: row.periods for row in self.portfolio.stages}

        def row(plan: StagePlan) -> Mapping[str, object]:
            finish = None if plan.start is None else plan.start + lengths[plan.key] - 1
            return {
                "initiative": plan.initiative,
                "name": names[plan.initiative],
                "stage": plan.stage,
                "stage_name": stage_names[plan.key],
                "state": plan.state.value,
                "start": self._period(plan.start),
                "starts_on": self._day(plan.start),
                "finish": self._period(finish),
                "amount": self._money(plan.amount),
                "release_now": self._money(plan.release_now),
                "gate": None if plan.gate is None else plan.gate.value,
                "missing": "; ".join(plan.missing),
            }

        columns = (
            "initiative name stage stage_name state start starts_on finish amount release_now gate "
            "missing"
        )
        return _frame(map(row, self.bare.stages), columns)

    def payments_frame(self) -> pd.DataFrame:
        """One row per initiative, stage, cost type, fund and period: what the fund is charged."""
        rows = (
            {
                "initiative": row.initiative,
                "stage": row.stage,
                "cost_type": row.cost_type.value,
                "fund": row.fund,
                "period": self._period(row.period),
                "amount": self._money(row.amount),
            }
            for row in self.bare.payments
        )
        return _frame(rows, "initiative stage cost_type fund period amount")

    def staffing_frame(self) -> pd.DataFrame:
        """One row per worker, stage, skill and period: how much of whose time."""
        rows = (
            {
                "worker": row.worker.value,
                "who": row.who,
                "team": row.team,
                "initiative": row.initiative,
                "stage": row.stage,
                "skill": row.skill,
                "period": self._period(row.period),
                "fte": self._fte(row.slices),
                "retrained": row.retrained,
            }
            for row in self.bare.assignments
        )
        return _frame(rows, "worker who team initiative stage skill period fte retrained")

    def reasons_frame(self) -> pd.DataFrame:
        """One row per initiative: what was decided, why, and what it is worth."""
        rows = (
            {
                "initiative": row.initiative,
                "decision": row.decision,
                "kind": row.kind.value,
                "reason": row.text,
                "value": self._money(row.value),
            }
            for row in self.bare.reasons
        )
        return _frame(rows, "initiative decision kind reason value")

    def hires_frame(self) -> pd.DataFrame:
        """One row per hiring option and period: how much of it is there."""
        rows = (
            {"option": row.option, "period": self._period(row.period), "fte": self._fte(row.slices)}
            for row in self.bare.hires
        )
        return _frame(rows, "option period fte")

    def checks_frame(self) -> pd.DataFrame:
        """One row per check of the audit."""
        rows = (row.model_dump() for row in self.bare.checks)
        return _frame(rows, "name passed checked detail")

    @cached_property
    def _index(self) -> Index:
        return Index(self.portfolio)

    def _period(self, t: int | None) -> str | None:
        """Name of a period of the horizon; None before it, after it and where there is none."""
        calendar = self._index.calendar
        return calendar.periods[t].id if t is not None and 0 <= t < calendar.horizon else None

    def _day(self, t: int | None) -> date | None:
        return None if t is None else self._index.calendar.start(t)

    def _money(self, amount: int) -> Decimal:
        return units(amount, self.portfolio.settings.exponent)

    def _fte(self, slices: int) -> Decimal:
        return slices * self.portfolio.settings.slice


def _frame(rows: Iterable[Mapping[str, object]], columns: str) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(list(rows), columns=columns.split())
