"""Which gates say something else than before, and what that means for the next tranche."""

from __future__ import annotations

from fractions import Fraction

from models.observation import Flip
from models.portfolio import Portfolio
from models.stage import Stage, StageKey
from models.units import Money
from models.verdict import ObjectiveStatus, Verdict, VerdictKind
from models.wording import exact_money
from optimizer.facts import Facts
from optimizer.gates import judge


def flips(before: Portfolio, after: Portfolio) -> tuple[Flip, ...]:
    """Every gate whose verdict is another kind, sorted by gate."""
    old = {verdict.gate: verdict for verdict in judge(before)}
    verdicts = judge(after)
    facts = Facts.of(after, verdicts)
    return tuple(
        Flip(gate=new.gate, before=old[new.gate], after=new, meaning=_meaning(facts, new))
        for new in verdicts
        if old[new.gate].kind is not new.kind
    )


def _meaning(facts: Facts, gate: Verdict) -> str:
    later = facts.index.stage.get(StageKey(gate.gate.initiative, gate.gate.stage + 1))
    if later is None:
        return "it is the last gate: no tranche hangs on it"
    tranche = f"the tranche of stage {later.stage}"
    amount = exact_money(later.tranche, facts.index.portfolio.settings.currency)
    if later.key in facts.committed:
        return _of_committed(gate, tranche)
    if later.key in facts.releasable:
        return _releasable(facts, gate, later, tranche, amount)
    return f"{tranche}, {amount}, {_held(facts, gate, later)}"


def _held(facts: Facts, gate: Verdict, later: Stage) -> str:
    if gate.kind is VerdictKind.FAILED:
        return "is stopped; its money goes back to its fund"
    if later.key in facts.out:
        return "stays out: an earlier gate failed, or the initiative is left out"
    if gate.kind.opens:
        return "is still held: an earlier gate or a reversed release is open"
    return f"is held: {_asked(gate)}"


def _of_committed(gate: Verdict, tranche: str) -> str:
    if gate.kind.opens:
        return f"{tranche} is out already, and now it stands on a gate that is open"
    return f"{tranche} is out already and stays a fact; decide whether the work goes on"


def _releasable(facts: Facts, gate: Verdict, later: Stage, tranche: str, amount: str) -> str:
    if gate.kind is not VerdictKind.CONDITIONAL:
        return f"{tranche}, {amount}, may be released"
    settings = facts.index.portfolio.settings
    share = Money(int(later.tranche * Fraction(settings.conditional_share) / 100))
    part = exact_money(share, settings.currency)
    return f"of {tranche}, {amount}, {part} may be released; the rest is held"


def _asked(gate: Verdict) -> str:
    unmet = [row.missing for row in gate.objectives if row.status is not ObjectiveStatus.MET]
    return "; ".join(text for text in unmet if text) or gate.reason.rstrip(".")
