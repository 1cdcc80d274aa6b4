"""Few initiatives with which floors of envelopes hold: where to look for a plan of a large one."""

from __future__ import annotations

import time
from collections.abc import Callable

from models.portfolio import Portfolio
from models.units import InitiativeId
from optimizer.funding.build import SHORTAGE, build
from optimizer.funding.choice import chosen_starts
from optimizer.funding.engine import Ending, Search, solve
from optimizer.funding.model import Coefficient, Model
from optimizer.funding.problem import Problem
from optimizer.gates import judge

GAP = 0.9
"""They need not be the fewest."""


def few(
    portfolio: Portfolio, seconds: float, interrupted: Callable[[], bool]
) -> frozenset[InitiativeId] | None:
    """What starts in a choice of few, people left aside; None where money alone allows no choice.

    Empty where the time was too short to know.
    """
    problem = Problem.of(portfolio, judge(portfolio))
    built = build(problem, flows=False, lacking=False)
    v, last = built.programme.v, problem.horizon - 1
    firsts: dict[str, int] = {}
    for key in sorted(v.started):
        firsts.setdefault(key.initiative, v.by(key, last))
    prices: dict[int, Coefficient] = dict.fromkeys(firsts.values(), -1)
    rows = tuple(row for row in built.model.rows if row.name[0] != SHORTAGE)
    model = Model(built.model.columns, rows).with_prices(prices)
    deadline = time.monotonic() + seconds
    answer = solve(model, Search(GAP, deadline, interrupted=interrupted))
    if answer.ending is Ending.INFEASIBLE:
        return None
    if answer.values is None:
        return frozenset()
    starts = chosen_starts(built.programme, answer.values)
    return frozenset(key.initiative for key in starts if key in v.started)
