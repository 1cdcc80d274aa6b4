"""Shadow prices: never negative, and right for a small step."""

from decimal import Decimal
from fractions import Fraction

import pytest

from models.explanation import ShadowPrice
from models.portfolio import Portfolio
from models.units import FundId, PeriodIndex, SkillId, WindowId
from optimizer.gates import judge
from optimizer.opinion import shadow_prices
from optimizer.opinion.engine import Answer, Engine, maximize
from optimizer.opinion.linear import Linear
from optimizer.opinion.model import Row
from optimizer.opinion.money import money_row
from optimizer.opinion.people import skill_row
from optimizer.opinion.second import formulate
from tests.portfolios import build, fund, initiative, person, stage, team

SLICES, MINOR_UNITS = Fraction(1, 100), Fraction(100)
"""Small steps."""


def scarce_money() -> Portfolio:
    """One initiative may start, half of another one would fit too."""
    return build(
        team("web"),
        fund("main", [150_00, 0]),
        initiative("shop", stage(100_00), worth=100),
        initiative("cart", stage(100_00), worth=10),
    )


def scarce_people() -> Portfolio:
    """Three slices of work for a person with two, in the only period that there is time for it."""
    return build(
        team("web"),
        person("ann", "web", {"build": 1}),
        fund("main", [0, 0]),
        initiative("shop", stage(0, needs={"build": 1}), worth=40, latest_finish="Q1"),
        initiative("cart", stage(0, needs={"build": 2}), worth=10, latest_finish="Q1"),
    )


@pytest.mark.parametrize("engine", tuple(Engine))
def test_money_is_worth_the_next_best_start(engine: Engine) -> None:
    portfolio = scarce_money()
    prices = shadow_prices(portfolio, judge(portfolio), engine=engine)
    early, late = 7, 5  # periods that count after a start in the first and in the third one
    assert [(price.fund, price.window, price.worth) for price in prices] == [
        (FundId("main"), WindowId("W1"), Decimal(early * 10) / 100),
        (FundId("main"), WindowId("W2"), Decimal(late * 10) / 100),
    ]


@pytest.mark.parametrize("engine", tuple(Engine))
def test_a_slice_is_worth_the_work_that_waits_for_it(engine: Engine) -> None:
    portfolio = scarce_people()
    counting = 7
    (price,) = shadow_prices(portfolio, judge(portfolio), engine=engine)
    assert (price.skill, price.period) == (SkillId("build"), PeriodIndex(0))
    assert price.worth == Decimal(counting * 10) / 2


def test_nothing_scarce_costs_nothing() -> None:
    portfolio = build(
        team("web"),
        person("ann", "web", {"build": 1}, slices=9),
        fund("main", [900_00, 0]),
        initiative("shop", stage(100_00, needs={"build": 1}), worth=100),
    )
    assert shadow_prices(portfolio, judge(portfolio)) == ()


def test_no_plan_no_prices() -> None:
    portfolio = build(
        team("web"),
        fund("main", [5, 5]),
        initiative("shop", stage(9), worth=1, must_do=True, latest_finish="Q1"),
    )
    assert shadow_prices(portfolio, judge(portfolio)) == ()


def more(portfolio: Portfolio, name: str, step: Fraction) -> float:
    """Value of the relaxation with a little more of one thing."""
    frame = formulate(portfolio, judge(portfolio), priced=True)
    frame.model.rows = [
        Row(row.name, row.expression.minus(Linear(constant=step)), row.sense)
        if row.name == name
        else row
        for row in frame.model.rows
    ]
    best = maximize(
        frame.model.limited(frame.shortage, 0), frame.gains,
        seconds=30, engine=Engine.HIGHS, relaxed=True,
    )  # fmt: skip
    assert best.answer is Answer.OPTIMAL
    return best.objective


def row_of(portfolio: Portfolio, price: ShadowPrice) -> str:
    if price.fund is not None:
        windows = sorted({period.window for period in portfolio.periods})
        assert price.window is not None
        return money_row(price.fund, windows.index(price.window))
    assert price.skill is not None
    assert price.period is not None
    return skill_row(price.skill, price.period)


def test_a_small_step_up_and_down_encloses_each_price(portfolio: Portfolio) -> None:
    """A dual lies between what one step more brings and what one step less costs."""
    minor = 10**portfolio.settings.exponent
    prices = shadow_prices(portfolio, judge(portfolio))
    assert any(price.fund for price in prices)
    assert any(price.skill for price in prices)
    base = more(portfolio, "no such row", SLICES)
    for price in prices:
        name, step = row_of(portfolio, price), MINOR_UNITS if price.fund else SLICES
        worth = float(price.worth) * (1 if price.fund else minor)
        up = (more(portfolio, name, step) - base) / float(step)
        assert -1 / 100 <= up <= worth + 1 / 100
        if any((row.fund, row.window) == (price.fund, price.window) for row in portfolio.budgets):
            down = (base - more(portfolio, name, -step)) / float(step)
            assert worth <= down + 1 / 100


def test_large_portfolios_go_without_prices(monkeypatch: pytest.MonkeyPatch) -> None:
    portfolio = scarce_people()
    pairs = 1 * 1 * len(portfolio.periods)  # groups of people, skills asked for by the team
    monkeypatch.setattr("optimizer.opinion.prices.MOST_PAIRS", pairs)
    assert shadow_prices(portfolio, judge(portfolio)) != ()
    monkeypatch.setattr("optimizer.opinion.prices.MOST_PAIRS", pairs - 1)
    assert shadow_prices(portfolio, judge(portfolio)) == ()
