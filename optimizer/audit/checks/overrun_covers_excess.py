"""What a soft budget lacks is its overrun, no more and no less."""

from __future__ import annotations

from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def overrun_covers_excess(audit: Context) -> Check:
    """The overruns of the plan are the smallest that cover what is charged."""
    return outcome("Overruns cover what soft budgets lack, and no more", _windows(audit))


def _windows(audit: Context) -> Results:
    stated = {(row.fund, row.window): row.amount for row in audit.plan.overruns}
    right = audit.charges.overruns
    for key in stated.keys() | right.keys():
        amount, least = stated.get(key, 0), right.get(key, 0)
        where = f"{audit.words.fund(key[0])} in {key[1]}"
        told = f"{audit.words.money(least)}, and the plan says {audit.words.money(amount)}"
        yield None if amount == least else f"{where} is overrun by {told}"
