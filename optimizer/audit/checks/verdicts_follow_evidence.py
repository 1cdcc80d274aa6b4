"""Every gate's verdict follows from objectives, outcomes and waivers."""

from __future__ import annotations

from models.plan import Check
from models.stage import StageKey
from models.verdict import Verdict
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def verdicts_follow_evidence(audit: Context) -> Check:
    """The verdicts of the plan, and those its decisions rest on, are the evidence's own."""
    return outcome("Every verdict follows from the evidence", _gates(audit))


def _gates(audit: Context) -> Results:
    stated = {row.gate: row for row in audit.plan.verdicts}
    for key in audit.verdicts:
        yield _gate(audit, key, stated.get(key))
    for row in audit.plan.stages:
        kinds = audit.timeline.kinds_before(row.key) if row.key in audit.index.stage else ()
        before = kinds[-1] if kinds else None
        if row.key not in audit.index.stage or row.gate == before:
            yield None
        else:
            name = audit.words.stage(row.key)
            yield f"{name} rests on the verdict {row.gate or 'none'}; it is {before or 'none'}"


def _gate(audit: Context, key: StageKey, row: Verdict | None) -> str | None:
    gate, found = f"the gate of {audit.words.stage(key)}", audit.verdicts[key]
    if row is None:
        return f"{gate} has no verdict"
    if row.kind is not found.kind:
        return f"{gate} is {found.kind}, and the plan says {row.kind}"
    for objective in row.objectives:
        right = found.objectives.get(objective.objective)
        if objective.status is not right:
            name = objective.objective
            return f"objective {name} is {right or 'unknown'}; the plan says {objective.status}"
    if len(row.objectives) != len(found.objectives):
        return f"{gate} has {len(found.objectives)} objectives, not {len(row.objectives)}"
    if row.waived_by not in (found.approvers or {None}):
        return f"{gate} is said to be waived by {row.waived_by or 'nobody'}"
    return None
