"""Nothing starts that must not: after a failed gate, left out, or with nobody to pay it."""

from __future__ import annotations

from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def out_never_starts(audit: Context) -> Check:
    """No stage that is out starts."""
    return outcome("Nothing starts that is stopped, left out or has no payer", _stages(audit))


def _stages(audit: Context) -> Results:
    for key, why in audit.timeline.out.items():
        started = key in audit.timeline.chosen
        yield f"{audit.words.stage(key)} starts although {why}" if started else None
