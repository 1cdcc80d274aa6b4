"""Who falls out or slips from one plan to another."""

from __future__ import annotations

from collections.abc import Mapping

from models.counterfactual import Displaced
from models.index import Index
from models.stage import StageKey
from models.units import InitiativeId, PeriodIndex

Starts = Mapping[StageKey, PeriodIndex]


def displaced(
    index: Index, before: Starts, after: Starts, but: InitiativeId
) -> tuple[Displaced, ...]:
    """Initiatives of which less starts, then those that finish later, the longest delays first."""
    found = [
        _one(index, initiative, before, after)
        for initiative in sorted(index.initiatives)
        if initiative != but
    ]
    hit = [row for row in found if row is not None]
    return tuple(sorted(hit, key=lambda row: (row.periods is not None, -(row.periods or 0))))


def _one(index: Index, initiative: InitiativeId, before: Starts, after: Starts) -> Displaced | None:
    stages = index.stages_of.get(initiative, ())
    had = [stage.key for stage in stages if stage.key in before]
    has = [stage.key for stage in stages if stage.key in after]
    if len(has) < len(had):
        return Displaced(initiative=initiative)
    if not had:
        return None
    later = after[had[-1]] - before[had[-1]]
    return Displaced(initiative=initiative, periods=later) if later > 0 else None
