"""Asks the programme's rows about given starts, one constraint at a time."""

from __future__ import annotations

import time
from collections.abc import Mapping

from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import InitiativeId
from optimizer.funding.build import Built, build
from optimizer.funding.engine import Answer, Ending, Search, solve
from optimizer.funding.model import Model, Row, equal
from optimizer.funding.problem import Problem
from optimizer.gates import judge

Starts = Mapping[str, int]
"""Start by `initiative/stage`; free stages that are not named do not start."""


def answer(portfolio: Portfolio, starts: Starts, without: str = "") -> Answer:
    """The best that can be done with exactly these starts, one constraint's rows left out."""
    built = build_programme(portfolio)
    rows = [row for row in built.model.rows if row.name[0] != without]
    model = Model(built.model.columns, (*rows, *_fixed(built, starts)), built.model.constant)
    return solve(model, Search(0.0, time.monotonic() + 60))


def _fixed(built: Built, starts: Starts) -> list[Row]:
    wanted = {_key(name): start for name, start in starts.items()}
    return [
        equal(("asked", *key, t), [(column, 1)], int(key in wanted and t >= wanted[key]))
        for key, columns in built.programme.v.started.items()
        for t, column in enumerate(columns)
    ]


def _key(name: str) -> StageKey:
    initiative, _, stage = name.partition("/")
    return StageKey(InitiativeId(initiative), int(stage or 1))


def holds(portfolio: Portfolio, starts: Starts) -> bool:
    """Whether the programme allows these starts."""
    return answer(portfolio, starts).ending is not Ending.INFEASIBLE


def breaks(portfolio: Portfolio, starts: Starts, constraint: str) -> bool:
    """Whether the programme forbids these starts, and this constraint alone does so."""
    alone = answer(portfolio, starts, without=constraint).ending is not Ending.INFEASIBLE
    return alone and not holds(portfolio, starts)


def build_programme(portfolio: Portfolio) -> Built:
    """The programme of a portfolio."""
    return build(Problem.of(portfolio, judge(portfolio)))


def holds_with(built: Built, values: Mapping[int, int]) -> bool:
    """Whether the programme allows these values of its columns."""
    rows = [equal(("asked", column), [(column, 1)], value) for column, value in values.items()]
    return (
        solve(built.model.with_rows(rows), Search(0.0, time.monotonic() + 60)).ending
        is not Ending.INFEASIBLE
    )
