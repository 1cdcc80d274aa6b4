"""Money and names are solved in turn until both agree."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import headgate
from benchmarks.generated_portfolio import generated
from models.earlier import Earlier
from models.plan import SolveStatus
from models.portfolio import Portfolio
from models.progress import Progress
from optimizer.funding import large
from optimizer.funding.engine import Ending
from optimizer.funding.problem import Problem
from optimizer.funding.strategy import turns
from optimizer.gates import judge
from optimizer.planning import Decision, Effort, decide
from optimizer.staffing import names
from tests.complete import complete
from tests.portfolios import build, envelope, fund, initiative, person, stage, team

EXAMPLES = Path(__file__).parents[2] / "data" / "examples"

EXACT = Effort(gap=Decimal(0), seconds=3_600)


def decided(portfolio: Portfolio, effort: Effort = EXACT) -> Decision:
    decision = decide(portfolio, Problem.of(portfolio, judge(portfolio)), effort)
    assert isinstance(decision, Decision)
    return decision


def starts(decision: Decision) -> dict[str, int]:
    return {f"{key.initiative}/{key.stage}": t for key, t in decision.funding.choice.starts.items()}


def two_teams_one_expert(**settings: int) -> Portfolio:
    """Ann may work for one team at a time; both would like half of her."""
    return build(
        team("web"),
        team("app"),
        person("ann", "web", {"build": 3}, slices=2, lendable="anywhere"),
        fund("main", [900, 900]),
        initiative("shop", stage(100, periods=4, needs={"build": 1}), worth=9),
        initiative("chat", stage(100, periods=4, needs={"build": 1}), team="app", worth=5),
        periods=None,
        **settings,
    )


def test_names_refuse_what_groups_promised() -> None:
    both = decided(two_teams_one_expert(most_teams=2))
    assert starts(both) == {"shop/1": 0, "chat/1": 0}
    assert both.rounds == 1
    one = decided(two_teams_one_expert(most_teams=1))
    assert starts(one) == {"shop/1": 0}
    assert one.rounds > 1
    assert one.status is SolveStatus.OPTIMAL


def test_a_move_that_costs_more_than_it_brings_is_not_made() -> None:
    worth = 5 * 100 * 4
    for price, made in ((worth, True), (worth + 1, False)):
        portfolio = two_teams_one_expert(most_teams=2, move_price=price, value_horizon=4)
        assert ("chat/1" in starts(decided(portfolio))) is made or price == worth


def test_work_that_brings_nothing_is_trimmed() -> None:
    shop = build(
        team("web"),
        fund("main", [900, 900]),
        initiative("shop", stage(100), worth=9),
        initiative("idle", stage(100)),
    )
    assert starts(decided(shop, Effort(gap=Decimal(50), seconds=60))) == {"shop/1": 0}


def test_of_plans_worth_the_same_the_cheaper_and_earlier_one_is_taken() -> None:
    shop = build(
        team("web"),
        fund("main", [900, 900]),
        initiative("dear", stage(101), worth=9, group="engine"),
        initiative("fair", stage(100), worth=9, group="engine"),
        discount_rate=0,
    )
    assert starts(decided(shop)) == {"fair/1": 0}


def test_no_plan_is_told_apart_from_none_found() -> None:
    shop = build(
        team("web"),
        fund("main", [900, 900]),
        initiative("shop", stage(100)),
        envelope("grow", "released", least=101, window="all"),
    )
    assert decide(shop, Problem.of(shop, judge(shop)), EXACT) is Ending.INFEASIBLE


def test_what_must_be_done_may_take_people_from_committed_work() -> None:
    shop = build(
        team("web"),
        team("app"),
        person("ann", "web", {"build": 3}, slices=2),
        fund("main", [900, 900]),
        initiative("old", stage(100, periods=4, needs={"build": 1}, status="active")),
        initiative("law", stage(100, periods=4, needs={"build": 2}), must_do=True),
    )
    decision = decided(shop)
    assert sum(row.slices for row in decision.staffing.shortages) == 1
    assert starts(decision)["law/1"] == 3


@pytest.mark.parametrize("after", [0, 1])
def test_a_stopped_search_gives_the_best_so_far_or_says_so(after: int) -> None:
    portfolio = complete()
    calls: list[Progress] = []
    effort = Effort(
        gap=Decimal(0),
        seconds=60,
        on_progress=calls.append,
        interrupted=lambda: len(calls) > after,
    )
    decision = decide(portfolio, Problem.of(portfolio, judge(portfolio)), effort)
    assert calls
    if isinstance(decision, Decision):
        assert decision.bound >= decision.value.total
    else:
        assert decision is Ending.STOPPED


def test_shuffled_rows_give_the_same_decision() -> None:
    portfolio = complete()
    names = [name for name in type(portfolio).model_fields if name != "settings"]
    turned = portfolio.model_copy(
        update={name: tuple(reversed(getattr(portfolio, name))) for name in names}
    )
    first, second = decided(portfolio), decided(turned)
    assert starts(first) == starts(second)
    assert first.staffing.assignments == second.staffing.assignments
    assert first.funding.choice.settlement.payments == second.funding.choice.settlement.payments


def test_in_parts_as_exactly_and_from_an_earlier_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    portfolio = generated(12, 40, 4, 3)
    problem = Problem.of(portfolio, judge(portfolio))
    effort = Effort(Decimal("0.5"), 600.0)
    exact = decide(portfolio, problem, effort)
    monkeypatch.setattr(large, "MANY_STARTS", 0)
    monkeypatch.setattr(turns, "MOST", 1)
    parts = decide(portfolio, problem, effort)
    assert isinstance(exact, Decision)
    assert isinstance(parts, Decision)
    assert parts.value.total <= exact.bound
    assert exact.value.total <= parts.bound
    earlier = Earlier(parts.funding.choice.starts, parts.staffing.assignments)
    again = decide(portfolio, problem, effort, earlier)
    assert isinstance(again, Decision)
    assert again.value.total >= parts.value.total - abs(parts.value.total) // 200


@pytest.mark.parametrize("name", ["retailer", "industrial"])
def test_examples_in_parts_and_from_their_own_plans(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scarce people, work that must be done, committed work, limits of every kind."""
    monkeypatch.setattr(large, "MANY_STARTS", 0)
    monkeypatch.setattr(names, "MANY", 0)
    portfolio = headgate.read(EXAMPLES / f"{name}.xlsx")
    first = headgate.plan(portfolio, gap="25", time_limit=600)
    again = headgate.plan(portfolio, gap="25", time_limit=600, earlier=first)
    assert first.gap <= 0.25
    assert again.gap <= 0.25
    assert all(check.passed for check in (*first.bare.checks, *again.bare.checks))
    assert dict(first.bare.provenance.notes)["staffing by"].startswith("regions")
