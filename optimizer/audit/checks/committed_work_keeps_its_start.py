"""Work that is done, active or released stays as it is."""

from __future__ import annotations

from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def committed_work_keeps_its_start(audit: Context) -> Check:
    """A done stage has no start; an active or released one keeps the start that facts give it."""
    return outcome("Committed work keeps its start", _rows(audit))


def _rows(audit: Context) -> Results:
    timeline = audit.timeline
    for row in audit.plan.stages:
        if not timeline.is_committed(row.key):
            continue
        start = timeline.fixed.get(row.key)
        name, period = audit.words.stage(row.key), audit.words.period
        right = row.start == start
        wrong = f"{name} is committed to start {period(start)}; the plan says {period(row.start)}"
        yield None if right else wrong
