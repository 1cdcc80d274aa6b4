"""Portfolios in which rolling loses nothing: the new plan must then be what is left of the old."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.envelope import Limit, Measure
from models.objective import Comparison, Objective, Outcome
from models.plan import Plan
from models.portfolio import Portfolio
from models.stage import StageKey
from models.verdict import ObjectiveStatus
from optimizer.evidence import merged
from optimizer.gates import judge
from tests.portfolios import change, with_settings


def quiet(portfolio: Portfolio) -> Portfolio:
    """Without what a workbook cannot carry over, and without what makes values incomparable.

    No discount, certain gates, evidence and waivers that never grow old, tranches kept in full,
    loans without end, no envelopes that are shares or averages.
    """
    return change(
        with_settings(
            portfolio,
            discount_rate=Decimal(0),
            evidence_days=10_000,
            reserve="full",
            gap=Decimal(0),
        ),
        stages=tuple(row.model_copy(update={"chance": Decimal(100)}) for row in portfolio.stages),
        waivers=tuple(
            row.model_copy(update={"expires": date(2100, 1, 1)}) for row in portfolio.waivers
        ),
        people=tuple(row.model_copy(update={"longest_loan": None}) for row in portfolio.people),
        envelopes=tuple(
            row
            for row in portfolio.envelopes
            if row.measure is not Measure.PEOPLE
            and not any(_is_share(limit) for limit in (row.at_least, row.at_most))
        ),
    )


def _is_share(limit: Limit | None) -> bool:
    return limit is not None and limit.percent is not None


def reported(rolled: Portfolio, plan: Plan, day: date) -> Portfolio:
    """With an outcome that meets each objective of the gates that the plan passes next."""
    next_up = {row.key for row in plan.stages if row.start == 1}
    gates = {StageKey(name, number) for name, last in next_up for number in range(1, last)}
    met = {
        row.objective
        for verdict in judge(rolled)
        for row in verdict.objectives
        if row.status is ObjectiveStatus.MET
    }
    new = [
        Outcome(
            objective=row.id,
            observed=_met(row),
            date=day,
            evidence="report",
            reported_by="Rosa Holm",
            confirmed_by="Carl Dahl",
        )
        for row in rolled.objectives
        if StageKey(row.initiative, row.stage) in gates and row.id not in met
    ]
    return merged(rolled, new)[0]


def _met(objective: Objective) -> Decimal:
    step = Decimal(1) if objective.comparison is Comparison.MORE_THAN else Decimal(0)
    return objective.target + (-1 if objective.comparison is Comparison.LESS_THAN else step)
