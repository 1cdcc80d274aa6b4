"""What each gate says, restated from objectives, outcomes, waivers and the as-of date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from models.index import Index
from models.objective import Comparison, Objective, Outcome
from models.settings import Settings
from models.stage import StageKey
from models.units import ObjectiveId
from models.verdict import ObjectiveStatus, VerdictKind
from optimizer.audit.arithmetic import share

_FROM_BAD_TO_GOOD = [
    ObjectiveStatus.MISSED,
    ObjectiveStatus.UNPROVEN,
    ObjectiveStatus.PENDING,
    ObjectiveStatus.NEAR,
    ObjectiveStatus.MET,
]
_SAYS = dict(
    zip(
        _FROM_BAD_TO_GOOD,
        [
            VerdictKind.FAILED,
            VerdictKind.UNPROVEN,
            VerdictKind.PENDING,
            VerdictKind.CONDITIONAL,
            VerdictKind.PASSED,
        ],
        strict=True,
    )
)


@dataclass(frozen=True)
class Restated:
    """One gate's verdict as the audit sees it."""

    kind: VerdictKind
    objectives: dict[ObjectiveId, ObjectiveStatus]
    approvers: frozenset[str]
    """Everyone whose waiver of this gate holds; empty if it is not waived."""


def restate(index: Index) -> dict[StageKey, Restated]:
    """The verdict of the gate at the end of each stage."""
    waived = _waived(index)
    found = {}
    for key in index.stage:
        rows = index.objectives_of.get(key, ())
        statuses = {row.id: _status(row, index) for row in rows}
        approvers = waived.get(f"{key.initiative}/{key.stage}", frozenset())
        kind = VerdictKind.WAIVED if approvers else _together(rows, statuses)
        found[key] = Restated(kind, statuses, approvers)
    return found


def _waived(index: Index) -> dict[str, frozenset[str]]:
    """Approvers of the waivers that hold on the as-of date, by gate."""
    found: dict[str, frozenset[str]] = {}
    for row in index.portfolio.waivers:
        approver, gate = row.approver.strip(), row.subject.strip()
        holds = row.expires >= index.portfolio.settings.as_of
        if row.rule.strip() == "gate" and approver and holds:
            found[gate] = found.get(gate, frozenset()) | {approver}
    return found


def _together(
    rows: Iterable[Objective], statuses: dict[ObjectiveId, ObjectiveStatus]
) -> VerdictKind:
    """The worst of what must be met; the members of "k of n" count together as one."""
    alone = [statuses[row.id] for row in rows if row.required is None]
    members = [
        (row.required.k, row.required.weight, statuses[row.id])
        for row in rows
        if row.required is not None
    ]
    if members:
        alone.append(_k_of_n(members))
    if not alone:
        return VerdictKind.UNPROVEN
    return _SAYS[min(alone, key=_FROM_BAD_TO_GOOD.index)]


def _k_of_n(members: list[tuple[int, int, ObjectiveStatus]]) -> ObjectiveStatus:
    """The best status such that members at least as settled as it weigh k together.

    In the order met, near, unproven, pending: weight that is pending may still come, weight that is
    unproven has come and is not shown. Missed weight never counts.
    """
    asked = max(k for k, _, _ in members)
    weight = dict.fromkeys(_FROM_BAD_TO_GOOD, 0)
    for _, heft, status in members:
        weight[status] += heft
    met = weight[ObjectiveStatus.MET]
    near = met + weight[ObjectiveStatus.NEAR]
    shown = near + weight[ObjectiveStatus.UNPROVEN]
    possible = shown + weight[ObjectiveStatus.PENDING]
    if met >= asked:
        return ObjectiveStatus.MET
    if near >= asked:
        return ObjectiveStatus.NEAR
    if shown >= asked:
        return ObjectiveStatus.UNPROVEN
    return ObjectiveStatus.PENDING if possible >= asked else ObjectiveStatus.MISSED


def _status(objective: Objective, index: Index) -> ObjectiveStatus:
    """By the outcome of the latest date; where several share it, by the worst of them."""
    outcomes = index.outcomes_of.get(objective.id, ())
    if not outcomes:
        return ObjectiveStatus.PENDING
    day = max(row.date for row in outcomes)
    settings = index.portfolio.settings
    found = [_says(objective, row, settings) for row in outcomes if row.date == day]
    return min(found, key=_FROM_BAD_TO_GOOD.index)


def _says(objective: Objective, row: Outcome, settings: Settings) -> ObjectiveStatus:
    if not _proves(row, settings):
        return ObjectiveStatus.UNPROVEN
    target = Fraction(objective.target)
    if _meets(objective.comparison, Fraction(row.observed), target, Fraction(0)):
        return ObjectiveStatus.MET
    near = abs(target) * share(settings.gate_tolerance)
    tolerated = _meets(objective.comparison, Fraction(row.observed), target, near)
    return ObjectiveStatus.NEAR if tolerated or _amber(objective, row) else ObjectiveStatus.MISSED


def _proves(row: Outcome, settings: Settings) -> bool:
    """Evidence, a reporter, another one who confirmed it, a day not to come and not too old."""
    reporter = (row.reported_by or "").strip().casefold()
    confirmer = (row.confirmed_by or "").strip().casefold()
    days = (settings.as_of - row.date).days
    return (
        bool((row.evidence or "").strip())
        and bool(reporter)
        and bool(confirmer)
        and reporter != confirmer
        and 0 <= days <= settings.evidence_days
    )


def _meets(how: Comparison, observed: Fraction, target: Fraction, slack: Fraction) -> bool:
    if how is Comparison.AT_LEAST:
        return observed + slack >= target
    if how is Comparison.AT_MOST:
        return observed - slack <= target
    if how is Comparison.MORE_THAN:
        return observed + slack > target
    if how is Comparison.LESS_THAN:
        return observed - slack < target
    return target - slack <= observed <= target + slack


def _amber(objective: Objective, row: Outcome) -> bool:
    """At least as good as the amber value; for `=` at least as close to the target."""
    if objective.amber is None:
        return False
    observed, amber = Fraction(row.observed), Fraction(objective.amber)
    if objective.comparison is Comparison.EQUAL:
        target = Fraction(objective.target)
        return abs(observed - target) <= abs(amber - target)
    higher = objective.comparison in (Comparison.AT_LEAST, Comparison.MORE_THAN)
    return observed >= amber if higher else observed <= amber
