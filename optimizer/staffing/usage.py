"""Usage: what a staffing's rows amount to for each person, team and period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from models.plan import Assignment, Worker
from models.units import PersonId, TeamId
from optimizer.staffing.question import Question, Someone

Who = TypeVar("Who")

Used = dict[tuple[PersonId, TeamId, int], int]
"""Slices of a person at a team in a period: x(p,j,t), where it is not 0."""


def used(assignments: Iterable[Assignment]) -> Used:
    """x(p,j,t) of these rows, retrained time left out."""
    sums: defaultdict[tuple[PersonId, TeamId, int], int] = defaultdict(int)
    for row in assignments:
        if row.worker is Worker.PERSON and row.team is not None:
            sums[PersonId(row.who), row.team, row.period] += row.slices
    return dict(sums)


def moved(question: Question, usage: Used) -> int:
    """Slices that arrive away from home: the sum of max(0, x(p,j,t) - x(p,j,t-1)).

    Section 7, moved.
    """
    return arriving(usage, {person.id: person for person in question.people}.__getitem__)


def arriving(
    usage: Mapping[tuple[Who, TeamId, int], int], person_of: Callable[[Who], Someone]
) -> int:
    """The same of x(p,j,t) where people go by whatever name."""
    total = 0
    for (p, team, t), slices in usage.items():
        person = person_of(p)
        if team != person.home:
            before = person.in_force.get(team, 0) if t == 0 else usage.get((p, team, t - 1), 0)
            total += max(0, slices - before)
    return total
