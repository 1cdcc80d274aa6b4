"""Names region by region, against all staffings of tiny portfolios."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings

from models.portfolio import Portfolio
from optimizer.staffing import Staffing, names, staff
from optimizer.staffing.horizon import names as horizon
from optimizer.staffing.horizon import regions
from tests.optimizer.staffing.brute_force import compared
from tests.optimizer.staffing.build import Work
from tests.optimizer.staffing.oracle import Facts, score
from tests.optimizer.staffing.small_portfolios import small_portfolios
from tests.optimizer.staffing.test_staff import company

slow_to_draw = [
    HealthCheck.too_slow,
    HealthCheck.filter_too_much,
    HealthCheck.data_too_large,
    HealthCheck.function_scoped_fixture,
]


@pytest.fixture(autouse=True)
def _from_the_first_choice_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "MANY", 0)


def _staffed(portfolio: Portfolio, work: Work) -> Staffing:
    return staff(work.on(portfolio), work.starts, (), committed=frozenset(work.committed))


def _again(facts: Facts, earlier: Staffing) -> Staffing:
    """From earlier names, of these facts or of others."""
    return staff(
        facts.portfolio,
        facts.starts,
        facts.hires,
        committed=facts.committed,
        near=earlier.assignments,
    )


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=slow_to_draw)
@given(small_portfolios())
def test_every_rule_holds_and_no_staffing_moves_less_than_the_bound(facts: Facts) -> None:
    staffing, found = compared(facts)
    assert list(facts.faults(staffing.assignments)) == []
    assert list(facts.unexplained(staffing)) == []
    unserved = sum(row.slices for row in staffing.unserved)
    short = sum(row.slices for row in staffing.shortages)
    assert score(facts, staffing.assignments, unserved, short)[:3] >= found[:3]
    if not unserved and not short:
        assert staffing.moved_bound is not None
        assert staffing.moved_bound <= found[2] <= staffing.moved
    again = _again(facts, staffing)
    assert list(facts.faults(again.assignments)) == []
    assert sum(row.slices for row in again.unserved) <= unserved


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=slow_to_draw)
@given(small_portfolios(), small_portfolios())
def test_names_of_another_portfolio_break_no_rule(before: Facts, now: Facts) -> None:
    """The same people and teams, where all about them may have changed."""
    staffing, _ = compared(before)
    plain, _ = compared(now)
    again = _again(now, staffing)
    assert list(now.faults(again.assignments)) == []
    assert list(now.unexplained(again)) == []
    assert bool(again.unserved) <= bool(plain.unserved)


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=slow_to_draw)
@given(small_portfolios())
def test_in_districts_of_a_team_each_every_rule_holds(facts: Facts) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(regions, "WIDE", 1)
        for size in ("LARGE", "MIDDLE", "SMALL"):
            patch.setattr(horizon, size, 1)
        staffing, found = compared(facts)
    assert list(facts.faults(staffing.assignments)) == []
    assert list(facts.unexplained(staffing)) == []
    assert staffing.moved_bound is None or staffing.moved_bound <= found[2]


def test_who_has_gone_is_replaced() -> None:
    work = Work().add("Ads", "Basket", 2, lasts=3)
    there = company(4, 4)
    before = _staffed(there, work)
    gone = before.assignments[0].who
    left = there.model_copy(
        update={
            "people": tuple(person for person in there.people if person.id != gone),
            "skills": tuple(row for row in there.skills if row.person != gone),
        }
    )
    after = staff(
        work.on(left), work.starts, (), committed=frozenset(), near=before.assignments, rough=True
    )
    assert after.is_rough
    assert after.unserved == ()
    assert gone not in {row.who for row in after.assignments}


def test_who_is_lent_stays_while_the_work_goes_on() -> None:
    work = Work().add("Ads", "Basket", 5, lasts=3)
    staffing = _staffed(company(4, 3), work)  # two at home, two slices each
    assert staffing.unserved == ()
    assert staffing.moved == staffing.moved_bound == 1


def test_rows_in_another_order_change_nothing() -> None:
    work = Work().add("Ads", "Basket", 5, lasts=3).add("Blog", "Apps", 1, lasts=2)
    there = company(5, 3)
    people = list(there.people)
    random.Random(1).shuffle(people)  # noqa: S311 - an order, no secret
    again = there.model_copy(update={"people": tuple(people)})
    assert _staffed(there, work) == _staffed(again, work)


def test_once_stopped_only_the_necessary_is_done() -> None:
    work = Work().add("Ads", "Basket", 5, lasts=3)
    there = company(4, 3)
    found = staff(work.on(there), work.starts, (), committed=frozenset(), interrupted=lambda: True)
    assert found.unserved == ()
    assert found.moved_bound is None  # the bound takes a solve that no plan needs
    assert _staffed(there, work).moved_bound == 1
