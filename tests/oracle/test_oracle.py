"""The oracle itself, on portfolios whose best plan can be worked out by hand."""

from decimal import Decimal

import pytest

from models.fund import PaysFor
from models.initiative import Theme
from models.portfolio import Portfolio
from models.stage import Stage
from models.units import InitiativeId, Money
from tests.oracle.money import spread
from tests.oracle.solve import Best, Oracle
from tests.portfolios import (
    Rows,
    after,
    build,
    fund,
    gate,
    hiring,
    initiative,
    person,
    stage,
    team,
    works,
)

CENTS = 100
HORIZON, LIVE = 4, 8
"""Periods of the plan, and all that count."""


def best(portfolio: Portfolio) -> Best:
    found = Oracle(portfolio).best()
    assert found is not None
    return found


def one(*rows: Rows, move_price: int = 0) -> Best:
    return best(build(team("web"), *rows, move_price=move_price))


def ample() -> Rows:
    return fund("main", [999_00, 999_00])


def test_what_starts_first_counts_longest() -> None:
    found = one(ample(), initiative("shop", stage(periods=2), worth=3))
    assert found.value == 3 * CENTS * (LIVE - 2)


def test_largest_remainders_get_what_is_left() -> None:
    row = Stage(
        initiative=InitiativeId("shop"),
        stage=1,
        name="Shop",
        tranche=Money(10),
        periods=3,
        spend_profile=(Decimal(1), Decimal(1), Decimal(1)),
    )
    assert spread(10, row) == [4, 3, 3]
    assert spread(11, row) == [4, 4, 3]


def test_half_of_what_is_left_is_carried_over() -> None:
    money = fund("main", [10, 0], carry_over=Decimal(50))
    fits = one(money, initiative("shop", stage(5), worth=1, earliest_start="Q3"))
    assert fits.value == 1 * CENTS * (LIVE - 3)
    money = fund("main", [10, 0], carry_over=Decimal(50))
    assert one(money, initiative("shop", stage(6), worth=1, earliest_start="Q3")).value == 0


@pytest.mark.parametrize(("over", "price"), [(1, 0), (2, 1), (3, 2)])
def test_overruns_cost_half_even(over: int, price: int) -> None:
    """0.5, 1 and 1.5 minor units."""
    money = fund("main", [10, 10], price="0.5")
    found = one(money, initiative("shop", stage(10 + over), worth=1))
    assert found.value == 1 * CENTS * (LIVE - 1) - price


def test_two_funds_share_a_tranche() -> None:
    rows = [fund("a", [3, 0]), fund("b", [4, 0]), initiative("shop", stage(7), worth=1)]
    assert one(*rows).value == 1 * CENTS * (LIVE - 1)
    rows = [fund("a", [3, 0]), fund("b", [4, 0]), initiative("shop", stage(8), worth=1)]
    assert one(*rows).value == 0


def test_a_flag_is_bought_and_the_value_waits() -> None:
    """With the flag the shop starts in the first period, and counts from the second on."""
    rows = [
        initiative("base", stage(0, 2), earliest_start="Q2"),
        initiative("shop", stage(0), worth=1, latest_finish="Q1"),
        after("base", "shop", flag_cost=50),
    ]
    ready = 1 + 2
    assert one(ample(), *rows).value == 1 * CENTS * (LIVE - ready) - 50


def test_value_is_weighed_by_the_chance_of_getting_there() -> None:
    rows = [
        initiative("shop", stage(0, chance=Decimal(25)), stage(0), worth=1),
        gate("shop", 1, "pending"),
    ]
    assert one(ample(), *rows).value == 1 * CENTS * (LIVE - 2) // 4


def test_committed_work_lacks_as_little_as_possible_whatever_it_costs() -> None:
    rows = [
        initiative("run", stage(0, needs={"a": 1}, status="active")),
        hiring("temp", "a", 1, cost=70),
    ]
    found = one(ample(), *rows)
    assert (found.short, found.value) == (0, -70 * HORIZON // 2)


def test_a_contractor_stays_as_long_as_agreed() -> None:
    rows = [
        initiative("shop", stage(0, needs={"a": 2}), worth=1),
        hiring("temp", "a", 2, "contractor", cost=20, one_off=6, shortest_stay=3),
    ]
    assert one(ample(), *rows).value == 1 * CENTS * (LIVE - 1) - 3 * 20 - 6


def test_moves_cost_their_price() -> None:
    """Two slices are asked for, and one of them is at the team already."""
    rows = [
        team("api", "platform"),
        person("ann", "api", {"a": 1}, 2, "anywhere"),
        works("ann", "web", 1),
        initiative("shop", stage(0, needs={"a": 2}), worth=1),
    ]
    assert one(ample(), *rows, move_price=9).value == 1 * CENTS * (LIVE - 1) - 9


def test_a_loan_ends() -> None:
    """Two periods of work need two people lent for one, or start where the second is beyond."""
    lent = [person(name, "api", {"a": 1}, 1, "anywhere", longest_loan=1) for name in ("ann", "bob")]
    shop = [team("api", "platform"), initiative("shop", stage(0, 2, {"a": 1}), worth=1)]
    assert one(ample(), *shop, lent).value == 1 * CENTS * (LIVE - 2)
    lone = person("ann", "api", {"a": 1}, 1, "anywhere", longest_loan=1)
    shop = [team("api", "platform"), initiative("shop", stage(0, 2, {"a": 1}), worth=1)]
    assert one(ample(), *shop, lone).value == 1 * CENTS * (LIVE - (HORIZON - 1 + 2))


def test_nobody_pays_for_what_no_fund_may_pay() -> None:
    growth = PaysFor(themes=(Theme.GROWTH,))
    rows = [fund("main", [9, 9], pays_for=growth), initiative("shop", stage(1), worth=1)]
    assert one(*rows).starts == {}


def test_no_plan_is_none() -> None:
    rows = [team("web"), fund("main", [0, 0]), initiative("shop", stage(1), must_do=True)]
    assert Oracle(build(*rows)).best() is None
