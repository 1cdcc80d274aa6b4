"""Alternatives against every plan that there is within the loss."""

from __future__ import annotations

import os
from collections.abc import Iterator
from decimal import Decimal

import pytest

from models.alternative import Aim, Alternatives
from models.plan import Plan
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import InitiativeId
from optimizer.alternatives.measure import Measure
from optimizer.alternatives.search import Found, Nothing, Task, look
from optimizer.alternatives.trades import starts_of
from optimizer.audit import audit
from optimizer.funding.problem import Problem
from optimizer.gates import judge
from tests.oracle.agreement import planned
from tests.oracle.draw import draw
from tests.oracle.solve import Oracle
from tests.portfolios import build, fund, initiative, stage, team

WITHIN = Decimal(30)
SEEDS = range(int(os.environ.get("HEADGATE_ORACLE_SEEDS", "24")))
Starts = dict[StageKey, int]


def measured(portfolio: Portfolio) -> Measure:
    return Measure.of(Problem.of(portfolio, judge(portfolio)))


def plans_within(portfolio: Portfolio, floor: int, short: int) -> Iterator[Starts]:
    """The starts of all plans that are worth at least so much and lack no more people."""
    oracle = Oracle(portfolio)
    for starts in oracle.starts():
        overrun = oracle.money.overrun(starts)
        if overrun is None:
            continue
        worth = oracle.worth.of(starts) - overrun
        for cost, hires in oracle.hires:
            if worth - cost < floor:
                continue
            staffed = oracle.staffing.best(starts, hires, count_moves=oracle.price > 0)
            if staffed is None or staffed.short > short:
                continue
            if worth - cost - oracle.price * staffed.moved >= floor:
                yield dict(starts)
                break


def furthest(portfolio: Portfolio, best: Plan, floor: int, shown: list[Plan]) -> int:
    """How far a plan within the loss can be from the nearest one shown, by trying all."""
    measure = measured(portfolio)
    short = sum(row.slices for row in best.shortages)
    ends = [measure.ends(starts_of(plan)) for plan in shown]
    return max(
        min(measure.apart(measure.ends(starts), each) for each in ends)
        for starts in plans_within(portfolio, floor, short)
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_no_plan_within_the_loss_is_further_away(seed: int) -> None:
    portfolio = draw(seed)
    best = planned(portfolio)
    if best is None:
        return
    floor = Alternatives.least(best, WITHIN)
    shown, least = [best], measured(portfolio).least
    for _ in range(3):
        answer = look(Task(portfolio, best, floor, Aim.DIFFERENT, tuple(shown), 60))
        far = furthest(portfolio, best, floor, shown)
        if not isinstance(answer, Found):
            assert not answer.proven or far < least
            return
        assert answer.plan.value.total >= floor
        assert all(check.passed for check in audit(portfolio, answer.plan))
        assert least <= answer.apart <= far
        assert not answer.proven or answer.apart == far
        shown.append(answer.plan)


def test_most_answers_are_proven() -> None:
    proven = 0
    for seed in SEEDS:
        portfolio = draw(seed)
        best = planned(portfolio)
        if best is not None:
            floor = Alternatives.least(best, WITHIN)
            proven += look(Task(portfolio, best, floor, Aim.DIFFERENT, (best,), 60)).proven
    assert proven > len(SEEDS) // 2


def rivals(*, small: bool = True) -> Portfolio:
    """Money for one of two, and some left for a small one."""
    return build(
        team("web"),
        fund("main", [110, 0]),
        initiative("one", stage(100), worth=100),
        initiative("two", stage(100), worth=99),
        initiative("small", stage(10), worth=5) if small else (),
        gap=Decimal(0),
    )


def asked(portfolio: Portfolio, aim: Aim, within: str) -> object:
    best = planned(portfolio)
    assert best is not None
    floor = Alternatives.least(best, Decimal(within))
    return look(Task(portfolio, best, floor, aim, (best,), 60))


def test_the_rival_is_offered_just_within_the_loss() -> None:
    """The best is worth 100 a period, the rival's plan 99: exactly 1 % less."""
    found = asked(rivals(small=False), Aim.DIFFERENT, "1")
    assert isinstance(found, Found)
    assert sorted(measured(rivals()).ends(starts_of(found.plan))) == ["two"]
    assert found.proven
    nothing = asked(rivals(small=False), Aim.DIFFERENT, "0.99")
    assert nothing == Nothing(proven=True)


def test_of_plans_as_far_away_the_one_that_is_worth_the_most_is_offered() -> None:
    found = asked(rivals(), Aim.DIFFERENT, "50")
    assert isinstance(found, Found)
    assert sorted(measured(rivals()).ends(starts_of(found.plan))) == ["two"]


def test_least_money_gives_up_what_is_worth_little() -> None:
    found = asked(rivals(), Aim.MONEY, "5")
    assert isinstance(found, Found)
    assert sorted(measured(rivals()).ends(starts_of(found.plan))) == ["one"]


def test_fewest_at_once_spreads_the_work() -> None:
    portfolio = build(
        team("web"),
        fund("main", [100, 100]),
        *(initiative(name, stage(10), worth=10) for name in ("a", "b")),
        gap=Decimal(0),
    )
    found = asked(portfolio, Aim.CALM, "30")
    assert isinstance(found, Found)
    starts = sorted(starts_of(found.plan).values())
    assert starts == [0, 1]


def test_most_released_now_brings_work_forward() -> None:
    """What is worth less now than later is released now all the same."""
    portfolio = build(
        team("web"),
        fund("main", [100, 100]),
        initiative("wait", stage(50), worth=None),
        initiative("now", stage(50), worth=10),
        gap=Decimal(0),
    )
    found = asked(portfolio, Aim.EARLY, "10")
    assert isinstance(found, Found)
    assert sum(row.release_now for row in found.plan.stages) == 100


def test_the_measure_is_what_it_says() -> None:
    """In or out counts as a shift over four times the plan; a shift as its periods."""
    portfolio = rivals()
    measure = measured(portfolio)
    one, two = InitiativeId("one"), InitiativeId("two")
    weight = measure.weights[one]
    assert weight == 1 + 100 * 1_000 // 210
    assert measure.apart({one: 0}, {one: 3}) == 3 * weight
    assert measure.apart({one: 0}, {}) == 4 * weight + 4 * 4 * weight
    assert measure.apart({one: 1, two: 2}, {two: 2, one: 1}) == 0
    assert measure.least == 16


@pytest.mark.parametrize("seed", range(8))
def test_large_ones_go_bit_by_bit_and_prove_nothing(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("optimizer.alternatives.nearby.LARGE", 0)
    portfolio = draw(seed)
    best = planned(portfolio)
    if best is None:
        return
    floor = Alternatives.least(best, WITHIN)
    answer = look(Task(portfolio, best, floor, Aim.DIFFERENT, (best,), 4))
    assert not answer.proven
    if isinstance(answer, Found):
        assert answer.plan.value.total >= floor
        assert answer.apart <= furthest(portfolio, best, floor, [best])
        assert all(check.passed for check in audit(portfolio, answer.plan))


def test_bit_by_bit_finds_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("optimizer.alternatives.nearby.LARGE", 0)
    best = planned(rivals(small=False))
    assert best is not None
    floor = Alternatives.least(best, Decimal(1))
    found = look(Task(rivals(small=False), best, floor, Aim.DIFFERENT, (best,), 4))
    assert isinstance(found, Found)
    assert sorted(measured(rivals()).ends(starts_of(found.plan))) == ["two"]
    assert not found.proven
