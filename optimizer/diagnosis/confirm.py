"""Whether a set of rows is a smallest clash, asked of two engines on two formulations."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from models.portfolio import Portfolio
from models.units import InitiativeId
from optimizer.diagnosis.facts import bare, facts
from optimizer.diagnosis.ground import has_plan
from optimizer.diagnosis.slim import (
    asks_for_more,
    is_large,
    loose,
    needed,
    slim,
    without_prices,
)
from optimizer.diagnosis.weaken import weakened
from optimizer.funding.places import Demanded

WHOLE = "all of them"
"""The question whether all rows of a set can hold."""


@dataclass(frozen=True)
class Question:
    """Whether a portfolio has a plan."""

    portfolio: Portfolio
    seconds: float
    beside: frozenset[InitiativeId] = frozenset()
    """Of a large one: see `optimizer.diagnosis.ground.has_plan`."""


@dataclass(frozen=True)
class Said:
    """What the two engines say; None where one did not know in time."""

    first: bool | None
    second: bool | None


def questions(
    portfolio: Portfolio,
    names: Collection[Demanded],
    core: Sequence[Demanded],
    taking_part: Sequence[Demanded],
    seconds: float,
    beside: frozenset[InitiativeId] = frozenset(),
) -> dict[str, Question]:
    """The set by itself, and the set without each of its rows.

    Args:
        portfolio: what has no plan.
        names: all rows that demand something.
        core: rows of the set.
        taking_part: facts that belong to it; if any do, all others are open.
        seconds: for one engine and question.
        beside: as in `Question`.
    """
    alone = bare(portfolio, names, core)
    if taking_part:
        alone = weakened(alone, [each for each in facts(alone) if each not in taking_part])
    asked = {WHOLE: Question(alone, seconds, beside)}
    for number, name in enumerate((*core, *taking_part), start=1):
        asked[f"without row {number}"] = Question(weakened(alone, [name]), seconds, beside)
    return asked


def answered(question: Question, interrupted: Callable[[], bool] = lambda: False) -> Said:
    """What both engines say."""
    first = has_plan(question.portfolio, question.seconds, interrupted, question.beside)
    return Said(first, None if interrupted() else _second(question))


def _second(question: Question) -> bool | None:
    """What the second one says; of a large portfolio, of the part that tells (see `slim`)."""
    from optimizer.opinion import feasible

    portfolio = question.portfolio
    if not is_large(portfolio):
        return feasible(portfolio, seconds=question.seconds)
    portfolio = without_prices(portfolio)
    below = feasible(slim(loose(portfolio), needed(portfolio)), seconds=question.seconds)
    if below is not True or not asks_for_more(portfolio):
        return below
    part = slim(portfolio, needed(portfolio, question.beside))
    return feasible(part, seconds=question.seconds) or feasible(portfolio, seconds=question.seconds)


def verdict(said: dict[str, Said], core: Sequence[Demanded]) -> tuple[bool, bool]:
    """Whether the set is minimal, and whether the second engine says so, too.

    What names refuse has been proven where they refused it: groups of people cannot tell.
    """
    by_names = any(name.constraint == "names_fit" for name in core)
    first = all(each.first is True for key, each in said.items() if key != WHOLE)
    second = all(each.second is True for key, each in said.items() if key != WHOLE)
    if by_names:
        return first, second
    return (
        first and said[WHOLE].first is False,
        second and said[WHOLE].second is False,
    )
