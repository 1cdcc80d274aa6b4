"""The second opinion on a portfolio."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import Money, PeriodIndex
from models.verdict import Verdict
from optimizer.opinion.engine import Answer, Engine, Solution, maximize
from optimizer.opinion.envelopes import add_envelopes
from optimizer.opinion.frame import Frame
from optimizer.opinion.gains import add_gains
from optimizer.opinion.linear import Linear
from optimizer.opinion.model import Model
from optimizer.opinion.money import add_money
from optimizer.opinion.order import add_order
from optimizer.opinion.people import add_people

SLACK = Fraction(1, 10**6)
"""Slices by which a relaxation may miss its own least shortage, so that it stays feasible."""


@dataclass(frozen=True)
class Opinion:
    """What the second formulation says; people are groups in it, and prices are not rounded."""

    status: Answer
    value: Money
    """Of the best starts found; 0 without any."""
    bound: Money
    """No plan is worth more, rounding of single prices aside; 0 where it is infeasible."""
    starts: tuple[tuple[StageKey, PeriodIndex], ...] = ()
    """Chosen starts of stages that are not committed, sorted."""
    shortage: int = 0
    """Slices that committed stages lack."""


def formulate(portfolio: Portfolio, verdicts: Iterable[Verdict], *, priced: bool = False) -> Frame:
    """The whole model; `priced` adds the rows whose duals are prices of skills."""
    frame = Frame.of(portfolio, verdicts)
    add_order(frame)
    add_money(frame)
    add_envelopes(frame)
    add_people(frame, priced=priced)
    add_gains(frame)
    return frame


def second_opinion(
    portfolio: Portfolio,
    verdicts: Iterable[Verdict],
    *,
    seconds: float,
    engine: Engine = Engine.CBC,
) -> Opinion:
    """The best value by another formulation and another solver than the programme's.

    Args:
        portfolio: what is planned; its references hold.
        verdicts: one per gate.
        seconds: time limit of each of the at most three solves.
        engine: the solver to ask.
    """
    frame = formulate(portfolio, verdicts)
    best, model = solve(frame, seconds=seconds, engine=engine)
    if best.answer in (Answer.INFEASIBLE, Answer.NOTHING):
        return Opinion(best.answer, Money(0), Money(0))
    bound = best.bound
    if bound is None:
        relaxed = maximize(model, frame.gains, seconds=seconds, engine=engine, relaxed=True)
        bound = relaxed.objective if relaxed.answer is Answer.OPTIMAL else math.inf
    if math.isinf(bound):
        return Opinion(Answer.NOTHING, Money(0), Money(0))
    return Opinion(
        best.answer,
        Money(round(best.objective)),
        Money(round(bound)),
        _starts(frame, best),
        round(frame.shortage.at(best.values)),
    )


def solve(
    frame: Frame, *, seconds: float, engine: Engine, relaxed: bool = False
) -> tuple[Solution, Model]:
    """The most value with the least shortage of committed stages, and the model that says so."""
    model = frame.model.limited(frame.shortage, 0)
    best = maximize(model, frame.gains, seconds=seconds, engine=engine, relaxed=relaxed)
    if best.answer is not Answer.INFEASIBLE or not frame.shortage.terms:
        return best, model
    fewest = Linear().minus(frame.shortage)
    short = maximize(frame.model, fewest, seconds=seconds, engine=engine, relaxed=relaxed)
    if short.answer is not Answer.OPTIMAL:
        return Solution(Answer.NOTHING if short.values else short.answer), frame.model
    least = Fraction(-short.objective) + SLACK if relaxed else round(-short.objective)
    model = frame.model.limited(frame.shortage, least)
    return maximize(model, frame.gains, seconds=seconds, engine=engine, relaxed=relaxed), model


def _starts(frame: Frame, solution: Solution) -> tuple[tuple[StageKey, PeriodIndex], ...]:
    return tuple(
        sorted(
            (key, PeriodIndex(t))
            for key, starts in frame.starts.items()
            for t, variable in starts.items()
            if solution.values and solution.values[variable] > 1 / 2
        )
    )
