"""A large portfolio: what would turn a decision near its plan.

One exact solve is not the way here, so the least of all is not known. What suffices is: found by
small solves in which an initiative and those that want the same are decided anew, all others stay,
and the plan with it has to be worth what the best one without it is, found in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from models.counterfactual import Basis, Change, Counterfactual
from optimizer.counterfactual.answer import held_back, in_order, less_value
from optimizer.counterfactual.around.found import best_named, span_of
from optimizer.counterfactual.around.ground import ground_of
from optimizer.counterfactual.around.nearby import PEOPLE, Best, Nearby
from optimizer.counterfactual.around.questions import ask_around, does_without, questions_around
from optimizer.counterfactual.asking import Asking, Standing
from optimizer.counterfactual.forced import cushion_near, forced_near
from optimizer.counterfactual.question import Question

NOTE = (
    "This portfolio is too large for one exact solve: answers are of plans near the one at hand, "
    "in which those that want the same give way and all others stay. Each has names and has "
    "passed the audit; what they are worth is compared by groups of people. Less may do."
)


NO_WORSE = "One of them without it is worth no less: plan again with more time."


def answer_around(asking: Asking) -> Counterfactual:
    """The answer about one initiative of a large portfolio, one question after another."""
    asking = prepared_around(asking)
    found = [row for question in questions_around(asking).values() for row in ask_around(question)]
    return told_around(asking, found)


def begun_around(asking: Asking) -> tuple[Asking, dict[str, Question]]:
    """What all questions of an initiative build on, and the questions."""
    ready = prepared_around(asking)
    return ready, questions_around(ready)


def prepared_around(asking: Asking) -> Asking:
    """With the best plans near the one at hand that have it, and that do not."""
    if asking.stage is None or not _asks(asking):
        return asking
    ground = ground_of(asking.portfolio)
    asking = replace(asking, names=asking.plan.assignments)
    near = Nearby(ground, asking.stage, asking.beside(ground.problem), asking.clock())
    inside, outside = (
        best_named(asking, near, asking.portfolio, inside=inside) for inside in (True, False)
    )
    hand = asking.known.best
    is_in = asking.stage in hand.starts
    if is_in and (inside is None or inside.value < hand.low):
        inside = _at_hand(asking)
    if not is_in and (outside is None or outside.value < hand.low):
        outside = _at_hand(asking)
    return replace(
        asking,
        inside=None if inside is None else span_of(inside),
        outside=None if outside is None else span_of(outside),
        hires=() if inside is None else inside.hires,
        names=asking.names if inside is None else inside.names,
        near=near.near,
        people=tuple(row for row in near.known if row.name[0] == PEOPLE),
    )


def _at_hand(asking: Asking) -> Best:
    """The plan at hand: it is near itself."""
    best = asking.known.best
    return Best(float(best.low), best.starts, asking.plan.hires, {}, asking.plan.assignments)


def _asks(asking: Asking) -> bool:
    return asking.standing in (Standing.REFUSED, Standing.STOPPED, Standing.FUNDED)


def told_around(asking: Asking, changes: Iterable[Change]) -> Counterfactual:
    """The answer, with the changes that its questions found."""
    reason = next(row for row in asking.plan.reasons if row.initiative == asking.initiative)
    standing = asking.standing
    rows = [*changes]
    asked = standing is Standing.FUNDED and not does_without(asking)
    cushion = cushion_near(asking) if asked else None
    if cushion is not None:
        rows.append(less_value(cushion, Basis.NEAR))
    refused = standing in (Standing.REFUSED, Standing.STOPPED)
    return Counterfactual(
        initiative=asking.initiative,
        name=asking.index.initiatives[asking.initiative].name,
        decision=reason.decision,
        reason=reason.text,
        would_change=in_order(rows),
        forced=forced_near(asking) if refused else None,
        cushion=cushion,
        asked=held_back(asking),
        note=_note(asking),
    )


def _note(asking: Asking) -> str:
    """That answers are of plans near; and where one of them without it is as good."""
    if not _asks(asking):
        return ""
    return f"{NOTE} {NO_WORSE}" if does_without(asking) else NOTE
