"""What is released now is the tranche, or the share that a conditional gate allows."""

from __future__ import annotations

from models.plan import Check
from models.stage import StageKey
from models.verdict import VerdictKind
from optimizer.audit.arithmetic import share
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def release_now_is_allowed(audit: Context) -> Check:
    """Only what starts now is released now, in the amount that its last gate allows."""
    return outcome("What is released now is what the gates allow", _tranches(audit))


def _tranches(audit: Context) -> Results:
    for row in audit.plan.stages:
        if row.key not in audit.index.stage:
            continue
        allowed = _allowed(audit, row.key)
        name, may = audit.words.stage(row.key), audit.words.money(allowed)
        told = f"{name} releases {audit.words.money(row.release_now)} now; it may release {may}"
        yield None if row.release_now == allowed else told


def _allowed(audit: Context, key: StageKey) -> int:
    if audit.timeline.chosen.get(key) != 0:
        return 0
    tranche = audit.index.stage[key].tranche
    kinds = audit.timeline.kinds_before(key)
    if kinds and kinds[-1] is VerdictKind.CONDITIONAL:
        return int(tranche * share(audit.portfolio.settings.conditional_share))
    return tranche
