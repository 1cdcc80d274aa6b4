"""No tranche is released now unless every gate before it lets it."""

from __future__ import annotations

from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def no_release_without_gate(audit: Context) -> Check:
    """What starts now has passed or waived gates before it, or a conditional share."""
    return outcome("No tranche is released now without its gates", _stages(audit))


def _stages(audit: Context) -> Results:
    for stage in audit.timeline.free:
        if audit.timeline.chosen.get(stage.key) != 0 or audit.timeline.is_releasable(stage.key):
            yield None
            continue
        keys = (*audit.timeline.previous[stage.key], stage.key)
        kinds = ", ".join(audit.timeline.kinds_before(stage.key))
        back = [key for key in keys if audit.tranches.is_reversed(key)]
        why = f"stage {back[0].stage} was reversed" if back else f"the gates before it are {kinds}"
        yield f"{audit.words.stage(stage.key)} starts now although {why}"
