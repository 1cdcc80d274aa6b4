"""What committed money lacks is reported, no more and no less."""

from __future__ import annotations

from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def shortfall_is_least(audit: Context) -> Check:
    """The shortfalls of the plan are those of the committed charges alone."""
    return outcome("Shortfalls are what committed money lacks, and no more", _windows(audit))


def _windows(audit: Context) -> Results:
    stated = {(row.fund, row.window): row.amount for row in audit.plan.shortfalls}
    right = audit.charges.shortfalls
    for key in stated.keys() | right.keys():
        amount, least = stated.get(key, 0), right.get(key, 0)
        where = f"{audit.words.fund(key[0])} in {key[1]}"
        told = f"{audit.words.money(least)}, and the plan says {audit.words.money(amount)}"
        yield None if amount == least else f"commitments of {where} lack {told}"
