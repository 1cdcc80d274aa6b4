"""Objectives of one gate that contradict each other, and outcomes that do."""

from __future__ import annotations

from collections.abc import Iterator

from models.issue import Issue
from models.objective import Comparison, Objective
from models.portfolio import Portfolio
from models.references.report import error, place
from models.stage import StageKey

_SHEET = "Objectives"


def groups(portfolio: Portfolio) -> Iterator[Issue]:
    """The members of a gate's group agree on k and n, and their weights add up to n."""
    members: dict[StageKey, list[int]] = {}
    for at, objective in enumerate(portfolio.objectives):
        if objective.required is not None:
            members.setdefault(StageKey(objective.initiative, objective.stage), []).append(at)
    for gate, rows in members.items():
        yield from _group(portfolio, gate, rows)


def _group(portfolio: Portfolio, gate: StageKey, rows: list[int]) -> Iterator[Issue]:
    asked = [portfolio.objectives[at].required for at in rows]
    parts = [part for part in asked if part is not None]
    first = parts[0]
    name = f"the gate of stage {gate.stage} of '{gate.initiative}'"
    also = [place((_SHEET, at), "Required") for at in rows[1:]]
    if any((part.k, part.n) != (first.k, first.n) for part in parts):
        what = f"the objectives of {name} ask for different numbers"
        yield error((_SHEET, rows[0]), "Required", what, "one k of n for all of them", also)
        return
    total = sum(part.weight for part in parts)
    if total != first.n:
        what = f"the weights at {name} add up to {total}, not to {first.n}"
        yield error((_SHEET, rows[0]), "Required", what, f"{first.k} of {total}", also)
    elif first.k > first.n:
        what = f"{first.k} of {first.n} can never be met"
        yield error((_SHEET, rows[0]), "Required", what, f"at most {first.n} of {first.n}", also)


def ambers(portfolio: Portfolio) -> Iterator[Issue]:
    """Amber lies on the far side of the target."""
    for at, objective in enumerate(portfolio.objectives):
        if objective.amber is not None and _beyond(objective):
            what = f"amber at {objective.amber:f} is as good as the target {objective.target:f}"
            allowed = "a value that misses the target"
            yield error((_SHEET, at), "Amber at", what, allowed, [place((_SHEET, at), "Target")])


def _beyond(objective: Objective) -> bool:
    amber, target = objective.amber, objective.target
    if amber is None:
        return False
    match objective.comparison:
        case Comparison.AT_LEAST:
            return amber >= target
        case Comparison.MORE_THAN:
            return amber > target
        case Comparison.AT_MOST:
            return amber <= target
        case Comparison.LESS_THAN:
            return amber < target
        case Comparison.EQUAL:
            return amber == target


def outcomes(portfolio: Portfolio) -> Iterator[Issue]:
    """One objective has one value a day."""
    first: dict[object, int] = {}
    for at, outcome in enumerate(portfolio.outcomes):
        before = first.setdefault((outcome.objective, outcome.date), at)
        observed = portfolio.outcomes[before].observed
        if outcome.observed != observed:
            what = (
                f"'{outcome.objective}' was {outcome.observed:f} on {outcome.date}, "
                f"and {observed:f} on the same day"
            )
            also = [place(("Outcomes", before), "Observed")]
            yield error(("Outcomes", at), "Observed", what, "one value a day", also)
