"""Gates that decide on tranches, with their objectives, so that a sheet can recompute them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from models.objective import Comparison, Objective, Outcome
from models.plan import StagePlan, TrancheState
from models.stage import StageKey
from models.verdict import ObjectiveStatus, ObjectiveVerdict, Verdict, VerdictKind
from reports.context import Context

_DOWN = (Comparison.AT_MOST, Comparison.LESS_THAN)
OPEN, CONDITIONAL, CLOSED = "open", "conditional", "closed"
_POINTS = {ObjectiveStatus.MET: 2, ObjectiveStatus.NEAR: 1}


@dataclass(frozen=True)
class Proof:
    """One objective with the outcome that counts."""

    gate: StageKey
    objective: Objective
    verdict: ObjectiveVerdict
    outcome: Outcome | None
    near: Decimal
    """The worst value that still makes the gate *conditional*; the target where there is none."""
    strict: bool
    """Whether `near` itself is already too bad."""

    @property
    def valid(self) -> bool:
        """Whether the outcome proves anything."""
        return self.verdict.status is not ObjectiveStatus.UNPROVEN

    @property
    def points(self) -> int:
        """2 = met, 1 = near, 0 = neither."""
        return _POINTS.get(self.verdict.status, 0)


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
        """One per objective of these gates."""
        return tuple(
            proof
            for verdict in self.gates
            for objective in sorted(
                self.context.index.objectives_of.get(verdict.gate, ()), key=lambda row: row.id
            )
            if (proof := self._proof(verdict, objective)) is not None
        )

    def _proof(self, verdict: Verdict, objective: Objective) -> Proof | None:
        said = {row.objective: row for row in verdict.objectives}.get(objective.id)
        if said is None:
            return None
        outcome = self._latest(objective) if said.status is not ObjectiveStatus.PENDING else None
        tolerance = self.context.portfolio.settings.gate_tolerance / 100
        near, strict = _near(objective, tolerance)
        return Proof(verdict.gate, objective, said, outcome, near, strict)

    def _latest(self, objective: Objective) -> Outcome | None:
        """The newest outcome; of several on one day the one that is worst, as the gates judge."""
        rows = self.context.index.outcomes_of.get(objective.id, ())
        newest = [row for row in rows if row.date == rows[-1].date]
        down = objective.comparison in _DOWN
        equal = objective.comparison is Comparison.EQUAL

        def good(row: Outcome) -> Decimal:
            if equal:
                return -abs(row.observed - objective.target)
            return -row.observed if down else row.observed

        return min(newest, key=lambda row: (good(row), row.model_dump_json()), default=None)

    @cached_property
    def proofs_of(self) -> Mapping[StageKey, tuple[Proof, ...]]:
        """The objectives of each gate."""
        groups: dict[StageKey, list[Proof]] = {}
        for proof in self.proofs:
            groups.setdefault(proof.gate, []).append(proof)
        return {key: tuple(rows) for key, rows in groups.items()}

    def standing(self, verdict: Verdict) -> str:
        """What the sheet's formula makes of a gate: open, conditional or closed."""
        if verdict.kind is VerdictKind.WAIVED:
            return OPEN
        proofs = self.proofs_of.get(verdict.gate, ())
        if proofs and _enough(proofs, 2):
            return OPEN
        return CONDITIONAL if proofs and _enough(proofs, 1) else CLOSED

    def closed_before(self, row: StagePlan) -> int:
        """How many of the gates before a tranche are not open."""
        gates = [verdict for verdict in self.gates if _before(verdict, row)]
        return sum(self.standing(verdict) != OPEN for verdict in gates)

    def conditional_before(self, row: StagePlan) -> int:
        """1 where the last gate before a tranche is conditional."""
        last = StageKey(row.initiative, row.stage - 1)
        return sum(
            self.standing(verdict) == CONDITIONAL for verdict in self.gates if verdict.gate == last
        )


def needed_weight(proofs: tuple[Proof, ...]) -> int:
    """The k of a gate's `k of n`; 0 where all its objectives are musts."""
    return max(
        (proof.objective.required.k for proof in proofs if proof.objective.required), default=0
    )


def _enough(proofs: tuple[Proof, ...], points: int) -> bool:
    musts = [proof for proof in proofs if proof.objective.required is None]
    weight = sum(
        proof.objective.required.weight
        for proof in proofs
        if proof.objective.required is not None and proof.points >= points
    )
    return all(proof.points >= points for proof in musts) and weight >= needed_weight(proofs)


def _before(verdict: Verdict, row: StagePlan) -> bool:
    return verdict.gate.initiative == row.initiative and verdict.gate.stage < row.stage


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
