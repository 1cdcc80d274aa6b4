"""Another formulation and another solver say the same as trying every plan."""

from decimal import Decimal

import pytest

from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import InitiativeId
from optimizer.gates import judge
from optimizer.opinion import second_opinion
from optimizer.opinion.engine import Answer, Engine
from tests.oracle.agreement import planned
from tests.oracle.draw import draw
from tests.oracle.solve import Oracle
from tests.portfolios import build, change, fund, initiative, person, stage, team, with_settings

SEEDS = 200
STEP = 20


def plain(portfolio: Portfolio) -> Portfolio:
    """Without what only names know (teams per person, loans, moves) and without rounded prices."""
    people = tuple(row.model_copy(update={"longest_loan": None}) for row in portfolio.people)
    hiring = tuple(
        row.model_copy(update={"cost": 2 * row.cost, "one_off": 2 * row.one_off})
        for row in portfolio.hiring
    )
    funds = tuple(
        row.model_copy(update={"carry_over": Decimal(100 if row.carry_over else 0)})
        for row in portfolio.funds
    )
    budgets = tuple(
        row.model_copy(
            update={"overrun_price": row.overrun_price and row.overrun_price.to_integral()}
        )
        for row in portfolio.budgets
    )
    rows = change(portfolio, people=people, hiring=hiring, funds=funds, budgets=budgets)
    return with_settings(rows, most_teams=20, move_price=0)


@pytest.mark.parametrize("engine", tuple(Engine))
@pytest.mark.parametrize("first", range(0, SEEDS, STEP))
def test_agrees_with_the_oracle_where_names_do_not_matter(engine: Engine, first: int) -> None:
    for seed in range(first, first + STEP):
        portfolio = plain(draw(seed))
        opinion = second_opinion(portfolio, judge(portfolio), seconds=30, engine=engine)
        best = Oracle(portfolio).best()
        if best is None:
            assert opinion.status is Answer.INFEASIBLE, seed
        else:
            assert opinion.status is Answer.OPTIMAL, seed
            assert (opinion.shortage, opinion.value) == (best.short, best.value), seed
            assert opinion.bound == opinion.value, seed


def test_agrees_with_the_programme_on_the_complete_portfolio(portfolio: Portfolio) -> None:
    free = with_settings(portfolio, move_price=0, most_teams=20)
    plan = planned(free)
    opinion = second_opinion(free, judge(free), seconds=60, engine=Engine.HIGHS)
    assert plan is not None
    assert opinion.status is Answer.OPTIMAL
    prices = len(free.hiring) * len(free.periods) + len(free.budgets)
    assert abs(opinion.value - plan.value.total) <= prices
    assert plan.value.total <= opinion.bound + prices


def test_starts_are_those_of_the_best_plan() -> None:
    portfolio = build(
        team("web"),
        person("ann", "web", {"build": 3}),
        fund("main", [100, 100]),
        initiative("shop", stage(60, needs={"build": 2}), worth=10),
        initiative("cart", stage(60, needs={"build": 2}), worth=12),
    )
    opinion = second_opinion(portfolio, judge(portfolio), seconds=30)
    cart, shop = (StageKey(InitiativeId(name), 1) for name in ("cart", "shop"))
    assert opinion.starts == ((cart, 0), (shop, 2))
    live = len(portfolio.periods) + portfolio.settings.value_horizon
    assert opinion.value == 12_00 * (live - 1) + 10_00 * (live - 3)
