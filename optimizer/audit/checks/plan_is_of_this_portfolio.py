"""A plan is checked against the portfolio that it was made from."""

from __future__ import annotations

from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.outcome import outcome


def plan_is_of_this_portfolio(audit: Context) -> Check:
    """The digest on the plan is the portfolio's."""
    same = audit.plan.provenance.portfolio == audit.portfolio.digest()
    failure = "the plan was made from another version of the portfolio: plan again"
    return outcome("The plan was made from this portfolio", [None if same else failure])
