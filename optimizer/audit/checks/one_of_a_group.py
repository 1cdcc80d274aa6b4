"""Of initiatives that are alternatives at most one is started."""

from __future__ import annotations

from collections import defaultdict

from models.plan import Check
from models.stage import StageKey
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def one_of_a_group(audit: Context) -> Check:
    """At most one first stage starts per group; none where one is committed already."""
    return outcome("Of alternatives at most one is started", _groups(audit))


def _groups(audit: Context) -> Results:
    groups: defaultdict[str, list[StageKey]] = defaultdict(list)
    for row in audit.portfolio.initiatives:
        stages = audit.index.stages_of.get(row.id, ())
        if row.group is not None and stages:
            groups[row.group].append(stages[0].key)
    for name, firsts in groups.items():
        taken = [key for key in firsts if audit.timeline.takes_place(key)]
        chosen = any(key in audit.timeline.chosen for key in taken)
        told = " and ".join(audit.words.initiative(key.initiative) for key in taken)
        yield f"of group {name} both {told} are started" if chosen and len(taken) > 1 else None
