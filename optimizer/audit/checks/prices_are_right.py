"""Flags, overruns, lateness, hires and moves cost what the portfolio says."""

from __future__ import annotations

from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome

PRICES = ("flags", "overruns", "lateness", "hires", "moves")
"""The parts of the value that are subtracted."""


def prices_are_right(audit: Context) -> Check:
    """Every price in the plan's value is what the plan's own rows cost, to the minor unit."""
    return outcome("Prices are what the plan's rows cost", _prices(audit))


def _prices(audit: Context) -> Results:
    for name in PRICES:
        stated, right = getattr(audit.plan.value, name), getattr(audit.worth.value, name)
        told = f"{audit.words.money(right)}, and the plan says {audit.words.money(stated)}"
        yield None if stated == right else f"{name} cost {told}"
