"""A tranche's state is what the plan does with it."""

from __future__ import annotations

from models.plan import Check, StagePlan, TrancheState
from models.stage import StageKey
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def state_says_what_happens(audit: Context) -> Check:
    """Released, stopped, release now, held, planned or not funded; what is held says why."""
    return outcome("Every tranche's state is what the plan does with it", _tranches(audit))


def _tranches(audit: Context) -> Results:
    for row in audit.plan.stages:
        if row.key in audit.index.stage:
            yield _tranche(audit, row)


def _tranche(audit: Context, row: StagePlan) -> str | None:
    name, state = audit.words.stage(row.key), _state(audit, row.key)
    if row.state is not state:
        return f"{name} is {state}, and the plan says {row.state}"
    if state is TrancheState.HELD and not row.missing:
        return f"{name} is held, and the plan does not say what is missing"
    return None


def _state(audit: Context, key: StageKey) -> TrancheState:
    timeline = audit.timeline
    if timeline.is_committed(key):
        return TrancheState.RELEASED
    if timeline.is_stopped(key):
        return TrancheState.STOPPED
    start = timeline.chosen.get(key)
    if start is None:
        return TrancheState.NOT_FUNDED
    if start == 0:
        return TrancheState.RELEASE_NOW
    before = timeline.previous[key]
    next_in_line = bool(before) and before[-1] in timeline.done
    waits = next_in_line or audit.tranches.is_reversed(key)
    held = waits and not timeline.is_releasable(key)
    return TrancheState.HELD if held else TrancheState.PLANNED
