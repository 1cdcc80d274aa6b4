"""A feature flag is paid for where a soft dependency is not waited for, and only there."""

from __future__ import annotations

from collections import Counter

from models.plan import Check
from models.stage import StageKey
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome

Flag = tuple[StageKey, StageKey, int]


def flag_bridges_dependency(audit: Context) -> Check:
    """The flags of the plan are those of the dependencies that it does not wait for."""
    return outcome("Flags bridge what the plan does not wait for", _flags(audit))


def _flags(audit: Context) -> Results:
    stated: Counter[Flag] = Counter((row.before, row.after, row.cost) for row in audit.plan.flags)
    rows = audit.worth.flags
    used: Counter[Flag] = Counter((row.before, row.after, row.row.flag_cost or 0) for row in rows)
    for before, after, cost in stated | used:
        told = f"a flag at {audit.words.money(cost)} for {audit.words.stage(after)}"
        count = stated[before, after, cost] - used[before, after, cost]
        if count == 0:
            yield None
        elif count < 0:
            yield f"{told} to start before {audit.words.stage(before)} is missing"
        else:
            yield f"{told} is not needed: it does not start before {audit.words.stage(before)}"
