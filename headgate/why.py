"""Why initiatives are decided as they are, with all that a workbook of the answers needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from headgate.errors import UsageError

if TYPE_CHECKING:
    from headgate.explaining import OnResult
    from headgate.many import Executor
    from models.counterfactual import Counterfactual, Price
    from models.portfolio import Portfolio
    from models.units import InitiativeId
    from optimizer.counterfactual import Asking

EACH, EACH_OF_ALL = 15, 5
"""Seconds for one question, unless given: about one initiative, about every one."""


@dataclass(frozen=True)
class Why:
    """What `headgate.explain` answers; money in whole minor units, time in slices."""

    portfolio: Portfolio
    answers: tuple[Counterfactual, ...]
    """One for each initiative that was asked about, by ID: what alone would change its decision."""
    prices: tuple[Price, ...] = ()
    """What one more unit of each scarce thing is worth; empty unless asked for."""


def first(portfolio: Portfolio) -> InitiativeId:
    """The initiative with which asking about all of them begins; raises UsageError for none."""
    if not portfolio.initiatives:
        raise UsageError("There is no initiative to ask about.")
    return min(row.id for row in portfolio.initiatives)


def ask(
    asking: Asking,
    executor: Executor,
    *,
    everyone: bool,
    prices: bool,
    on_result: OnResult | None = None,
    interrupted: Callable[[], bool] = lambda: False,
) -> Why:
    """Ask about one initiative, or about all of the portfolio.

    Args:
        asking: the initiative, with what is known before the first question.
        executor: who works the questions off.
        everyone: whether all are asked about.
        prices: whether it is asked what scarce things are worth, too.
        on_result: told of each answer by its key, as it comes.
        interrupted: whether somebody wants to stop; what is known by then is the answer.
    """
    from headgate.explaining import explain, explain_all, priced
    from headgate.many.executor import ignore
    from headgate.many.work import Telling

    told = on_result or ignore
    if everyone:
        answers = explain_all(asking, executor, on_result=told, interrupted=interrupted)
    else:
        answers = [explain(asking, executor, on_result=told, interrupted=interrupted)]
    if not prices or interrupted():
        return Why(asking.portfolio, tuple(answers))
    if isinstance(executor, Telling):
        executor = replace(executor, noun="price")
    worth = priced(asking, executor, on_result=told, interrupted=interrupted)
    return Why(asking.portfolio, tuple(answers), tuple(worth))
