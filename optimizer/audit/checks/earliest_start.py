"""No stage starts before the earliest start of its initiative."""

from __future__ import annotations

from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def earliest_start(audit: Context) -> Check:
    """`start >= Earliest start`, for stages that are not committed."""
    return outcome("Nothing starts before its earliest start", _stages(audit))


def _stages(audit: Context) -> Results:
    for key, start in audit.timeline.chosen.items():
        asked = audit.index.initiatives[key.initiative].earliest_start
        if asked is None or start >= audit.index.calendar.index(asked):
            yield None
        else:
            began = audit.words.period(start)
            yield f"{audit.words.stage(key)} starts {began}, before its earliest start {asked}"
