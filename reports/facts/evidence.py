"""Gates that decide on tranches, with their objectives, so that a sheet can recompute them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from models.objective import Comparison, Objective, Outcome
from models.plan import StagePlan, TrancheState
from models.settings import Settings
from models.stage import StageKey
from models.verdict import ObjectiveStatus, Verdict, VerdictKind
from reports.context import Context

_DOWN = (Comparison.AT_MOST, Comparison.LESS_THAN)
WORST_FIRST: tuple[tuple[ObjectiveStatus, VerdictKind], ...] = (
    (ObjectiveStatus.MISSED, VerdictKind.FAILED),
    (ObjectiveStatus.UNPROVEN, VerdictKind.UNPROVEN),
    (ObjectiveStatus.PENDING, VerdictKind.PENDING),
    (ObjectiveStatus.NEAR, VerdictKind.CONDITIONAL),
    (ObjectiveStatus.MET, VerdictKind.PASSED),
)
"""What objectives say and what the gate then says: the first that occurs decides."""
GATE_RULE = "gate"
"""What Waivers calls the waiver of a gate."""
REACHING = (
    ObjectiveStatus.MET,
    ObjectiveStatus.NEAR,
    ObjectiveStatus.UNPROVEN,
    ObjectiveStatus.PENDING,
)
"""In this order the weights of a group are added up until they are what it asks for."""


@dataclass(frozen=True)
class Proof:
    """One objective with the outcome that counts."""

    gate: StageKey
    objective: Objective
    status: ObjectiveStatus
    outcome: Outcome | None
    near: Decimal
    """The worst value that still makes the gate *conditional*; the target where there is none."""
    strict: bool
    """Whether `near` itself is already too bad."""

    @property
    def weight(self) -> int:
        """Its weight in the gate's group; 0 for an objective that must be met."""
        return self.objective.required.weight if self.objective.required else 0


@dataclass(frozen=True)
class GateSum:
    """What the objectives of a gate add up to."""

    objectives: int
    asked: int
    """The k of the gate's `k of n`; 0 where all its objectives are musts."""
    musts: Mapping[ObjectiveStatus, int]
    weights: Mapping[ObjectiveStatus, int]

    @property
    def group(self) -> ObjectiveStatus | None:
        """What the group says; None where there is none."""
        if not self.asked:
            return None
        reached = 0
        for status in REACHING:
            reached += self.weights.get(status, 0)
            if reached >= self.asked:
                return status
        return ObjectiveStatus.MISSED

    @property
    def kind(self) -> VerdictKind:
        """What the gate says, unless it is waived."""
        if not self.objectives:
            return VerdictKind.UNPROVEN
        return next(
            kind
            for status, kind in WORST_FIRST
            if self.musts.get(status, 0) or self.group is status or status is ObjectiveStatus.MET
        )


@dataclass(frozen=True)
class Evidence:
    """The gates that stand before a tranche which is asked for now, and what they rest on."""

    context: Context

    @cached_property
    def gates(self) -> tuple[Verdict, ...]:
        """Verdicts of the gates before each tranche that is released now, held or stopped."""
        wanted = {
            StageKey(row.initiative, number)
            for row in self.context.plan.stages
            if row.state in (TrancheState.RELEASE_NOW, TrancheState.HELD, TrancheState.STOPPED)
            for number in range(1, row.stage)
        }
        found = (
            self.context.verdict_of[key] for key in sorted(wanted) if key in self.context.verdict_of
        )
        return tuple(found)

    @cached_property
    def proofs(self) -> tuple[Proof, ...]:
        """One per objective of these gates, gate by gate."""
        return tuple(
            self._proof(verdict.gate, objective)
            for verdict in self.gates
            for objective in sorted(
                self.context.index.objectives_of.get(verdict.gate, ()), key=lambda row: row.id
            )
        )

    def _proof(self, gate: StageKey, objective: Objective) -> Proof:
        settings = self.context.portfolio.settings
        near, strict = _near(objective, settings.gate_tolerance / 100)
        rows = self.context.index.outcomes_of.get(objective.id, ())
        judged = [
            (_said(objective, row, near, strict=strict, settings=settings), row)
            for row in rows
            if row.date == rows[-1].date
        ]
        status, outcome = min(
            judged,
            key=lambda found: (_rank(found[0]), found[1].model_dump_json()),
            default=(ObjectiveStatus.PENDING, None),
        )
        return Proof(gate, objective, status, outcome, near, strict)

    @cached_property
    def proofs_of(self) -> Mapping[StageKey, tuple[Proof, ...]]:
        """The objectives of each gate."""
        groups: dict[StageKey, list[Proof]] = {}
        for proof in self.proofs:
            groups.setdefault(proof.gate, []).append(proof)
        return {key: tuple(rows) for key, rows in groups.items()}

    def waived_until(self, gate: StageKey) -> date | None:
        """The last day of the waiver of a gate that holds longest; None without one."""
        subject = f"{gate.initiative}/{gate.stage}"
        days = [
            row.expires
            for row in self.context.portfolio.waivers
            if row.rule.strip() == GATE_RULE
            and row.subject.strip() == subject
            and row.approver.strip()
        ]
        return max(days, default=None)

    def summed(self, gate: StageKey) -> GateSum:
        """What the objectives of a gate add up to."""
        return gate_sum(self.proofs_of.get(gate, ()))

    def standing(self, verdict: Verdict) -> VerdictKind:
        """What the sheet's formula makes of a gate."""
        if verdict.kind is VerdictKind.WAIVED:
            return VerdictKind.WAIVED
        return self.summed(verdict.gate).kind

    def before(self, row: StagePlan) -> tuple[Verdict, ...]:
        """The gates before a tranche, in their order."""
        return tuple(
            self._by_gate[key]
            for number in range(1, row.stage)
            if (key := StageKey(row.initiative, number)) in self._by_gate
        )

    @cached_property
    def _by_gate(self) -> Mapping[StageKey, Verdict]:
        return {verdict.gate: verdict for verdict in self.gates}

    def closed_before(self, row: StagePlan) -> int:
        """How many of the gates before a tranche are not open."""
        return sum(not self.standing(verdict).opens for verdict in self.before(row))

    def conditional_before(self, row: StagePlan) -> int:
        """1 where the last gate before a tranche is conditional."""
        last = StageKey(row.initiative, row.stage - 1)
        verdict = self._by_gate.get(last)
        return int(verdict is not None and self.standing(verdict) is VerdictKind.CONDITIONAL)


