"""Prices: never negative, and a step up and down brings and costs what solving anew says."""

from __future__ import annotations

from decimal import Decimal

from models.counterfactual import Price, PricedKind
from models.portfolio import Portfolio
from optimizer.counterfactual.prices import confirm, confirmed, prices, stepped, to_confirm
from tests.optimizer.counterfactual.test_answers import asked
from tests.oracle.solve import Oracle
from tests.portfolios import build, envelope, fund, initiative, person, stage, team


def confirmed_prices(portfolio: Portfolio) -> list[Price]:
    asking = asked(portfolio)
    found = prices(asking)
    done = {key: confirm(task) for key, task in to_confirm(asking, found).items()}
    return confirmed(found, done)


def value(portfolio: Portfolio) -> int:
    best = Oracle(portfolio).best()
    assert best is not None
    return best.value


def agrees(portfolio: Portfolio, price: Price) -> None:
    """The step is what the oracle finds of the same two portfolios, and its sign is right."""
    now = value(portfolio)
    assert price.proven
    assert price.indicative > 0
    for sign, said in ((1, price.up), (-1, price.down)):
        changed = stepped(portfolio, price, sign)
        best = None if changed is None else Oracle(changed).best()
        if best is None:
            assert said is None
            continue
        assert said is not None
        assert said >= 0
        assert said == sign * Decimal(best.value - now) / 100


def test_money() -> None:
    portfolio = build(
        team("web"),
        fund("main", [100_00, 0]),
        initiative("shop", stage(100_00), worth=100),
        initiative("cart", stage(1_00), worth=10),
    )
    price = next(row for row in confirmed_prices(portfolio) if row.when == "W1")
    assert (price.kind, price.unit, price.step) == (PricedKind.FUND, "EUR", Decimal(1))
    assert (price.up, price.down) == (Decimal(70), Decimal(630))
    agrees(portfolio, price)


def test_people() -> None:
    portfolio = build(
        team("web"),
        person("ann", "web", {"build": 1}),
        fund("main", [0, 0]),
        initiative("shop", stage(0, needs={"build": 1}), worth=40, latest_finish="Q1"),
        initiative("cart", stage(0, needs={"build": 2}), worth=10, latest_finish="Q1"),
    )
    (price,) = confirmed_prices(portfolio)
    assert (price.kind, price.unit, price.when) == (PricedKind.SKILL, "slice", "Q1")
    assert price.up == 70
    agrees(portfolio, price)


def test_an_envelope_by_its_own_unit() -> None:
    portfolio = build(
        team("web"),
        fund("main", [900, 900]),
        envelope("few", "starts", most=1, window="all"),
        initiative("shop", stage(1), worth=40),
        initiative("cart", stage(1), worth=10),
    )
    (price,) = confirmed_prices(portfolio)
    assert (price.kind, price.unit, price.side) == (PricedKind.ENVELOPE, "stage", "ceiling")
    assert 70 <= price.indicative <= 280
    assert (price.up, price.down) == (Decimal(70), Decimal(280))
    agrees(portfolio, price)


def test_a_ceiling_in_percent_by_its_points() -> None:
    portfolio = build(
        team("web"),
        fund("main", [900, 900]),
        envelope("half", "released", "theme: growth", most="50 %", window="all"),
        initiative("shop", stage(100), worth=40, theme="growth"),
        initiative("cart", stage(10), worth=10, theme="run"),
    )
    price = next(row for row in confirmed_prices(portfolio) if row.kind is PricedKind.ENVELOPE)
    assert price.unit == "percent point"
    agrees(portfolio, price)


def test_a_floor_costs_what_it_keeps_out() -> None:
    """Half of what is released must be for what is worth nothing: less of it is worth more."""
    portfolio = build(
        team("web"),
        fund("main", [100, 0]),
        envelope("run", "released", "theme: run", least=50, window="all"),
        initiative("keep", stage(50), worth="0.1", theme="run"),
        initiative("shop", stage(51), worth=40, theme="growth"),
    )
    price = next(row for row in confirmed_prices(portfolio) if row.side == "floor")
    agrees(portfolio, price)


def test_nothing_scarce_has_no_price() -> None:
    portfolio = build(team("web"), fund("main", [9, 9]), initiative("shop", stage(1), worth=1))
    assert confirmed_prices(portfolio) == []
