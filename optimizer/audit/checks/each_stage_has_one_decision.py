"""The plan decides on every stage of the portfolio, for the tranche that the portfolio states."""

from __future__ import annotations

from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def each_stage_has_one_decision(audit: Context) -> Check:
    """Every stage has its row, and the amount in it is its tranche."""
    return outcome("The plan decides on every stage, and states its tranche", _stages(audit))


def _stages(audit: Context) -> Results:
    amounts = {row.key: row.amount for row in audit.plan.stages}
    for stage in audit.portfolio.stages:
        name, amount = audit.words.stage(stage.key), amounts.get(stage.key)
        if amount is None:
            yield f"{name} has no decision"
        elif amount != stage.tranche:
            stated, tranche = audit.words.money(amount), audit.words.money(stage.tranche)
            yield f"{name} is planned at {stated}; its tranche is {tranche}"
        else:
            yield None