def gate_sum(proofs: tuple[Proof, ...]) -> GateSum:
    """The sums over a gate's objectives that its verdict follows from."""
    musts: Counter[ObjectiveStatus] = Counter()
    weights: Counter[ObjectiveStatus] = Counter()
    for proof in proofs:
        if proof.objective.required is None:
            musts[proof.status] += 1
        else:
            weights[proof.status] += proof.weight
    asked = max(
        (proof.objective.required.k for proof in proofs if proof.objective.required), default=0
    )
    return GateSum(len(proofs), asked, musts, weights)


def _rank(status: ObjectiveStatus) -> int:
    return [said for said, _ in WORST_FIRST].index(status)


def _said(
    objective: Objective, outcome: Outcome, near: Decimal, *, strict: bool, settings: Settings
) -> ObjectiveStatus:
    """What one outcome says of its objective, as the sheet's formula works it out."""
    people = [(name or "").strip() for name in (outcome.reported_by, outcome.confirmed_by)]
    signed = all(people) and people[0].casefold() != people[1].casefold()
    age = (settings.as_of - outcome.date).days
    supported = bool((outcome.evidence or "").strip())
    if not (signed and supported and 0 <= age <= settings.evidence_days):
        return ObjectiveStatus.UNPROVEN
    if holds(objective.comparison, outcome.observed, objective.target):
        return ObjectiveStatus.MET
    if _is_near(objective, outcome.observed, near, strict=strict):
        return ObjectiveStatus.NEAR
    return ObjectiveStatus.MISSED


def holds(how: Comparison, value: Decimal, target: Decimal) -> bool:
    """Whether a value is what the target asks for."""
    return {
        Comparison.AT_LEAST: value >= target,
        Comparison.MORE_THAN: value > target,
        Comparison.AT_MOST: value <= target,
        Comparison.LESS_THAN: value < target,
        Comparison.EQUAL: value == target,
    }[how]


def _is_near(objective: Objective, value: Decimal, near: Decimal, *, strict: bool) -> bool:
    if objective.comparison is Comparison.EQUAL:
        return near <= value <= 2 * objective.target - near
    if value == near:
        return not strict
    return value < near if objective.comparison in _DOWN else value > near


def _near(objective: Objective, tolerance: Decimal) -> tuple[Decimal, bool]:
    """The worst value that is still *near*, and whether it must be beaten."""
    slack = abs(objective.target) * tolerance
    if objective.comparison is Comparison.EQUAL:
        amber = abs(objective.target - objective.amber) if objective.amber is not None else slack
        return objective.target - max(slack, amber), False
    down = objective.comparison in _DOWN
    worst = objective.target + slack if down else objective.target - slack
    strict = objective.comparison in (Comparison.MORE_THAN, Comparison.LESS_THAN)
    if objective.amber is None:
        return worst, strict
    looser = objective.amber >= worst if down else objective.amber <= worst
    return (objective.amber, False) if looser else (worst, strict)
