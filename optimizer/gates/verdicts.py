"""What every gate says: its waiver first, then its objectives together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.index import Index
from models.ledger_extract import Waiver
from models.objective import KOfN, Objective
from models.portfolio import Portfolio
from models.stage import StageKey
from models.verdict import ObjectiveStatus, Verdict, VerdictKind
from models.wording import capital, counted
from optimizer.gates.objectives import WORST_FIRST, Judged, judged

GATE_RULE = "gate"
"""What Waivers calls the waiver of a gate."""

_KIND = {
    ObjectiveStatus.MISSED: VerdictKind.FAILED,
    ObjectiveStatus.UNPROVEN: VerdictKind.UNPROVEN,
    ObjectiveStatus.PENDING: VerdictKind.PENDING,
    ObjectiveStatus.NEAR: VerdictKind.CONDITIONAL,
    ObjectiveStatus.MET: VerdictKind.PASSED,
}
_SHOWN = 3
"""Most objectives told in one sentence."""


def judge(portfolio: Portfolio) -> tuple[Verdict, ...]:
    """One verdict per stage of every initiative, for the gate at its end, sorted by gate.

    A pure function of objectives, outcomes, waivers and the as-of date. Raises KeyError where an
    objective names an unknown metric: references are checked before.
    """
    index = Index(portfolio)
    waivers = _waivers(portfolio)
    return tuple(_verdict(index, key, waivers.get(key)) for key in sorted(index.stage))


def _waivers(portfolio: Portfolio) -> dict[StageKey, Waiver]:
    """The waiver that holds for each gate: of several the one that holds longest."""
    stages = {f"{row.initiative}/{row.stage}": row.key for row in portfolio.stages}
    found: dict[StageKey, Waiver] = {}
    for row in sorted(portfolio.waivers, key=lambda row: (row.expires, row.approver, row.reason)):
        key = stages.get(row.subject.strip())
        named = row.rule.strip() == GATE_RULE and row.approver.strip()
        if key is not None and named and row.expires >= portfolio.settings.as_of:
            found[key] = row
    return found


def _verdict(index: Index, gate: StageKey, waiver: Waiver | None) -> Verdict:
    rows = sorted(index.objectives_of.get(gate, ()), key=lambda row: row.id)
    objectives = tuple(_judged(index, row) for row in rows)
    kind, deciding = _together(objectives)
    reason = _reason(kind, deciding)
    waived_by = None
    if waiver is not None:
        kind, waived_by = VerdictKind.WAIVED, waiver.approver.strip()
        reason = (
            f"Waived by {waived_by} through {waiver.expires.isoformat()}: {waiver.reason.strip()}"
        )
    verdicts = tuple(row.verdict for row in objectives)
    return Verdict(gate=gate, kind=kind, objectives=verdicts, waived_by=waived_by, reason=reason)


def _judged(index: Index, objective: Objective) -> Judged:
    outcomes = index.outcomes_of.get(objective.id, ())
    metric = index.metrics[objective.metric]
    return judged(objective, outcomes, metric, index.portfolio.settings)


def _together(objectives: Sequence[Judged]) -> tuple[VerdictKind, list[Judged]]:
    """The verdict, and the objectives that decide it."""
    if not objectives:
        return VerdictKind.UNPROVEN, []
    grouped = [row for row in objectives if row.objective.required is not None]
    required = [row for row in objectives if row.objective.required is None]
    statuses = [row.status for row in required]
    group = _group_status([(row.objective.required, row.status) for row in grouped])
    worst = _worst([*statuses, group] if grouped else statuses)
    deciding = [row for row in required if row.status is worst]
    if grouped and group is worst:
        # A group can be pending because others missed: what is not met decides, or what is.
        short = [row for row in grouped if row.status is not ObjectiveStatus.MET]
        met = [row for row in grouped if row.status is ObjectiveStatus.MET]
        deciding += met if worst is ObjectiveStatus.MET else short
    return _KIND[worst], deciding


def _worst(statuses: Iterable[ObjectiveStatus]) -> ObjectiveStatus:
    return min(statuses, key=WORST_FIRST.index)


def _group_status(members: Sequence[tuple[KOfN | None, ObjectiveStatus]]) -> ObjectiveStatus:
    """The status of "a weight of k of n": the best that the members' weights reach.

    A weight is met; with what is near it is near; with what is unproven, unproven; with what is
    pending, pending; else the k cannot be reached any more, and it is missed.
    """
    asked = max((row.k for row, _ in members if row is not None), default=0)
    reached = 0
    for status in (
        ObjectiveStatus.MET,
        ObjectiveStatus.NEAR,
        ObjectiveStatus.UNPROVEN,
        ObjectiveStatus.PENDING,
    ):
        reached += sum(row.weight for row, found in members if row is not None and found is status)
        if reached >= asked:
            return status
    return ObjectiveStatus.MISSED


def _reason(kind: VerdictKind, deciding: Sequence[Judged]) -> str:
    """One sentence for people."""
    if not deciding:
        return "No objective is set for this gate, so nothing can show that it is passed."
    told = "; ".join(row.sentence for row in deciding[:_SHOWN])
    rest = len(deciding) - _SHOWN
    more = f"; and {counted(rest, 'objective')} more" if rest > 0 else ""
    group = [row.objective.required for row in deciding if row.objective.required is not None]
    asked = ""
    if group and kind is not VerdictKind.PASSED:
        asked = f" (of the group a weight of {group[0].k} of {group[0].n} must be met)"
    if kind in (VerdictKind.PENDING, VerdictKind.UNPROVEN):
        told = capital(
            told
        )  # the others begin with the metric's name, which stays as it is written
    return f"{told}{more}{asked}."
