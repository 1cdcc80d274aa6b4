"""Benefits count from the day they are live, discounted and weighed by their chance."""

from __future__ import annotations

from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def value_counts_when_live(audit: Context) -> Check:
    """The plan's benefits are those of what it launches, to the minor unit."""
    name = "Benefits are those of what is launched, when it is live"
    return outcome(name, _benefits(audit), things=len(audit.worth.benefits))


def _benefits(audit: Context) -> Results:
    stated, right = audit.plan.value.benefits, audit.worth.value.benefits
    told = f"{audit.words.money(right)}, and the plan says {audit.words.money(stated)}"
    yield None if stated == right else f"the benefits are worth {told}"
