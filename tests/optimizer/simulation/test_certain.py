"""Where all gates pass, both policies come to the plan's own value, to the cent."""

from __future__ import annotations

import pickle
from decimal import Decimal
from typing import Any

import pytest

from headgate.pipeline import run
from models.portfolio import Portfolio
from optimizer.simulation import lasting, simulate
from tests.optimizer.rolling.quiet import quiet
from tests.optimizer.simulation.runs import planner, sample, task
from tests.oracle.draw import draw
from tests.portfolios import (
    build,
    fund,
    gate,
    hiring,
    initiative,
    person,
    quarters,
    stage,
    team,
)


def _worth(portfolio: Portfolio) -> int:
    return run(lasting(portfolio), gap=Decimal(0)).value.total


def _rich(**chances: int) -> Portfolio:
    """Two years with gates, discount, carry over, moves, hires and an overrun."""
    done: dict[str, Any] = {"status": "done", "started": quarters()[0].start}
    return build(
        team("web"),
        team("app"),
        person("ann", "web", {"build": 3}, lendable="anywhere"),
        person("bob", "app", {"build": 3}, lendable="anywhere"),
        hiring("temps", "build", 4, "contractor", lead_time=1, cost=3_00, one_off=2_00),
        fund("main", [100_00, 60_00, 50_00], carry_over=50, price="0.1"),
        initiative("done", stage(10_00, **done), stage(30_00, needs={"build": 2}), worth=60),
        gate("done", 1, "passed"),
        initiative(
            "shop",
            stage(40_00, needs={"build": 3}, chance=chances.get("shop", 100)),
            stage(70_00, 2, needs={"build": 4}),
            team="app",
            worth=90,
        ),
        initiative(
            "blog",
            stage(30_00, needs={"build": 2}, chance=chances.get("blog", 100)),
            stage(20_00, needs={"build": 3}, chance=chances.get("blog", 100)),
            stage(50_00, needs={"build": 2}),
            worth=70,
        ),
        periods=quarters(6),
        discount_rate=8,
        move_price=1,
    )


def test_with_certain_gates_nothing_is_lost_or_won() -> None:
    portfolio = _rich()
    plan = run(lasting(portfolio), gap=Decimal(0))
    assert plan.hires
    assert plan.moved
    assert plan.value.hires
    found = sample(portfolio)
    assert found.staged.value == found.annual.value == plan.value.total
    assert found.staged.moved == found.annual.moved == plan.moved
    assert found.staged.failed == found.annual.failed == 0
    assert (found.annual.plans, found.staged.plans) == (2, 6)
    assert found.staged.launched == sum(
        row.start is not None
        for row in plan.stages
        if row.key in {("done", 2), ("shop", 2), ("blog", 3)}
    )


def test_a_plan_that_is_never_made_anew_is_worth_what_it_says() -> None:
    """With one plan only nothing is known of the gates, and its chances weigh what is to come."""
    portfolio = _rich(shop=60, blog=70)
    found = sample(portfolio, ["shop/1", "blog/2"], quarters=1)
    assert found.staged.value == found.annual.value == _worth(portfolio)
    assert found.staged.value < _worth(_rich())


def test_luck_is_worth_more_than_the_plan_expects() -> None:
    portfolio = _rich(shop=60, blog=70)
    assert sample(portfolio).staged.value > _worth(portfolio)


@pytest.mark.parametrize("seed", [22, 39, 111, 138, 203, 343, 402, 487])
def test_drawn_portfolios_come_to_their_plan(seed: int) -> None:
    """Seeds whose plans start something later, and of which rolling on loses nothing."""
    portfolio = quiet(draw(seed))
    found = sample(portfolio)
    assert found.staged.value == found.annual.value == _worth(portfolio)


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 5, 7, 8, 9])
def test_a_drawn_plan_alone_is_worth_what_it_says(seed: int) -> None:
    """Chances, hires, flags, lateness, overruns and all: the figures are those of the plan."""
    portfolio = draw(seed)
    plan = run(lasting(portfolio), gap=Decimal(0))
    found = sample(portfolio, quarters=1)
    assert found.staged.value == plan.value.total
    assert found.staged.moved == plan.moved


def test_a_sample_can_be_sent_elsewhere() -> None:
    work = task(_rich(shop=60), ["shop/1"])
    sent = pickle.loads(pickle.dumps(work))  # noqa: S301 - made here
    assert sent == work
    assert simulate(sent, planner) == simulate(work, planner)
