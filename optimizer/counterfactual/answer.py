"""The answer about one initiative, put together from what its questions found."""

from __future__ import annotations

from collections.abc import Iterable

from models.counterfactual import Basis, Change, ChangeKind, Counterfactual, Forced, Unit
from models.stage import StageKey
from models.units import Money
from models.verdict import ObjectiveStatus
from optimizer.counterfactual.asking import Asking, Standing
from optimizer.counterfactual.case import Case
from optimizer.counterfactual.forced import cushion, cushion_near, forced, forced_near
from optimizer.counterfactual.question import Question
from optimizer.counterfactual.questions import questions
from optimizer.counterfactual.singles import waived

_ORDER = (
    ChangeKind.MONEY,
    ChangeKind.PEOPLE,
    ChangeKind.GATE,
    ChangeKind.DEPENDENCY,
    ChangeKind.ENVELOPE,
    ChangeKind.CHOICE,
    ChangeKind.DATES,
    ChangeKind.LEFT_OUT,
    ChangeKind.LESS_VALUE,
    ChangeKind.LESS_MONEY,
    ChangeKind.PERSON_LOST,
)


def begun(asking: Asking) -> tuple[Asking, dict[str, Question]]:
    """What all questions of an initiative build on, and the questions."""
    ready = prepared(asking)
    return ready, questions(ready)


def prepared(asking: Asking) -> Asking:
    """What all questions of an initiative build on; those that ask nothing need nothing."""
    if asking.standing in (Standing.REFUSED, Standing.STOPPED, Standing.FUNDED):
        return asking.weighed()
    return asking


def put_together(
    asking: Asking, changes: Iterable[Change], near: Asking | None = None
) -> Counterfactual:
    """The answer, with the changes that its questions found.

    Where the time ended what they cost, that of plans `near` is told, if it is known.
    """
    reason = next(row for row in asking.plan.reasons if row.initiative == asking.initiative)
    standing, name = asking.standing, asking.index.initiatives[asking.initiative].name
    rows = [*changes]
    fall = _cushion(asking, near) if standing is Standing.FUNDED else None
    if fall is not None and not asking.index.initiatives[asking.initiative].must_do:
        rows.append(less_value(fall[0], fall[1]))
    refused = standing in (Standing.REFUSED, Standing.STOPPED)
    return Counterfactual(
        initiative=asking.initiative,
        name=name,
        decision=reason.decision,
        reason=reason.text,
        would_change=in_order(rows),
        forced=_forced(asking, near) if refused else None,
        cushion=None if fall is None else fall[0],
        cushion_proven=fall is not None and fall[1] is Basis.NONE,
        asked=held_back(asking),
        released_then=_released_then(asking) if standing is Standing.HELD else None,
        note=_note(asking),
    )


def _cushion(asking: Asking, near: Asking | None) -> tuple[Money, Basis] | None:
    found = cushion(asking)
    about = None if found is not None or near is None else cushion_near(near)
    return found if about is None else (about, Basis.NEAR)


def _forced(asking: Asking, near: Asking | None) -> Forced:
    found = forced(asking)
    is_open = found.possible is None or (found.possible and found.cost is None)
    about = forced_near(near) if is_open and near is not None else found
    return found if about.cost is None else about


def less_value(amount: Money, basis: Basis) -> Change:
    """That it is worth so much less; without a basis it is proven."""
    proven = basis is Basis.NONE
    return Change(
        kind=ChangeKind.LESS_VALUE,
        what="its value",
        works=True,
        amount=amount,
        at_least=amount if proven else None,
        unit=Unit.MONEY,
        proven=proven,
        basis=basis,
        as_good=True,
    )


def in_order(rows: Iterable[Change]) -> tuple[Change, ...]:
    """What works first, then by kind, the least first."""
    return tuple(sorted(rows, key=_rank))


def _rank(change: Change) -> tuple[int, int, int, str]:
    worth = 0 if change.works else 1 if change.works is None else 2
    return worth, _ORDER.index(change.kind), change.amount or 0, change.what


def held_back(asking: Asking) -> tuple[str, ...]:
    """The proof that is missing: of a held tranche as the plan says, of a stopped one by gate."""
    if asking.standing is Standing.HELD:
        rows = [row for row in asking.plan.stages if row.key == asking.stage]
        return tuple(text for row in rows for text in row.missing)
    if asking.standing is not Standing.STOPPED or asking.stage is None:
        return ()
    gates = [row for row in asking.plan.verdicts if row.gate in _gates(asking)]
    return tuple(
        each.missing
        for row in gates
        for each in row.objectives
        if each.status is not ObjectiveStatus.MET and each.missing
    )


def _gates(asking: Asking) -> list[StageKey]:
    """Gates before the stage that are not open."""
    stage = asking.stage
    return sorted(
        row.gate
        for row in asking.plan.verdicts
        if stage is not None
        and row.gate.initiative == asking.initiative
        and row.gate.stage < stage.stage
        and not row.kind.opens
    )


def _released_then(asking: Asking) -> bool | None:
    """Whether the best plan releases the tranche now, once every gate before it is passed."""
    stage = asking.stage
    if stage is None:
        return None
    case = Case.of(waived(asking.portfolio, _gates(asking)))
    best = case.best(asking.clock())
    if not best.found:
        return None
    return best.starts.get(stage) == 0


def _note(asking: Asking) -> str:
    """Where the plan at hand is not the best one, and decides otherwise."""
    stage, best = asking.stage, asking.known.best
    if stage is None or not best.found:
        return ""
    planned = any(row.key == stage and row.start is not None for row in asking.plan.stages)
    if (stage in best.starts) is planned:
        return ""
    does = "starts" if stage in best.starts else "does without"
    return (
        f"The best plan {does} it; the plan at hand is another one within its gap. "
        "Plan with a smaller gap to have it."
    )
