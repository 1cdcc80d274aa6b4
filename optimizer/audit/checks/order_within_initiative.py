"""No stage starts before the stage before it has finished."""

from __future__ import annotations

from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def order_within_initiative(audit: Context) -> Check:
    """`start(s+1) >= finish(s)`, and `s` takes place, for stages that are not committed."""
    return outcome("Stages follow one another", _stages(audit))


def _stages(audit: Context) -> Results:
    for key, start in audit.timeline.chosen.items():
        before = audit.timeline.previous[key]
        if not before or audit.timeline.is_ready(before[-1], 0, start):
            yield None
            continue
        finish, period = audit.timeline.finish(before[-1]), audit.words.period
        when = "never starts" if finish is None else f"is over only by {period(finish)}"
        name = audit.words.stage(key)
        yield f"{name} starts {period(start)}, and stage {before[-1].stage} {when}"
