"""What must be done is done to its last stage."""

from __future__ import annotations

from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def must_do_is_done(audit: Context) -> Check:
    """The last stage of a must-do initiative is committed or starts."""
    return outcome("What must be done starts its last stage", _initiatives(audit))


def _initiatives(audit: Context) -> Results:
    for row in audit.portfolio.initiatives:
        stages = audit.index.stages_of.get(row.id, ())
        if row.must_do and stages:
            takes_place = audit.timeline.takes_place(stages[-1].key)
            failure = f"{audit.words.initiative(row.id)} must be done, and its last stage is not"
            yield None if takes_place else failure
