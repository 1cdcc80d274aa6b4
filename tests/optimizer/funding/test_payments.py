"""Money is settled to the cent, whatever the engine's tolerances were."""

from __future__ import annotations

from fractions import Fraction

from models.plan import Payment
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import InitiativeId, PeriodIndex
from optimizer.dues import Dues
from optimizer.facts import Facts
from optimizer.funding.payments import Settlement, settle
from optimizer.gates import judge
from tests.portfolios import build, fund, initiative, release, stage, team


def settled(portfolio: Portfolio, **starts: int) -> Settlement | None:
    chosen = {StageKey(InitiativeId(name), 1): PeriodIndex(t) for name, t in starts.items()}
    return settle(Dues(Facts.of(portfolio, judge(portfolio))), chosen)


def paid(settlement: Settlement | None) -> dict[str, int]:
    assert settlement is not None
    sums: dict[str, int] = {}
    for row in settlement.payments:
        sums[row.fund] = sums.get(row.fund, 0) + row.amount
    return sums


def test_two_funds_share_a_tranche_to_the_cent() -> None:
    shop = build(
        team("web"), fund("a", [60, 0]), fund("b", [41, 0]), initiative("shop", stage(60 + 41))
    )
    assert paid(settled(shop, shop=0)) == {"a": 60, "b": 41}


def test_one_cent_too_much_is_refused() -> None:
    shop = build(
        team("web"), fund("a", [60, 0]), fund("b", [41, 0]), initiative("shop", stage(60 + 42))
    )
    assert settled(shop, shop=0) is None


def test_a_carried_third_of_a_cent_is_not_a_cent() -> None:
    third = "33.3333"
    for left, fits in ((3, False), (4, True)):
        shop = build(
            team("web"),
            fund("a", [left, 0], carry_over=third),
            fund("b", [0, 9]),
            initiative("shop", stage(9 + 1)),
        )
        settlement = settled(shop, shop=2)
        assert (settlement is not None) is fits
        assert int(Fraction(third) / 100 * left) == int(fits)


def test_a_hundred_billion_is_settled_to_the_cent() -> None:
    much = 100_000_000_000_00
    shop = build(
        team("web"),
        fund("a", [much - 1, 0]),
        fund("b", [1, 0]),
        initiative("shop", stage(much)),
    )
    assert paid(settled(shop, shop=0)) == {"a": much - 1, "b": 1}


def test_spend_is_split_period_by_period() -> None:
    shop = build(
        team("web"),
        fund("a", [5, 5], "spend"),
        fund("b", [9, 1], "spend"),
        initiative("shop", stage(17, periods=3, spend_profile=("1", "1", "1"))),
    )
    settlement = settled(shop, shop=0)
    assert settlement is not None
    by_period = [sum(p.amount for p in settlement.payments if p.period == t) for t in range(3)]
    assert by_period == [6, 6, 5]


def test_a_release_in_the_horizon_is_charged_to_its_fund() -> None:
    shop = build(
        team("web"),
        fund("a", [9, 0]),
        fund("b", [50, 0]),
        initiative("shop", stage(50)),
        release("shop", 1, 50, fund="b"),
    )
    settlement = settled(shop, shop=0)
    assert settlement is not None
    assert [_line(p) for p in settlement.payments] == [("shop", "b", 0, 50)]


def test_committed_money_beyond_its_budget_is_a_shortfall() -> None:
    shop = build(
        team("web"), fund("a", [49, 0]), initiative("shop", stage(50)), release("shop", 1, 50)
    )
    settlement = settled(shop, shop=0)
    assert settlement is not None
    assert list(settlement.shortfalls.values()) == [50 - 49]


def _line(payment: Payment) -> tuple[str, str, int, int]:
    return payment.initiative, payment.fund, payment.period, payment.amount
