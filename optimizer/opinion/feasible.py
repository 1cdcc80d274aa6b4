"""Whether there is any plan at all, by the second formulation and its solver."""

from __future__ import annotations

from models.portfolio import Portfolio
from optimizer.gates import judge
from optimizer.opinion.engine import Answer, Engine, maximize
from optimizer.opinion.linear import Linear
from optimizer.opinion.second import formulate


def feasible(portfolio: Portfolio, *, seconds: float, engine: Engine = Engine.CBC) -> bool | None:
    """Whether money and groups of people allow a plan; None where the time was too short to know.

    Committed stages may lack people, as in every plan.
    """
    model = formulate(portfolio, judge(portfolio)).model
    found = maximize(model, Linear(), seconds=seconds, engine=engine)
    if found.answer is Answer.NOTHING:
        return None
    return found.answer is not Answer.INFEASIBLE
