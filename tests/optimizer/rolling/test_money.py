"""Budgets and envelopes at the end of a period."""

from decimal import Decimal

import pytest

from headgate.pipeline import run
from models.envelope import Envelope
from models.portfolio import Portfolio
from models.references import check
from optimizer.rolling import Rolled, roll
from tests.portfolios import Rows, build, envelope, fund, initiative, quarters, stage, team


def rolled(before: Portfolio) -> Rolled:
    result = roll(before, run(before))
    assert not [issue for issue in check(result.portfolio) if issue.stops]
    return result


def budgets(result: Rolled) -> list[tuple[str, str, int]]:
    return sorted((row.fund, row.window, row.amount) for row in result.portfolio.budgets)


def told(result: Rolled, sheet: str) -> list[str]:
    return [remark.what for remark in result.remarks if remark.sheet == sheet]


def spending(*money: Rows, per_window: int = 1, tranche: int = 30, periods: int = 1) -> Portfolio:
    return build(
        team("web"),
        *money,
        initiative("a", stage(tranche, periods), worth=900),
        periods=quarters(4, per_window),
    )


@pytest.mark.parametrize(("share", "carried"), [(0, 0), (50, 35), (90, 63), (99, 69), (100, 70)])
def test_what_a_window_leaves_over_is_carried_over_and_rounded_down(
    share: int, carried: int
) -> None:
    before = spending(fund("main", [100, 10, 10, 10], carry_over=Decimal(share)))
    result = rolled(before)
    assert budgets(result) == [("main", "W2", 10 + carried), ("main", "W3", 10), ("main", "W4", 10)]
    assert told(result, "Budgets") == [
        f"of EUR 0.70 that 'main' has left in W1, EUR 0.{carried:02} are carried over to W2"
    ]


def test_a_window_without_a_row_gets_one_where_something_is_carried_over() -> None:
    before = spending(fund("main", [100], carry_over=Decimal(100)))
    assert budgets(rolled(before)) == [("main", "W2", 70)]
    assert budgets(rolled(spending(fund("main", [100])))) == []


def test_a_fund_that_counts_spend_still_does_without_other_rows() -> None:
    result = rolled(spending(fund("main", [100], "spend")))
    assert [(row.window, row.amount, row.counts.value) for row in result.portfolio.budgets] == [
        ("W2", 0, "spend")
    ]


def test_a_window_that_goes_on_has_what_was_charged_less() -> None:
    before = spending(fund("main", [100, 50], carry_over=Decimal(100)), per_window=2)
    result = rolled(before)
    assert budgets(result) == [("main", "W1", 70), ("main", "W2", 50)]
    assert told(result, "Budgets") == []


def test_spend_is_charged_period_by_period() -> None:
    before = spending(fund("main", [100, 50], "spend"), per_window=2, periods=3)
    result = rolled(before)
    assert budgets(result) == [("main", "W1", 90), ("main", "W2", 50)]
    plan = run(result.portfolio)
    assert [(row.period, row.amount) for row in plan.payments] == [(0, 10), (1, 10)]


def test_an_overrun_is_over() -> None:
    before = spending(fund("main", [20, 50], price="0.5"), per_window=2)
    result = rolled(before)
    assert budgets(result) == [("main", "W1", 0), ("main", "W2", 50)]
    assert told(result, "Budgets") == ["'main' is EUR 0.10 over its budget of W1"]
    assert run(result.portfolio).value.overruns == 0


def test_committed_money_beyond_a_hard_budget_leaves_nothing_over() -> None:
    """Fault 53: what is committed stays, and no shortfall is carried into the next window."""
    before = build(
        team("web"),
        fund("main", [10, 50], carry_over=Decimal(100)),
        initiative("a", stage(30, status="active"), worth=900),
        periods=quarters(2, 1),
    )
    assert [row.amount for row in run(before).shortfalls] == [20]
    assert budgets(rolled(before)) == [("main", "W2", 50)]


