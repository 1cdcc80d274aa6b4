"""A context for facts: a plan with these starts, its verdicts, delays and reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.portfolio import Portfolio
from optimizer.explain import explained
from optimizer.facts import Facts
from optimizer.gates import judge
from optimizer.valuation import flags_used
from reports.audience import view_for
from reports.context import Context
from tests.optimizer.explain.plans import plan_of


def planned(
    portfolio: Portfolio,
    starts: Mapping[str, int],
    audience: str = "all",
    **changes: Any,  # noqa: ANN401 - any field of Plan
) -> Context:
    """The plan that starts stages when told, explained, as an audience sees it."""
    plan = plan_of(portfolio, starts)
    facts = Facts.of(portfolio, judge(portfolio))
    begins = {row.key: row.start for row in plan.stages if row.start is not None}
    before = [facts.verdicts.get(row.key._replace(stage=row.stage - 1)) for row in plan.stages]
    stages = tuple(
        row.model_copy(update={"gate": None if verdict is None else verdict.kind})
        for row, verdict in zip(plan.stages, before, strict=True)
    )
    plan = plan.model_copy(
        update={
            "stages": stages,
            "verdicts": judge(portfolio),
            "flags": flags_used(facts, begins),
        }
    )
    plan = plan.model_copy(update=explained(portfolio, plan)._asdict() | changes)
    return Context(portfolio, plan, view_for(audience))
