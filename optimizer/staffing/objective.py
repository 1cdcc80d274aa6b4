"""What is wanted, one after the other: serve all, move few, few teams, cheap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from optimizer.staffing.blocks import Floats
from optimizer.staffing.programme import Programme
from optimizer.staffing.question import Question
from optimizer.staffing.variables import Variables


@dataclass(frozen=True, eq=False)
class Wishes:
    """Costs per column; each wish is looked at only where those before it are met."""

    unserved: Floats
    """Slices that stages ask for which are not committed."""
    short: Floats
    """Slices that committed stages ask for."""
    moved: Floats
    """Slices."""
    teams: Floats
    """Persons in use, for each team and period."""
    price: Floats
    """Minor units per slices in one FTE, so that it is a whole number."""


def wishes(question: Question, programme: Programme, variables: Variables) -> Wishes:
    """The costs of all columns that the programme has now."""
    count = len(programme.upper)
    return Wishes(
        unserved=_ones(count, variables.unserved.values()),
        short=_ones(count, variables.short.values()),
        moved=_ones(count, variables.arrives.values()),
        teams=_ones(count, variables.on.values()),
        price=_price(question, count, variables),
    )


def _ones(count: int, columns: Iterable[int]) -> Floats:
    cost = np.zeros(count)
    cost[list(columns)] = 1
    return cost


def _price(question: Question, count: int, variables: Variables) -> Floats:
    cost = np.zeros(count)
    for (p, _, _), column in variables.work.items():
        cost[column] = question.people[p].cost
    for (p, _, _), column in variables.retrained.items():
        cost[column] = question.people[p].cost
    for (g, _, _), column in variables.pool.items():
        cost[column] = question.pools[g].cost
    return cost
