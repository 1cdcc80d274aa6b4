"""No plan is worth more than what is said to be the most, or moves fewer than the fewest."""

from __future__ import annotations

from models.plan import Check, SolveStatus
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def bound_is_no_lower(audit: Context) -> Check:
    """`bound >= value`, with equality where the plan is called optimal; `moved_bound <= moved`."""
    return outcome("The plan stays within its own bounds", _bounds(audit))


def _bounds(audit: Context) -> Results:
    plan, words = audit.plan, audit.words
    worth, bound = words.money(plan.value.total), words.money(plan.bound)
    over = f"the plan is worth {worth}, more than its bound {bound}"
    yield over if plan.value.total > plan.bound else None
    short = plan.status is SolveStatus.OPTIMAL and plan.value.total < plan.bound
    yield f"it is called optimal at {worth}, below its bound {bound}" if short else None
    least = plan.moved if plan.moved_bound is None else plan.moved_bound
    moved, fewest = words.time(plan.moved), words.time(least)
    fewer = f"{moved} is moved, less than the fewest possible, {fewest}"
    yield fewer if plan.moved < least else None
