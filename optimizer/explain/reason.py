"""One initiative's reason, in a sponsor's words."""

from __future__ import annotations

from models.explanation import Reason, ReasonKind
from models.plan import TrancheState
from models.stage import Stage, StageKey
from models.units import InitiativeId, Money
from models.wording import listed
from optimizer.explain.clauses import gate_lacks
from optimizer.explain.insertion import Finding
from optimizer.explain.standing import Standing


def reason_for(standing: Standing, initiative: InitiativeId, finding: Finding | None) -> Reason:
    """Why the initiative is in the plan or not; `finding`: what keeps its missing stages out."""
    stages = standing.index.stages_of.get(initiative, ())
    open_stages = [stage for stage in stages if stage.key not in standing.facts.done]
    value = standing.worth_of(initiative)
    if not open_stages:
        text = "All of its stages are over." if stages else "It has no stages to plan."
        return _reason(initiative, "done", ReasonKind.COMMITTED, text, value)
    running = [stage for stage in open_stages if stage.key in standing.starts]
    held = _held(standing, open_stages)
    if held is not None:
        when = standing.period(standing.starts[held.key])
        text = f"Held: {gate_lacks(standing, held)}. Planned for {when}."
        return _reason(initiative, "held", ReasonKind.GATE, text, value)
    if finding is None:
        return _funded(standing, initiative, running, value)
    said = _why(standing, initiative, finding)
    kind = finding.block.kind
    if finding.block.stage.initiative != initiative:
        kind = ReasonKind.DEPENDENCY
    if running:
        missing = standing.missing(initiative)[0]
        text = f"Funded through “{running[-1].name}”, but not “{missing.name}”: {said}."
        stopped = _is_stopped(standing, missing.key)
        return _reason(initiative, "stopped" if stopped else "funded in part", kind, text, value)
    if _is_stopped(standing, open_stages[0].key):
        return _reason(initiative, "stopped", kind, f"Stopped: {said}.", 0)
    return _reason(initiative, "not funded", kind, f"Not funded: {said}.", finding.forgone)


def _reason(
    initiative: InitiativeId, decision: str, kind: ReasonKind, text: str, value: int
) -> Reason:
    return Reason(
        initiative=initiative, decision=decision, kind=kind, text=text, value=Money(value)
    )


def _held(standing: Standing, stages: list[Stage]) -> Stage | None:
    """The stage whose tranche is held, if one is."""
    for stage in stages:
        decision = standing.decisions.get(stage.key)
        planned = stage.key in standing.starts
        if planned and decision is not None and decision.state is TrancheState.HELD:
            return stage
    return None


def _is_stopped(standing: Standing, stage: StageKey) -> bool:
    decision = standing.decisions.get(stage)
    return decision is not None and decision.state is TrancheState.STOPPED


def _funded(
    standing: Standing, initiative: InitiativeId, running: list[Stage], value: int
) -> Reason:
    """The reason of an initiative whose stages all are over, run or start."""
    last = running[-1]
    until = _finish(standing, last)
    worth = f" It is worth {standing.money(value)}." if value else ""
    if all(stage.key in standing.facts.committed for stage in running):
        text = f"Under way to the end: “{last.name}” {until}.{worth}"
        return _reason(initiative, "funded to the end", ReasonKind.COMMITTED, text, value)
    new = next(stage for stage in running if stage.key not in standing.facts.committed)
    decision = standing.decisions.get(new.key)
    now = decision.release_now if decision is not None else 0
    released = f", with {standing.money(now)} released now," if now else ""
    start = standing.period(max(0, standing.starts[new.key]))
    course = f"“{new.name}” starts in {start}{released} and “{last.name}” {until}"
    if new is last:
        course = f"“{new.name}” starts in {start}{released} and {until}"
    if standing.index.initiatives[initiative].must_do:
        text = f"It must be done: {course}.{worth}"
        return _reason(initiative, "funded to the end", ReasonKind.MUST_DO, text, value)
    text = f"Funded to the end: {course}.{worth}"
    return _reason(initiative, "funded to the end", ReasonKind.FUNDED, text, value)


def _finish(standing: Standing, stage: Stage) -> str:
    """When the stage finishes, as a clause."""
    last = standing.starts[stage.key] + stage.periods - 1
    if last >= standing.index.calendar.horizon:
        return "finishes after the plan ends"
    return f"finishes in {standing.period(last)}"


def _why(standing: Standing, initiative: InitiativeId, finding: Finding) -> str:
    """The finding as a clause about the initiative."""
    block = finding.block
    text = block.tell()
    if block.stage.initiative != initiative:
        other = standing.name(block.stage.initiative)
        text = f"it hangs on {other}, which is not funded: {text}"
    elif finding.with_others and block.contest:
        names = listed([standing.name(name) for name in finding.with_others])
        text = f"together with {names}, on which it hangs, {text}"
    return text
