"""What each fund pays of a tranche, to the cent."""

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from models.fund import CostType
from models.ledger import Share
from models.plan import Payment
from models.portfolio import Portfolio
from models.stage import Stage
from models.units import FundId, InitiativeId, Money, PeriodIndex
from optimizer.releasing import scaled, shares
from tests.portfolios import build, initiative, stage, team


def _stage(tranche: int, capex: int) -> Stage:
    rows: Portfolio = build(team("web"), initiative("shop", stage(tranche, capex=capex)))
    return rows.stages[0]


def _paid(cost_type: CostType, fund: str, amount: int, period: int = 0) -> Payment:
    return Payment(
        initiative=InitiativeId("shop"),
        stage=1,
        cost_type=cost_type,
        fund=FundId(fund),
        period=PeriodIndex(period),
        amount=Money(amount),
    )


def _told(found: tuple[Share, ...]) -> list[tuple[Any, str, int]]:
    return [(row.fund, row.cost_type.value, row.amount) for row in found]


def test_a_tranche_is_shared_as_the_plan_pays_it() -> None:
    payments = [
        _paid(CostType.CAPEX, "capital", 60_00),
        _paid(CostType.OPEX, "growth", 25_00, 0),
        _paid(CostType.OPEX, "growth", 15_00, 1),
    ]
    found = shares(_stage(100_00, 60), 100_00, payments)
    assert _told(found) == [("capital", "capex", 60_00), ("growth", "opex", 40_00)]


def test_a_part_of_it_goes_by_largest_remainders() -> None:
    payments = [_paid(CostType.OPEX, "a", 50), _paid(CostType.OPEX, "b", 50)]
    found = shares(_stage(1_00, 0), 33, payments)
    assert _told(found) == [("a", "opex", 17), ("b", "opex", 16)]


def test_what_nobody_pays_is_named_as_such() -> None:
    assert _told(shares(_stage(1_00, 0), 1_00, [])) == [(None, "opex", 1_00)]


@given(
    tranche=st.integers(0, 10**12),
    capex=st.integers(0, 100),
    part=st.integers(0, 100),
    weights=st.lists(
        st.tuples(st.sampled_from(CostType), st.sampled_from("abcd"), st.integers(0, 10**12)),
        max_size=6,
    ),
)
def test_shares_add_up_to_the_cent(
    tranche: int, capex: int, part: int, weights: list[tuple[CostType, str, int]]
) -> None:
    amount = tranche * part // 100
    payments = [_paid(kind, fund, weight) for kind, fund, weight in weights]
    found = shares(_stage(tranche, capex), amount, payments)
    assert sum(row.amount for row in found) == amount
    assert all(row.amount > 0 for row in found)
    paying = {(row.cost_type, row.fund) for row in payments if row.amount}
    assert all((row.cost_type, row.fund) in paying for row in found if row.fund is not None)
    spent = amount * 2 // 3
    less = scaled(found, spent)
    assert sum(row.amount for row in less) == (spent if found else 0)
    whole = Counter({(row.fund, row.cost_type): row.amount for row in found})
    assert all(row.amount <= whole[row.fund, row.cost_type] for row in less)
