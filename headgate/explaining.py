"""Why initiatives are decided as they are: questions worked off by an executor, one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from headgate.errors import UsageError
from headgate.many.executor import ignore, never

if TYPE_CHECKING:
    from headgate.many import Executor
    from models.counterfactual import Change, Counterfactual, Price
    from models.plan import Plan
    from models.portfolio import Portfolio
    from models.units import InitiativeId
    from optimizer.counterfactual import Asking, Question

OnResult = Callable[[str, object], None]
"""Told of each answer by its key, as it comes."""


def named(portfolio: Portfolio, text: str) -> InitiativeId:
    """The initiative of this ID or name; raises UsageError, with the nearest one, for no such."""
    from models.nearest import look, nearest

    for row in portfolio.initiatives:
        if row.id == text:
            return row.id
    called = [row.id for row in portfolio.initiatives if look(row.name) == look(text)]
    if len(called) == 1:
        return called[0]
    if called:
        raise UsageError(f"Several initiatives are called '{text}': give one of {sorted(called)}.")
    names = [each for row in portfolio.initiatives for each in (row.name, str(row.id))]
    near = nearest(text, names)
    hint = f"; did you mean '{near}'?" if near else ""
    raise UsageError(f"There is no initiative '{text}'{hint or '.'}")


def with_reasons(portfolio: Portfolio, plan: Plan) -> Plan:
    """The plan with the reasons that a written one does not carry."""
    if plan.reasons:
        return plan
    from optimizer.explain import reasons

    return plan.model_copy(update={"reasons": reasons(portfolio, plan)})


def begin(
    portfolio: Portfolio,
    plan: Plan,
    initiative: InitiativeId,
    seconds: float | None = None,
    *,
    to_the_end: bool = False,
) -> Asking:
    """What all questions about an initiative build on.

    `to_the_end`: the plan was searched for without a gap. Of a large portfolio, for which one
    exact solve is not the way, the plan at hand is all that is known.
    """
    from headgate.many.solve import stopped
    from optimizer.counterfactual import Asking, known, provable

    to_the_end = to_the_end or not provable(portfolio)
    plan = with_reasons(portfolio, plan)
    begun = known(portfolio, plan, seconds, to_the_end=to_the_end, stopped=stopped)
    return Asking(portfolio, plan, initiative, begun, seconds, stopped=stopped)


def explain(
    asking: Asking,
    executor: Executor,
    *,
    on_result: OnResult = ignore,
    interrupted: Callable[[], bool] = never,
) -> Counterfactual:
    """The answer about one initiative; its questions are worked off side by side."""
    from optimizer import counterfactual as why

    exact = why.provable(asking.portfolio)
    begun = executor.run(
        why.begun if exact else why.begun_around, {"begin": asking}, interrupted=interrupted
    )
    ready, asked = begun.get("begin", (asking, {}))
    found: dict[str, tuple[Change, ...]] = executor.run(
        why.ask if exact else why.ask_around,
        asked,
        on_result=on_result,
        interrupted=interrupted,
    )
    near = None
    if exact and not interrupted():
        near, more = _near(ready, why.left_open(asked, found), executor, interrupted)
        found |= more
    changes = [row for rows in found.values() for row in rows]
    changes += [why.unanswered(each) for key, each in asked.items() if key not in found]
    return why.put_together(ready, changes, near) if exact else why.told_around(ready, changes)


def _near(
    ready: Asking,
    left: dict[str, Question],
    executor: Executor,
    interrupted: Callable[[], bool],
) -> tuple[Asking | None, dict[str, tuple[Change, ...]]]:
    """What plans near the one at hand say of questions that the time left open."""
    from optimizer import counterfactual as why

    if not left:
        return None, {}
    begun = executor.run(why.prepared_around, {"near": ready}, interrupted=interrupted)
    near = begun.get("near", ready)
    asked = why.near_questions(near, left)
    return near, executor.run(why.ask_near, asked, interrupted=interrupted)


def explain_all(
    asking: Asking,
    executor: Executor,
    *,
    on_result: OnResult = ignore,
    interrupted: Callable[[], bool] = never,
) -> list[Counterfactual]:
    """The answers about all initiatives, by ID; each is a task of its own."""
    from optimizer.counterfactual import answer, answer_around, provable

    work = answer if provable(asking.portfolio) else answer_around
    names = sorted(row.id for row in asking.portfolio.initiatives)
    tasks = {str(name): replace(asking, initiative=name) for name in names}
    found = executor.run(work, tasks, on_result=on_result, interrupted=interrupted)
    return list(found.values())


def priced(
    asking: Asking,
    executor: Executor,
    *,
    on_result: OnResult = ignore,
    interrupted: Callable[[], bool] = never,
) -> list[Price]:
    """What one more unit of each scarce thing is worth, the most important ones confirmed."""
    from optimizer.counterfactual import provable
    from optimizer.counterfactual.around.prices import confirm_around, near_claimants
    from optimizer.counterfactual.prices import confirm, confirmed, prices, to_confirm

    found = prices(asking)
    tasks = to_confirm(asking, found)
    if provable(asking.portfolio):
        done = executor.run(confirm, tasks, on_result=on_result, interrupted=interrupted)
        left = {key: task for key, task in tasks.items() if key in done and done[key].is_open}
    else:
        done, left = {}, tasks
    if left and not interrupted():
        near = near_claimants(asking, left)
        done |= executor.run(confirm_around, near, on_result=on_result, interrupted=interrupted)
    return confirmed(found, done)


def as_document(answer: Counterfactual) -> dict[str, object]:
    """One answer for machines."""
    forced = answer.forced
    return {
        "initiative": answer.initiative,
        "name": answer.name,
        "decision": answer.decision,
        "reason": answer.reason,
        "would_change": [_change(row) for row in answer.would_change],
        "forced": None if forced is None else forced.model_dump(mode="json"),
        "cushion": answer.cushion,
        "cushion_proven": answer.cushion_proven,
        "asked": list(answer.asked),
        "released_then": answer.released_then,
        "note": answer.note,
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "kind": change.kind.value,
        "what": change.what,
        "works": change.works,
        "amount": change.amount,
        "at_least": change.at_least,
        "unit": change.unit.value,
        "proven": change.proven,
        "basis": change.basis.value,
        "at_no_loss": change.at_no_loss,
        "as_good": change.as_good,
        "gain": change.gain,
        "displaced": [row.model_dump(mode="json") for row in change.displaced],
    }
