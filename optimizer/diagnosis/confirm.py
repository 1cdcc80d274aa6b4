"""Whether a set of rows is a smallest clash, asked of two engines on two formulations."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from models.portfolio import Portfolio
from optimizer.diagnosis.facts import bare, facts
from optimizer.diagnosis.ground import has_plan
from optimizer.diagnosis.weaken import weakened
from optimizer.funding.places import Demanded

WHOLE = "all of them"
"""The question whether all rows of a set can hold."""


@dataclass(frozen=True)
class Question:
    """Whether a portfolio has a plan."""

    portfolio: Portfolio
    seconds: float


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
) -> dict[str, Question]:
    """The set by itself, and the set without each of its rows.

    Args:
        portfolio: what has no plan.
        names: all rows that demand something.
        core: rows of the set.
        taking_part: facts that belong to it; if any do, all others are open.
        seconds: for one engine and question.
    """
    alone = bare(portfolio, names, core)
    if taking_part:
        alone = weakened(alone, [each for each in facts(alone) if each not in taking_part])
    asked = {WHOLE: Question(alone, seconds)}
    for number, name in enumerate((*core, *taking_part), start=1):
        asked[f"without row {number}"] = Question(weakened(alone, [name]), seconds)
    return asked


def answered(question: Question) -> Said:
    """What both engines say."""
    from optimizer.opinion import feasible

    return Said(
        has_plan(question.portfolio, question.seconds),
        feasible(question.portfolio, seconds=question.seconds),
    )


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
