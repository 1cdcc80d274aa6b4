"""Money and names in turn until both agree (DESIGN: one joint problem)."""

from __future__ import annotations

import time
from dataclasses import replace

from models.earlier import Earlier
from models.portfolio import Portfolio
from optimizer.funding.engine import Ending
from optimizer.funding.large import is_large
from optimizer.funding.problem import Problem
from optimizer.planning.decision import Decision
from optimizer.planning.effort import Effort
from optimizer.planning.exact import decide_exactly
from optimizer.planning.large import decide_in_parts

__all__ = ["Decision", "Effort", "decide"]

UNNEEDED = "Earlier plan", "not needed: one exact solve decided everything"
"""What a plan notes where it was given another to begin with and is too small for that."""


def decide(
    portfolio: Portfolio, problem: Problem, effort: Effort, earlier: Earlier | None = None
) -> Decision | Ending:
    """The best plan found, or why there is none (`infeasible`, `time limit`, `stopped`).

    A large portfolio's search begins from an earlier plan, if there is one. Where it comes to no
    plan, one exact solve has the rest of the time.
    """
    effort.tell("building the programme")
    if is_large(problem):
        found = decide_in_parts(portfolio, problem, effort, earlier)
        if found is Ending.TIME and effort.interrupted():
            return Ending.STOPPED
        if found is not Ending.TIME or time.monotonic() > effort.deadline:
            return found
        return decide_exactly(portfolio, problem, effort)
    found = decide_exactly(portfolio, problem, effort)
    if earlier is None or isinstance(found, Ending):
        return found
    return replace(found, notes=(*found.notes, UNNEEDED))
