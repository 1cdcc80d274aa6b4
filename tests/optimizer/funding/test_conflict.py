"""Where no plan exists, a smallest set of the workbook's rows is named."""

from __future__ import annotations

import pytest

from models.base import Frozen
from models.portfolio import Portfolio
from optimizer.funding.conflict import clashing_rows
from optimizer.funding.problem import Problem
from optimizer.gates import judge
from tests.portfolios import (
    after,
    build,
    change,
    envelope,
    fund,
    gate,
    initiative,
    person,
    stage,
    team,
)


def clash(portfolio: Portfolio) -> set[str]:
    problem = Problem.of(portfolio, judge(portfolio))
    return {str(issue.place) for issue in clashing_rows(portfolio, problem, lambda: False)}


CASES = {
    "money": (
        build(
            team("web"),
            fund("main", [99, 0]),
            initiative("law", stage(100), must_do=True),
            initiative("shop", stage(100)),
        ),
        {
            "Initiatives, row 1, column Must do",
            "Budgets, row 1, column Amount",
            "Budgets, row 2, column Amount",
        },
    ),
    "people": (
        build(
            team("web"),
            person("ann", skills={"build": 1}),
            fund("main", [900, 900]),
            initiative("law", stage(100, needs={("build", 2): 1}), must_do=True),
        ),
        {"Initiatives, row 1, column Must do", "Demand, row 1, column FTE"},
    ),
    "alternatives": (
        build(
            team("web"),
            fund("main", [900, 900]),
            initiative("buy", stage(100), must_do=True, group="engine"),
            initiative("make", stage(100), must_do=True, group="engine"),
        ),
        {
            "Initiatives, row 1, column Must do",
            "Initiatives, row 2, column Must do",
            "Initiatives, row 1, column Choose one of",
        },
    ),
    "dependency": (
        build(
            team("web"),
            fund("main", [900, 900]),
            initiative("api", stage(100), leave_out=True),
            initiative("law", stage(100), must_do=True),
            after("api", "law"),
        ),
        {"Initiatives, row 2, column Must do", "Dependencies, row 1, column Type", "Stages, row 1"},
    ),
    "gate": (
        build(
            team("web"),
            fund("main", [900, 900]),
            initiative("law", stage(100, status="done"), stage(100), must_do=True),
            gate("law", 1, "failed"),
        ),
        {"Initiatives, row 1, column Must do", "Stages, row 2"},
    ),
    "envelope": (
        build(
            team("web"),
            fund("main", [900, 900]),
            initiative("shop", stage(100)),
            envelope("grow", "released", least=101, window="all"),
        ),
        set(),
    ),
}


@pytest.mark.parametrize("name", [name for name in CASES if name != "envelope"])
def test_the_rows_that_clash_are_named(name: str) -> None:
    portfolio, rows = CASES[name]
    assert clash(portfolio) == rows


def test_a_floor_that_nothing_can_fill_is_named_alone() -> None:
    portfolio, _ = CASES["envelope"]
    assert clash(portfolio) == {"Envelopes, row 1, column At least"}


def test_with_one_row_less_a_plan_exists() -> None:
    portfolio, _ = CASES["money"]
    law, shop = _first(portfolio.initiatives, must_do=False), portfolio.initiatives[1]
    relaxed = [
        change(portfolio, budgets=(_first(portfolio.budgets, amount=100), portfolio.budgets[1])),
        change(portfolio, initiatives=(law, shop)),
    ]
    assert [clash(each) for each in relaxed] == [set(), set()]


def _first(rows: tuple[Frozen, ...], **fields: object) -> Frozen:
    return rows[0].model_copy(update=fields)
