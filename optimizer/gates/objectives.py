"""What one objective says: met, near, missed, pending or unproven."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from models.metric import Metric
from models.objective import Comparison, Objective, Outcome
from models.settings import Settings
from models.units import ObjectiveId
from models.verdict import ObjectiveStatus, ObjectiveVerdict
from models.wording import comparison, quantity
from optimizer.gates.validity import doubts

WORST_FIRST = (
    ObjectiveStatus.MISSED,
    ObjectiveStatus.UNPROVEN,
    ObjectiveStatus.PENDING,
    ObjectiveStatus.NEAR,
    ObjectiveStatus.MET,
)
"""How statuses add up: the first that occurs decides."""


@dataclass(frozen=True)
class Judged:
    """One objective with what its latest outcome says, and that in a sentence."""

    objective: Objective
    status: ObjectiveStatus
    sentence: str
    """What was observed, or what is missing; no full stop."""

    @property
    def id(self) -> ObjectiveId:
        """The objective's ID."""
        return self.objective.id

    @property
    def verdict(self) -> ObjectiveVerdict:
        """The same, for the plan."""
        missing = "" if self.status is ObjectiveStatus.MET else self.sentence
        return ObjectiveVerdict(objective=self.id, status=self.status, missing=missing)


def judged(
    objective: Objective, outcomes: tuple[Outcome, ...], metric: Metric, settings: Settings
) -> Judged:
    """The objective in the light of its latest outcome by date.

    Where several share the latest date, the one that says the worst counts: the order of rows
    decides nothing, and a contradiction never releases money.
    """
    if not outcomes:
        source = f"; {metric.owner} owns the metric" if metric.owner else ""
        target = f"{comparison(objective.comparison)} {quantity(objective.target, metric.unit)}"
        text = f"no outcome of {metric.id} is reported yet (the target is {target}){source}"
        return Judged(objective, ObjectiveStatus.PENDING, text)
    newest = max(row.date for row in outcomes)
    latest = [
        _by_outcome(objective, row, metric, settings) for row in outcomes if row.date == newest
    ]
    return min(latest, key=lambda row: (WORST_FIRST.index(row.status), row.sentence))


def _by_outcome(
    objective: Objective, outcome: Outcome, metric: Metric, settings: Settings
) -> Judged:
    found = doubts(outcome, metric, settings)
    if found:
        return Judged(objective, ObjectiveStatus.UNPROVEN, "; ".join(found))
    said = comparison(objective.comparison)
    sentence = (
        f"{metric.id} was {quantity(outcome.observed, metric.unit)}, "
        f"the target is {said} {quantity(objective.target, metric.unit)}"
    )
    if _holds(outcome.observed, objective.comparison, Fraction(objective.target), Fraction(0)):
        return Judged(objective, ObjectiveStatus.MET, sentence)
    if _within_amber(objective, outcome.observed):
        near = f"{sentence}; missed, but within amber at {quantity(_amber(objective), metric.unit)}"
        return Judged(objective, ObjectiveStatus.NEAR, near)
    slack = abs(Fraction(objective.target)) * Fraction(settings.gate_tolerance) / 100
    if _holds(outcome.observed, objective.comparison, Fraction(objective.target), slack):
        near = f"{sentence}; missed, but within {quantity(settings.gate_tolerance, '%')} of it"
        return Judged(objective, ObjectiveStatus.NEAR, near)
    owner = f" ({metric.owner} owns the metric)" if metric.owner else ""
    return Judged(objective, ObjectiveStatus.MISSED, f"{sentence}{owner}")


def _holds(observed: Decimal, how: Comparison, target: Fraction, slack: Fraction) -> bool:
    """Whether the comparison holds against the target, made easier by the slack."""
    value = Fraction(observed)
    return {
        Comparison.AT_LEAST: value >= target - slack,
        Comparison.MORE_THAN: value > target - slack,
        Comparison.AT_MOST: value <= target + slack,
        Comparison.LESS_THAN: value < target + slack,
        Comparison.EQUAL: abs(value - target) <= slack,
    }[how]


def _amber(objective: Objective) -> Decimal:
    return objective.target if objective.amber is None else objective.amber


def _within_amber(objective: Objective, observed: Decimal) -> bool:
    """Whether the value is at least as good as the amber one (for `=`: at least as close)."""
    if objective.amber is None:
        return False
    amber, target = Fraction(objective.amber), Fraction(objective.target)
    if objective.comparison is Comparison.EQUAL:
        return abs(Fraction(observed) - target) <= abs(amber - target)
    if objective.comparison in (Comparison.AT_LEAST, Comparison.MORE_THAN):
        return Fraction(observed) >= amber
    return Fraction(observed) <= amber
