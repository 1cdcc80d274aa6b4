"""Only committed work may lack people."""

from __future__ import annotations

from models.plan import Check
from models.stage import StageKey
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def shortage_of_committed_only(audit: Context) -> Check:
    """Every shortage is of a stage that is active or released."""
    return outcome("Only committed work may lack people", _shortages(audit))


def _shortages(audit: Context) -> Results:
    for row in audit.plan.shortages:
        key = StageKey(row.initiative, row.stage)
        lacks = f"{audit.words.stage(key)} starts in the plan and lacks {row.skill}"
        yield None if key in audit.timeline.fixed else lacks
