"""No initiative with a hard deadline finishes after it."""

from __future__ import annotations

from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def deadline_is_kept(audit: Context) -> Check:
    """`finish <= Latest finish + 1` for a last stage that is not committed and has no penalty."""
    return outcome("Hard deadlines are kept", _initiatives(audit))


def _initiatives(audit: Context) -> Results:
    for row in audit.portfolio.initiatives:
        if row.latest_finish is None or row.deadline_penalty is not None:
            continue
        stages = audit.index.stages_of.get(row.id, ())
        late = stages and stages[-1].key in audit.timeline.chosen
        name = audit.words.initiative(row.id)
        over = late and stages[-1].key in audit.worth.late
        yield f"{name} finishes after its latest finish {row.latest_finish}" if over else None
