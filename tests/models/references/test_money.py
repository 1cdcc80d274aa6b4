"""Funds, budgets, envelopes, sums and releases that contradict themselves."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from models.fund import CostType, Counts, PaysFor
from models.portfolio import Portfolio
from tests.models.references.findings import also, errors, warnings
from tests.portfolios import (
    AS_OF,
    after,
    benefit,
    build,
    change,
    envelope,
    fund,
    initiative,
    release,
    stage,
    team,
    with_settings,
)


def test_the_budgets_of_a_fund_count_alike() -> None:
    portfolio = build(fund("main", [1, 1]))
    first, second = portfolio.budgets
    mixed = change(portfolio, budgets=(first, second.model_copy(update={"counts": Counts.SPEND})))
    assert errors(mixed) == [
        (
            "Budgets, row 2, column Counts: 'main' counts spend here and release before; "
            "the same in all windows of a fund"
        )
    ]
    assert also(mixed) == ["Budgets, row 1, column Counts"]


def _two_funds(first: PaysFor, second: PaysFor, capex: int) -> Portfolio:
    return build(
        team("web"),
        fund("a", [1, 1], pays_for=first),
        fund("b", [1, 1], counts="spend", pays_for=second),
        initiative("cart", stage(100, capex=Decimal(capex))),
    )


@pytest.mark.parametrize(
    ("first", "second", "capex", "good"),
    [
        ((), (), 0, False),
        ((CostType.CAPEX,), (CostType.OPEX,), 50, True),
        ((CostType.CAPEX,), (), 0, True),
        ((CostType.CAPEX,), (), 50, False),
        ((CostType.OPEX,), (), 100, True),
        ((CostType.OPEX,), (), 99, False),
    ],
)
def test_funds_that_may_pay_one_part_count_alike(
    first: tuple[CostType, ...], second: tuple[CostType, ...], capex: int, *, good: bool
) -> None:
    portfolio = _two_funds(PaysFor(cost_types=first), PaysFor(cost_types=second), capex)
    part = "opex" if capex == 0 or CostType.OPEX in first else "capex"
    expected = (
        f"Funds, row 1, column Pays for: 'a' and 'b' may pay the same {part}, and one counts "
        "release, the other spend; funds that count money alike, or that pay for different things"
    )
    assert errors(portfolio) == ([] if good else [expected])


def test_a_tranche_that_nobody_may_pay_is_told() -> None:
    portfolio = build(team("web"), initiative("cart", stage(100), stage(100)))
    assert warnings(portfolio) == [
        (
            "Stages, row 1, column Tranche: no fund may pay opex of product teams; "
            "a fund whose Pays for fits; else it never starts"
        )
    ]
    assert warnings(build(team("web"), initiative("cart", stage(0)))) == []


def test_windows_without_a_budget_are_told() -> None:
    assert warnings(build(fund("main", [1, None]))) == [
        (
            "Funds, row 1, column Fund: 'main' has no budget in W2; "
            "a row in Budgets; without one it is 0"
        )
    ]


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [
        (3, 2, "the floor is above the ceiling; at most the ceiling"),
        ("30 %", "20 %", "the floor is above the ceiling; at most the ceiling"),
        (3, "20 %", None),
        (2, 2, None),
        (
            None,
            None,
            "it has neither a floor nor a ceiling; a value in At least, in At most, or in both",
        ),
    ],
)
def test_floors_and_ceilings(least: Any, most: Any, said: str | None) -> None:  # noqa: ANN401 - limits
    found = errors(build(envelope("cap", "people", least=least, most=most)))
    assert len(found) == (said is not None)
    if said is not None:
        assert found[0].startswith(f"Envelopes, row 1, column At least: {said}")


def _released(amount: int, **more: Any) -> Portfolio:  # noqa: ANN401 - any argument of release
    rows = initiative("cart", stage(500_00, status="active"), stage(700_00))
    return build(team("web"), fund("main", [1, 1]), rows, release("cart", 1, amount, **more))


def test_f40_a_tranche_that_contradicts_its_release() -> None:
    assert errors(_released(500_00)) == []
    assert errors(_released(499_00)) == [
        (
            "Releases, row 1, column Amount: 499.00 was released for a tranche of 500.00; "
            "the tranche that was released, in Stages"
        )
    ]
    assert also(_released(499_00)) == ["Stages, row 1, column Tranche"]


def test_f40_what_was_reversed_binds_nobody() -> None:
    assert errors(_released(499_00, state="reversed")) == []


def test_f40_a_reversal_clears_what_was_released_before() -> None:
    rows = (
        release("cart", 1, 400_00, AS_OF - timedelta(days=9)),
        release("cart", 1, 400_00, AS_OF - timedelta(days=5), "reversed"),
        release("cart", 1, 500_00, AS_OF - timedelta(days=1)),
    )
    assert errors(build(team("web"), initiative("cart", stage(500_00)), rows)) == []


def test_f40_a_share_of_a_tranche_where_settings_allow_it() -> None:
    rows = initiative("cart", stage(500_00, status="done"), stage(700_00))
    part = build(team("web"), rows, release("cart", 2, 350_00))
    assert len(errors(part)) == 1
    assert errors(with_settings(part, conditional_share=Decimal(50))) == []
    more = change(part, releases=(part.releases[0].model_copy(update={"amount": 700_01}),))
    assert len(errors(with_settings(more, conditional_share=Decimal(50)))) == 1


def test_f40_releases_in_the_future() -> None:
    found = errors(_released(500_00, day=AS_OF + timedelta(days=1)))
    assert found == [
        (
            "Releases, row 1, column Date: it was released on 2026-01-16, after the as-of date; "
            "a day up to 2026-01-15"
        )
    ]


def test_f40_a_later_stage_before_an_earlier_one() -> None:
    rows = initiative("cart", stage(500_00), stage(700_00))
    early = build(team("web"), rows, release("cart", 2, 700_00))
    assert errors(early) == [
        (
            "Releases, row 1, column Stage: stage 2 was released, and stage 1 has not started; "
            "a release of the stage before it, or its status"
        )
    ]
    both = change(early, releases=(*early.releases, *_released(500_00).releases))
    assert errors(both) == []


def test_f40_another_fund_than_the_stage_names() -> None:
    rows = initiative("cart", stage(500_00, status="active", fund="main"))
    funds = fund("main", [1, 1]), fund("other", [1, 1])
    portfolio = build(team("web"), *funds, rows, release("cart", 1, 500_00, fund="other"))
    assert errors(portfolio) == []
    assert (
        "Releases, row 1, column Fund: 'other' paid it, and Stages says 'main'"
        in (warnings(portfolio)[-1])
    )


def test_f42_an_empty_portfolio_is_valid() -> None:
    empty = build()
    assert (errors(empty), warnings(empty)) == ([], [])


def test_f46_sums_that_would_lose_cents() -> None:
    limit = 2**53
    stages = [stage(limit // 2), stage(limit - limit // 2)]
    portfolio = build(team("web"), initiative("cart", *stages))
    assert errors(portfolio) == []
    over = change(
        portfolio,
        stages=(
            portfolio.stages[0].model_copy(update={"tranche": limit // 2 + 1}),
            portfolio.stages[1],
        ),
    )
    [found] = errors(over)
    assert found.startswith("Stages, column Tranche: the sum of the column is ")


def test_f46_values_that_would_lose_cents() -> None:
    rows = initiative("cart", stage(0)), benefit("cart", 10**14)
    [found] = errors(build(team("web"), *rows))
    assert found.startswith("Benefits, column Uplift: the sum of the column is ")
    assert date(2026, 1, 1) < AS_OF


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        ("needs", {"lag": 1}, "column Lag: a lag has no meaning for 'needs'"),
        (
            "excludes",
            {"flag_cost": 0},
            "column Flag cost: a feature flag has no meaning for 'excludes'",
        ),
        ("same release", {"lag": 2}, "column Lag: a lag has no meaning for 'same release'"),
        ("finish-start", {"lag": 2, "flag_cost": 5}, None),
    ],
)
def test_lags_and_flags_belong_to_finish_start(
    kind: str, more: dict[str, Any], said: str | None
) -> None:
    rows = initiative("a", stage(0)), initiative("b", stage(0))
    found = errors(build(team("web"), *rows, after("a", "b", kind, **more)))
    assert len(found) == (said is not None)
    if said is not None:
        assert found[0].startswith(f"Dependencies, row 1, {said}")


@pytest.mark.parametrize(
    ("before", "later", "kind", "good"),
    [
        ("a", "a", "finish-start", False),
        ("a/2", "a/1", "finish-start", False),
        ("a/1", "a/2", "finish-start", True),
        ("a/1", "a/2", "needs", False),
    ],
)
def test_nothing_depends_on_itself(before: str, later: str, kind: str, *, good: bool) -> None:
    rows = initiative("a", stage(0), stage(0))
    found = errors(build(team("web"), rows, after(before, later, kind)))
    expected = ["Dependencies, row 1, column After: 'a' depends on itself; two initiatives"]
    assert found == ([] if good else expected)
