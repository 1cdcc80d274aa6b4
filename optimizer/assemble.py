"""Rows of the plan from what was decided (formulation, section 8)."""

from __future__ import annotations

from fractions import Fraction

from models.plan import Overrun, Plan, Provenance, Shortfall, StagePlan, TrancheState
from models.stage import Stage, StageKey
from models.units import Money, PeriodIndex
from models.verdict import ObjectiveStatus, Verdict, VerdictKind
from optimizer.facts import Facts, is_reversed
from optimizer.funding.problem import Problem
from optimizer.planning import Decision
from optimizer.valuation import flags_used


def assemble(problem: Problem, decision: Decision, provenance: Provenance) -> Plan:
    """The plan without what is added later: findings, explanations, prices, checks."""
    facts = problem.facts
    settlement = decision.funding.choice.settlement
    windows = facts.index.calendar.windows
    stages = sorted(facts.index.portfolio.stages, key=lambda stage: stage.key)
    return Plan(
        stages=tuple(
            _row(facts, stage, decision.funding.choice.starts.get(stage.key)) for stage in stages
        ),
        payments=settlement.payments,
        overruns=tuple(
            Overrun(fund=fund, window=windows[w], amount=Money(account.excess))
            for (fund, w), account in sorted(settlement.accounts.items())
            if account.price is not None and account.excess > 0
        ),
        shortfalls=tuple(
            Shortfall(fund=fund, window=windows[w], amount=amount)
            for (fund, w), amount in sorted(settlement.shortfalls.items())
        ),
        flags=flags_used(facts, decision.funding.choice.starts),
        hires=decision.funding.choice.hires,
        assignments=decision.staffing.assignments,
        shortages=decision.staffing.shortages,
        value=decision.value,
        bound=decision.bound,
        status=decision.status,
        moved=decision.staffing.moved,
        moved_bound=decision.staffing.moved_bound,
        verdicts=tuple(facts.verdicts[key] for key in sorted(facts.verdicts)),
        provenance=provenance,
    )


def _row(facts: Facts, stage: Stage, start: PeriodIndex | None) -> StagePlan:
    gate = _gate_before(facts, stage)
    state = _state(facts, stage, start)
    now = state is TrancheState.RELEASE_NOW
    return StagePlan(
        initiative=stage.initiative,
        stage=stage.stage,
        state=state,
        start=start,
        amount=stage.tranche,
        release_now=_released(facts, stage, gate) if now else Money(0),
        gate=None if gate is None else gate.kind,
        missing=_missing(facts, stage) if state is TrancheState.HELD else (),
    )


def _gate_before(facts: Facts, stage: Stage) -> Verdict | None:
    if stage.stage == 1:
        return None
    return facts.verdicts[StageKey(stage.initiative, stage.stage - 1)]


def _state(facts: Facts, stage: Stage, start: PeriodIndex | None) -> TrancheState:
    if stage.key in facts.committed:
        return TrancheState.RELEASED
    before = [row for row in facts.index.stages_of[stage.initiative] if row.stage < stage.stage]
    if any(facts.verdicts[row.key].kind is VerdictKind.FAILED for row in before):
        return TrancheState.STOPPED
    if start is None:
        return TrancheState.NOT_FUNDED
    if start == 0:
        return TrancheState.RELEASE_NOW
    if stage.key not in facts.releasable and _is_next(facts, stage, before):
        return TrancheState.HELD
    return TrancheState.PLANNED


def _is_next(facts: Facts, stage: Stage, before: list[Stage]) -> bool:
    own_reversed = is_reversed(facts.index, stage.key)
    return own_reversed or (bool(before) and before[-1].key in facts.done)


def _released(facts: Facts, stage: Stage, gate: Verdict | None) -> Money:
    if gate is None or gate.kind is not VerdictKind.CONDITIONAL:
        return stage.tranche
    share = Fraction(facts.index.portfolio.settings.conditional_share) / 100
    return Money(int(stage.tranche * share))


def _missing(facts: Facts, stage: Stage) -> tuple[str, ...]:
    """What every gate before that is not open asks for, and what was reversed."""
    rows = [row for row in facts.index.stages_of[stage.initiative] if row.stage <= stage.stage]
    gates = [facts.verdicts[row.key] for row in rows[:-1]]
    said = [text for gate in gates if not gate.kind.opens for text in _asked(gate)]
    reversals = [
        f"the release of stage {row.stage} was reversed; a new decision is needed"
        for row in rows
        if is_reversed(facts.index, row.key)
    ]
    return (*said, *reversals)


def _asked(gate: Verdict) -> list[str]:
    unmet = [o.missing for o in gate.objectives if o.status is not ObjectiveStatus.MET]
    return [text for text in unmet if text] or [gate.reason]
