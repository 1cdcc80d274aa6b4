"""What the plan starts, it starts in one of the periods that it plans."""

from __future__ import annotations

from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def starts_within_horizon(audit: Context) -> Check:
    """Starts that the plan chooses lie in the horizon."""
    return outcome("What the plan starts, it starts within the horizon", _stages(audit))


def _stages(audit: Context) -> Results:
    for key, start in audit.timeline.chosen.items():
        within = 0 <= start < audit.index.calendar.horizon
        outside = f"{audit.words.stage(key)} starts {audit.words.period(start)}"
        yield None if within else outside
