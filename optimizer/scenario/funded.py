"""What a plan says yes to: the initiatives to which it gives something that is not a fact."""

from __future__ import annotations

from models.plan import Plan, TrancheState

_YES = (TrancheState.RELEASE_NOW, TrancheState.PLANNED, TrancheState.HELD)


def funded(plan: Plan) -> frozenset[str]:
    """IDs of the initiatives of which at least one stage that has not begun starts."""
    return frozenset(row.initiative for row in plan.stages if row.state in _YES)


def settled(plan: Plan) -> frozenset[str]:
    """IDs of the initiatives of which nothing is left to decide: all has begun, or is stopped."""
    open_ones = {
        row.initiative
        for row in plan.stages
        if row.state not in (TrancheState.RELEASED, TrancheState.STOPPED)
    }
    return frozenset(row.initiative for row in plan.stages) - open_ones
