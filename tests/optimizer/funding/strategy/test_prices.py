"""What the relaxation says that scarce things are worth: no step is worth more."""

from decimal import Decimal

import pytest

from models.envelope import Envelope, Limit, Measure
from models.explanation import ShadowPrice
from models.portfolio import Portfolio
from models.units import FundId, PeriodIndex, SkillId, WindowId
from optimizer.counterfactual.changed import with_money, with_people
from optimizer.funding.build import Built, build
from optimizer.funding.problem import Problem
from optimizer.funding.strategy.prices import Duals, of_money_and_people, of_room, relaxed
from optimizer.gates import judge
from optimizer.opinion import shadow_prices
from tests import portfolios
from tests.optimizer.opinion.test_prices import scarce_money, scarce_people
from tests.portfolios import envelope, fund, initiative, person, stage, team


def solved(portfolio: Portfolio) -> tuple[Built, Duals]:
    built = build(Problem.of(portfolio, judge(portfolio)), flows=False, ties=False)
    duals = relaxed(built, lambda: False)
    assert duals is not None
    return built, duals


def worth(portfolio: Portfolio) -> float:
    """Of the relaxation, in minor units."""
    built, duals = solved(portfolio)
    prices = built.model.columns.prices
    return built.model.constant + sum(
        float(price) * float(duals.values[column]) for column, price in prices.items()
    )


def of_money(portfolio: Portfolio) -> list[ShadowPrice]:
    built, duals = solved(portfolio)
    return [*of_money_and_people(built.programme, duals)]


@pytest.mark.parametrize("portfolio", [scarce_money(), scarce_people()])
def test_the_second_opinion_says_the_same(portfolio: Portfolio) -> None:
    assert of_money(portfolio) == [*shadow_prices(portfolio, judge(portfolio))]


def test_what_is_carried_over_is_worth_what_it_is_worth_later() -> None:
    """A euro now is four fifths of one in the window in which it is needed."""
    portfolio = portfolios.build(
        team("web"),
        fund("main", [10_00, 50_00], carry_over=80),
        initiative("shop", stage(100_00), worth=100, earliest_start="Q3"),
    )
    early, late = of_money(portfolio)
    assert (early.window, late.window) == (WindowId("W1"), WindowId("W2"))
    assert early.worth == late.worth * Decimal("0.8")
    assert late.worth == 5


def crowded() -> Portfolio:
    """Money, two skills and room are all short; teams share their people."""
    some = [
        initiative(
            f"i{n}",
            stage(10_00 + n, needs={"build": 1 + n % 2, "sing": n % 3}),
            stage(30_00 + 7 * n, periods=1 + n % 2, needs={"build": 1}),
            team="web" if n % 2 else "app",
            worth=20 + 9 * n,
        )
        for n in range(8)
    ]
    return portfolios.build(
        team("web"),
        team("app"),
        person("ann", "web", {"build": 3}, slices=2, lendable="anywhere"),
        person("bob", "app", {"build": 3, "sing": 3}, slices=2, lendable="anywhere"),
        fund("main", [60_00, 90_00], carry_over=50),
        envelope("few", "starts", most=4, window="each"),
        *some,
    )


def steps(portfolio: Portfolio) -> list[tuple[Portfolio, float]]:
    """Changed portfolios, and the minor units that the prices say they are worth more or less."""
    found: list[tuple[Portfolio, float]] = []
    for w, window in enumerate(("W1", "W2")):
        worth_of = {row.window: row.worth for row in of_money(portfolio) if row.fund}
        price = float(worth_of.get(WindowId(window), 0))
        found += [
            (with_money(portfolio, FundId("main"), (w,), amount), price * amount)
            for amount in (-9_00, -3_00, 3_00, 9_00)
        ]
    for skill in ("build", "sing"):
        for t in map(PeriodIndex, range(4)):
            prices = {(row.skill, row.period): row.worth for row in of_money(portfolio)}
            price = float(prices.get((SkillId(skill), t), 0)) * 100
            for slices in (1, 2):
                more = with_people(portfolio, SkillId(skill), (t, t), slices)
                found.append((more, price * slices))
    return found


def test_no_step_is_worth_more_than_its_price_says() -> None:
    """A relaxation's worth is concave in its limits: prices bound every step, up and down."""
    portfolio = crowded()
    now = worth(portfolio)
    changed = steps(portfolio)
    assert any(price > 0 for _, price in changed)
    gained = [worth(each) - now for each, _ in changed]
    for gain, (_, price) in zip(gained, changed, strict=True):
        assert gain <= price + 1
    assert max(gained) > 1


def test_room_is_worth_the_starts_that_wait_for_it() -> None:
    portfolio = portfolios.build(
        team("web"),
        fund("main", [900_00, 900_00]),
        envelope("few", "starts", most=1, window="all"),
        initiative("shop", stage(1_00), worth=40),
        initiative("cart", stage(1_00), worth=10),
    )
    built, duals = solved(portfolio)
    (price,) = of_room(built.programme, duals)
    assert (price.side, price.span) == ("ceiling", tuple(map(PeriodIndex, range(4))))
    assert 70 <= price.worth <= 280


def test_where_nothing_is_scarce_nothing_has_a_price() -> None:
    plenty = fund("main", [900_00, 900_00]), initiative("shop", stage(1_00), worth=40)
    assert of_money(portfolios.build(team("web"), *plenty)) == []


PERCENT = 0.02
"""Of what a point of everything moves with everything."""

ROOMS = (
    envelope("half", "released", "theme: growth", most="50 %", window="all"),
    envelope("some", "released", "theme: growth", most=60_00, window="all"),
    envelope("run", "released", "theme: run", least=50_00, window="all"),
    envelope("hands", "people", "theme: growth", most=1, window="all"),
    envelope("few", "starts", "theme: growth", most=1, window="each"),
)


def roomy(room: Envelope) -> Portfolio:
    return portfolios.build(
        team("web"),
        person("ann", "web", {"build": 3}, slices=4),
        fund("main", [130_00, 0]),
        room,
        initiative("shop", stage(70_00, needs={"build": 4}), worth=40, theme="growth"),
        initiative("cart", stage(50_00, needs={"build": 3}), worth=10, theme="growth"),
        initiative("keep", stage(60_00), worth=1, theme="run"),
    )


def with_room(room: Envelope, more: int) -> Envelope:
    """A unit more or less of room: a currency unit, a slice, a stage or a percentage point."""
    side, way = ("at_most", 1) if room.at_most is not None else ("at_least", -1)
    limit = room.at_most or room.at_least
    assert limit is not None
    if limit.percent is not None:
        return room.model_copy(update={side: Limit(percent=limit.percent + way * more)})
    unit = 100 if room.measure is Measure.RELEASED else 1
    return room.model_copy(update={side: Limit(amount=(limit.amount or 0) + way * more * unit)})


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.id)
def test_no_unit_of_room_is_worth_more_than_its_price_says(room: Envelope) -> None:
    """Up and down, in the unit of each measure; a price that is off by its unit is seen."""
    portfolio = roomy(room)
    built, duals = solved(portfolio)
    first, *_ = of_room(built.programme, duals)
    price, now = float(first.worth) * 100, worth(portfolio)
    gain = worth(roomy(with_room(room, 1))) - now
    loss = now - worth(roomy(with_room(room, -1)))
    assert gain > 1
    assert gain <= price * (1 + PERCENT) + 1
    assert loss >= price * (1 - PERCENT) - 1
