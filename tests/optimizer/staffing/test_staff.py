"""A staffing as a whole: what it weighs, what stands against each other, and that it repeats."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.person import Lendable
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import InitiativeId
from optimizer.staffing import Staffing, StaffingError, staff
from tests.optimizer.staffing.build import Work, in_force, periods, person, skill, team
from tests.optimizer.staffing.build import settings as given_settings
from tests.optimizer.staffing.oracle import Facts
from tests.optimizer.staffing.small_portfolios import small_portfolios

slow_to_draw = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


def company(people: int, length: int, /, **rows: object) -> Portfolio:
    """People p0, p1, … at home at Apps and Basket in turn, of one domain, lent within it."""
    homes = ("Apps", "Basket")
    everything: dict[str, object] = {
        "settings": given_settings(),
        "periods": periods(length),
        "teams": (team("Apps"), team("Basket")),
        "people": tuple(
            person(f"p{i}", homes[i % 2], lendable=Lendable.DOMAIN, cost=10 - i)
            for i in range(people)
        ),
        "skills": tuple(skill(f"p{i}") for i in range(people)),
    }
    return Portfolio.model_validate({**everything, **rows})


def staffed(work: Work, portfolio: Portfolio) -> Staffing:
    return staff(work.on(portfolio), work.starts, (), committed=frozenset(work.committed))


def test_nothing_to_do_is_a_staffing() -> None:
    staffing = staffed(Work(), company(2, 2))
    assert staffing.assignments == ()
    assert staffing.proven
    assert staffing.moved == staffing.moved_bound == 0


def test_nobody_there_is_a_staffing() -> None:
    staffing = staffed(Work().add("Ads", "Apps", 1, committed=True), company(0, 1))
    assert [row.slices for row in staffing.shortages] == [1]
    assert staffing.conflicts == ()


def test_stages_that_are_not_committed_are_served_first_and_the_conflict_is_told() -> None:
    work = Work().add("Ads", "Apps", 2, committed=True).add("Blog", "Apps", 1)
    staffing = staffed(work, company(1, 1))
    assert [row.slices for row in staffing.shortages] == [1]
    assert staffing.unserved == ()
    (conflict,) = staffing.conflicts
    assert conflict.stages == (StageKey(InitiativeId("Blog"), 1),)
    assert (conflict.period, conflict.proven) == (0, True)


def test_what_committed_stages_lack_anyway_is_no_conflict() -> None:
    work = Work().add("Ads", "Apps", 3, committed=True).add("Blog", "Basket", 1, start=1)
    staffing = staffed(work, company(1, 2))
    assert [row.slices for row in staffing.shortages] == [1]
    assert staffing.conflicts == ()


def test_the_smallest_conflict_leaves_out_who_has_no_part_in_it() -> None:
    work = Work().add("Ads", "Apps", 2).add("Blog", "Apps", 2).add("Chat", "Basket", 2, start=1)
    staffing = staffed(work, company(1, 2))
    assert [conflict.stages for conflict in staffing.conflicts] == [
        (StageKey(InitiativeId("Ads"), 1), StageKey(InitiativeId("Blog"), 1))
    ]


def test_a_loan_that_ends_is_a_conflict_over_time() -> None:
    work = Work().add("Ads", "Basket", 1, lasts=3)
    people = (person("p0", "Apps", lendable=Lendable.DOMAIN, longest=2),)
    (conflict,) = staffed(work, company(1, 3, people=people)).conflicts
    assert conflict.period is None
    assert conflict.stages == (StageKey(InitiativeId("Ads"), 1),)


def test_stages_that_began_before_now_ask_for_what_is_left() -> None:
    staffing = staffed(Work().add("Ads", "Apps", 1, start=-2, lasts=3), company(1, 3))
    assert [row.period for row in staffing.assignments] == [0]


def test_stages_beyond_the_horizon_are_staffed_within_it() -> None:
    staffing = staffed(Work().add("Ads", "Apps", 1, start=1, lasts=9), company(1, 3))
    assert [row.period for row in staffing.assignments] == [1, 2]


def test_few_moves_go_before_few_teams_and_those_before_cost() -> None:
    dear_but_there = (in_force("p0", "Basket", 1),)
    work = Work().add("Ads", "Basket", 3)
    staffing = staffed(work, company(3, 1, assignments=dear_but_there))
    assert {(row.who, row.slices) for row in staffing.assignments} == {("p0", 1), ("p1", 2)}
    work = Work().add("Ads", "Apps", 2)
    staffing = staffed(work, company(3, 1))
    assert {(row.who, row.slices) for row in staffing.assignments} == {("p2", 2)}


def test_people_stay_on_their_initiative() -> None:
    work = Work().add("Ads", "Apps", 2, lasts=3).add("Blog", "Apps", 2, lasts=3)
    staffing = staffed(work, company(3, 3))
    assert len({(row.who, row.initiative) for row in staffing.assignments}) == 2


def test_when_the_time_is_up_the_work_is_still_staffed_and_it_is_said() -> None:
    work = Work().add("Ads", "Apps", 3)
    late = staff(work.on(company(3, 1)), work.starts, (), committed=frozenset(), deadline=0.0)
    assert late.unserved == ()
    assert dict(late.notes)["staffing clock"].startswith("the time was up")


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=slow_to_draw)
@given(small_portfolios(3, 4), st.randoms(use_true_random=False))
def test_order_of_rows_changes_nothing(facts: Facts, chance: random.Random) -> None:
    shuffled = {}
    for name in type(facts.portfolio).model_fields:
        rows = getattr(facts.portfolio, name)
        if isinstance(rows, tuple):
            shuffled[name] = tuple(chance.sample(rows, len(rows)))
    starts = dict(chance.sample(list(facts.starts.items()), len(facts.starts)))
    other = facts.portfolio.model_copy(update=shuffled)
    try:
        first = staff(facts.portfolio, facts.starts, facts.hires, committed=facts.committed)
    except StaffingError:
        return
    hires = facts.hires[::-1]
    assert staff(other, starts, hires, committed=facts.committed) == first


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=slow_to_draw)
@given(small_portfolios(3, 4))
def test_every_rule_holds(facts: Facts) -> None:
    try:
        staffing = staff(facts.portfolio, facts.starts, facts.hires, committed=facts.committed)
    except StaffingError:
        return
    assert list(facts.faults(staffing.assignments)) == []
    assert list(facts.unexplained(staffing)) == []
    assert staffing.moved_bound is not None
    assert staffing.moved_bound <= staffing.moved
    assert bool(staffing.conflicts) >= bool(staffing.unserved)