def test_no_money_is_made_or_lost() -> None:
    """What was there is what was charged, what was not carried over, and what is there now."""
    before = build(
        team("web"),
        [fund(f"f{n}", [97, 31, 12], carry_over=Decimal(n * 33)) for n in range(4)],
        [initiative(f"i{n}", stage(41 + n, 2), worth=900) for n in range(5)],
        periods=quarters(3, 1),
    )
    plan = run(before)
    result = roll(before, plan)
    paid = sum(row.amount for row in plan.payments if row.period == 0)
    first = 4 * 97 - paid
    kept = sum(row.amount for row in result.portfolio.budgets) - 4 * (31 + 12)
    assert paid > 0
    assert 0 <= kept <= first


def rows(result: Rolled) -> dict[str, Envelope]:
    return {row.id: row for row in result.portfolio.envelopes}


def test_an_envelope_of_a_window_that_is_over_goes() -> None:
    before = spending(
        fund("main", [100, 100]),
        envelope("now", "released", window="W1", most=50),
        envelope("later", "released", window="W2", most=50),
        envelope("each", "released", most=50),
    )
    result = rolled(before)
    assert set(rows(result)) == {"later", "each"}
    assert told(result, "Envelopes") == ["'now' held in W1, which is over; it is removed"]


@pytest.mark.parametrize("window", ["W1", "all"])
def test_what_was_used_is_taken_off_a_limit(window: str) -> None:
    before = spending(
        fund("main", [100, 100]),
        envelope("money", "released", window=window, least=10, most=50),
        envelope("starts", "starts", window=window, most=2),
        envelope("other", "released", "team: web", window=window, most=50),
        per_window=2,
    )
    result = rolled(before)
    limits = {
        name: (row.at_least and row.at_least.amount, row.at_most and row.at_most.amount)
        for name, row in rows(result).items()
    }
    assert limits == {"money": (0, 20), "starts": (None, 1), "other": (None, 20)}
    assert told(result, "Envelopes") == []


def test_a_limit_of_each_window_that_one_has_used_in_part() -> None:
    before = spending(
        fund("main", [100, 100]),
        envelope("ceiling", "released", most=50),
        envelope("floor", "released", least=10),
        initiative("b", stage(30), worth=9, earliest_start="Q3"),
        per_window=2,
    )
    result = rolled(before)
    limits = {
        name: (row.window, row.at_least and row.at_least.amount, row.at_most and row.at_most.amount)
        for name, row in rows(result).items()
    }
    assert limits == {
        "ceiling": ("each", None, 50),
        "ceiling (W1)": ("W1", None, 20),
        "floor (W1)": ("W1", 0, None),
        "floor (W2)": ("W2", 10, None),
    }
    assert len(told(result, "Envelopes")) == 2


def test_a_window_of_many_periods_keeps_one_row_of_what_is_left() -> None:
    before = build(
        team("web"),
        fund("main", [100, 100]),
        envelope("ceiling", "released", most=50),
        initiative("a", stage(30), stage(5), worth=900),
        periods=quarters(4, 3),
    )
    once = rolled(before).portfolio
    plan = run(once)
    assert [row.start for row in plan.stages] == [None, 1]
    twice = roll(roll(once, plan).portfolio, run(roll(once, plan).portfolio)).portfolio
    assert [(row.id, row.at_most and row.at_most.amount) for row in once.envelopes] == [
        ("ceiling", 50),
        ("ceiling (W1)", 20),
    ]
    assert [row.id for row in twice.envelopes] == ["ceiling"]


def test_shares_and_averages_count_anew_and_that_is_told() -> None:
    before = spending(
        fund("main", [100, 100]),
        envelope("share", "released", window="all", most="100 %"),
        per_window=2,
    )
    result = rolled(before)
    assert result.portfolio.envelopes == before.envelopes
    (remark,) = [remark for remark in result.remarks if remark.sheet == "Envelopes"]
    assert remark.lost
    assert remark.what.startswith("'share' is a share or an average")
