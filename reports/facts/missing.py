"""What a gate is missing, who must act, and what would open it; nobody named who must not be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.objective import Objective, Outcome
from models.verdict import ObjectiveStatus, Verdict
from models.wording import capital, comparison, counted, quantity
from reports.context import Context
from reports.facts.evidence import Evidence, Proof, holds


@dataclass(frozen=True)
class Missing:
    """One thing that is missing, in sentences without full stop."""

    what: str
    whom: str
    """Who must act: by name, or by role for readers who see no names."""
    reach: str
    """Objective, target, and how far off the last value is."""


def missing_in(context: Context, evidence: Evidence, gate: Verdict) -> tuple[Missing, ...]:
    """What each objective of a gate lacks that is not met."""
    proofs = evidence.proofs_of.get(gate.gate, ())
    group_met = evidence.summed(gate.gate).group is ObjectiveStatus.MET
    found = tuple(
        _missing(context, proof)
        for proof in proofs
        if proof.status is not ObjectiveStatus.MET
        and not (group_met and proof.objective.required is not None)
    )
    if found:
        return found
    team = context.names.team_of(gate.gate.initiative)
    return (Missing(context.names.free(gate.reason).rstrip("."), f"The team {team}", ""),)


def decision(stage: int) -> Missing:
    """A release that was taken back."""
    what = f"The release of stage {stage} was reversed"
    return Missing(what, "Whoever decides on releases", "A new decision to release it")


def unknown(context: Context, text: str) -> Missing:
    """What the plan says, where nothing more is known."""
    return Missing(capital(context.names.free(text)).rstrip("."), "", "")


def _missing(context: Context, proof: Proof) -> Missing:
    metric = context.index.metrics[proof.objective.metric]
    status, outcome = proof.status, proof.outcome
    reach = _reach(proof.objective, metric.unit, outcome)
    if outcome is None:
        return Missing(f"No outcome of {metric.id} yet", _owner(context, proof), reach)
    if status is ObjectiveStatus.UNPROVEN:
        lacks = list(dict.fromkeys(_lacks(context, proof, outcome)))
        what = f"The report of {outcome.date.isoformat()} on {metric.id} "
        what += " and ".join(text for text, _ in lacks)
        return Missing(what, capital("; ".join(dict.fromkeys(whom for _, whom in lacks))), reach)
    how = (
        "missed its target, within tolerance"
        if status is ObjectiveStatus.NEAR
        else "missed its target"
    )
    return Missing(f"{metric.id} {how}", _owner(context, proof), reach)


def _lacks(context: Context, proof: Proof, outcome: Outcome) -> Iterator[tuple[str, str]]:
    """Why a report proves nothing, and who must do something about it."""
    named = context.view.people
    settings = context.portfolio.settings
    reporter = (outcome.reported_by or "").strip()
    confirmer = (outcome.confirmed_by or "").strip()
    source = f"{reporter}, who reported it" if named and reporter else "whoever reported it"
    other = f"someone other than {reporter}" if named and reporter else "someone else to confirm it"
    age = (settings.as_of - outcome.date).days
    if not (outcome.evidence or "").strip():
        yield "has no evidence", source
    if not reporter:
        yield "does not say who reported it", "whoever reported it"
    if not confirmer:
        yield "is not confirmed", other
    elif confirmer.casefold() == reporter.casefold():
        yield "was confirmed by the one who reported it", other
    if age < 0:
        yield "is dated after the as-of date", source
    elif age > settings.evidence_days:
        valid = counted(settings.evidence_days, "day")
        yield f"is {counted(age, 'day')} old and counts for {valid}", _owner(context, proof)


def _owner(context: Context, proof: Proof) -> str:
    """Who owns the metric; without an owner, the team."""
    owner = context.index.metrics[proof.objective.metric].owner
    if owner is None:
        return f"The team {context.names.team_of(proof.gate.initiative)}"
    return f"{owner}, owner of the metric" if context.view.people else "The owner of the metric"


def _reach(objective: Objective, unit: str, outcome: Outcome | None) -> str:
    """The target, and how far off the last value is."""
    how = comparison(objective.comparison)
    asked = f"{objective.metric} {how} {quantity(objective.target, unit)}"
    if objective.required is not None:
        asked += f" (a weight of {objective.required.k} of {objective.required.n} is enough)"
    if outcome is None:
        return f"{asked}; nothing observed yet"
    seen = f"{asked}; {quantity(outcome.observed, unit)} observed"
    if holds(objective.comparison, outcome.observed, objective.target):
        return f"{seen}, which would do"
    gap = outcome.observed - objective.target
    side = "high" if gap > 0 else "low"
    return f"{seen}, {quantity(abs(gap), unit)} too {side}" if gap else seen
