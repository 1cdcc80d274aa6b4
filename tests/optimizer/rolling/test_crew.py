"""People, pools and hires at the end of a period."""

import pytest

from headgate.pipeline import run
from models.plan import Plan, Worker
from models.portfolio import Portfolio
from models.references import check
from models.supply import HiringKind, HiringOption
from models.units import Money, OptionId, PeriodIndex, SkillId, Slices
from optimizer.rolling import Rolled, roll
from optimizer.rolling.hires import hired
from optimizer.rolling.quarter import Quarter
from optimizer.rolling.released import Released
from tests.portfolios import (
    Rows,
    build,
    fund,
    hiring,
    initiative,
    person,
    pool,
    stage,
    team,
    works,
)


def portfolio(*rows: Rows) -> Portfolio:
    return build(team("web"), team("app"), fund("main", [100_00, 100_00]), *rows)


def rolled(before: Portfolio) -> Rolled:
    result = roll(before, run(before))
    assert not [issue for issue in check(result.portfolio) if issue.stops]
    return result


def in_force(result: Rolled) -> list[tuple[str, str, int, str | None, bool]]:
    return sorted(
        (row.person, row.team, row.slices, row.until, row.locked)
        for row in result.portfolio.assignments
    )


def told(result: Rolled, sheet: str) -> list[str]:
    return [remark.what for remark in result.remarks if remark.sheet == sheet]


def test_the_staffing_plan_becomes_the_plan_in_force() -> None:
    before = portfolio(
        person("ann", "web", {"build": 1}),
        person("bob", "app", {"build": 1}, lendable="anywhere"),
        initiative("a", stage(1_00, 2, {"build": 3}), worth=900),
        works("bob", "app", 2),
    )
    result = rolled(before)
    assert in_force(result) == [("ann", "web", 2, None, False), ("bob", "web", 1, "Q2", False)]
    assert run(result.portfolio).moved == 0


def test_work_that_was_not_released_is_not_in_force() -> None:
    before = portfolio(
        person("ann", "web", {"build": 1}), initiative("a", stage(1_00, 2, {"build": 2}), worth=900)
    )
    assert roll(before, run(before), ()).portfolio.assignments == ()


def test_locks_go_on_until_their_end() -> None:
    before = portfolio(
        person("ann", "web", {"build": 1}),
        person("bob", "web", {"build": 1}),
        person("cem", "web", {"build": 1}),
        works("ann", "app", 1, "Q1", lock=True),
        works("bob", "app", 1, "Q2", lock=True),
        works("cem", "app", 1, lock=True),
        initiative("a", stage(1_00, 2, {"build": 3}), worth=900),
    )
    result = rolled(before)
    assert in_force(result) == [
        ("ann", "web", 1, None, False),
        ("bob", "app", 1, "Q2", True),
        ("bob", "web", 1, None, False),
        ("cem", "app", 1, None, True),
        ("cem", "web", 1, None, False),
    ]
    assert told(result, "Assignments") == ["the lock of 'ann' at 'app' has ended with Q1"]


def test_a_loan_with_a_longest_length_is_told_as_forgotten() -> None:
    before = portfolio(
        person("bob", "app", {"build": 1}, lendable="anywhere", longest_loan=2),
        initiative("a", stage(1_00, 2, {"build": 1}), worth=900),
    )
    (remark,) = [x for x in rolled(before).remarks if x.sheet == "Assignments"]
    assert remark.lost
    assert remark.what == (
        "'bob' is on loan at 'web' and may be for 2 periods in a row; the next plan counts them "
        "from now"
    )


def test_exceptions_and_pools_of_the_period_go() -> None:
    before = portfolio(
        person("ann", "web", {"build": 1}),
        pool("p1", "build", 2, to_period="Q1"),
        pool("p2", "build", 2, from_period="Q1", to_period="Q2"),
        pool("p3", "build", 2, from_period="Q3"),
        [
            _away("ann", "Q1"),
            _away("ann", "Q2"),
        ],
    )
    result = rolled(before)
    assert [(row.person, row.period) for row in result.portfolio.availability] == [("ann", "Q2")]
    assert [(row.id, row.from_period, row.to_period) for row in result.portfolio.pools] == [
        ("p2", None, "Q2"),
        ("p3", "Q3", None),
    ]
    assert told(result, "Pools") == ["'p1' was there until Q1; it is removed"]


def _away(name: str, period: str) -> Rows:
    from models.person import Availability

    return Availability.model_validate({"person": name, "period": period, "slices": 0})


def needing(*options: Rows, worth: int = 900, periods: int = 4, slices: int = 2) -> Portfolio:
    return portfolio(
        *options, initiative("a", stage(1_00, periods, {"build": slices}), worth=worth)
    )


def test_who_is_hired_goes_on_as_a_pool_and_is_not_paid_for_again() -> None:
    before = needing(hiring("h", "build", 3, cost=10, one_off=50))
    plan = run(before)
    assert plan.value.hires == 4 * 10 + 50
    result = rolled(before)
    (row,) = result.portfolio.pools
    assert (row.id, row.skill, row.slices, row.from_period, row.to_period, row.cost) == (
        *("h (hired)", "build", 2, None, None),
        10,
    )
    assert [option.most for option in result.portfolio.hiring] == [1]
    again = run(result.portfolio)
    assert again.value.hires == 0
    assert {(work.worker, work.who, work.slices) for work in again.assignments} == {
        (Worker.POOL, "h (hired)", 2)
    }
    assert told(result, "Hiring") == ["1 FTE of 'h' are there and go on as the pool 'h (hired)'"]


def test_who_comes_at_the_end_of_the_lead_time_is_taken_as_ordered() -> None:
    before = portfolio(
        hiring("h", "build", 3, cost=10, one_off=50, lead_time=2),
        initiative("a", stage(1_00, 1, {"build": 2}), worth=900),
    )
    plan = run(before)
    assert {row.period for row in plan.hires} == {2, 3}
    result = rolled(before)
    (row,) = result.portfolio.pools
    assert (row.slices, row.from_period) == (2, "Q3")
    assert told(result, "Hiring")[0].startswith(
        "1 FTE of 'h' are taken as ordered and come in Q3 as the pool 'h (hired)'; remove it if"
    )
    again = run(result.portfolio)
    assert [row.start for row in again.stages] == [1]
    assert again.value.hires == 0
    once_more = rolled(result.portfolio)
    assert once_more.portfolio.pools == result.portfolio.pools


def test_people_who_learn_another_skill_have_that_time_no_more() -> None:
    before = portfolio(
        person("ann", "web", {"test": 1}),
        person("bob", "web", {"test": 1}, slices=1),
        hiring("h", "build", 2, "reskill", from_skill="test", one_off=5),
        initiative("a", stage(1_00, 4, {"build": 1, "test": 2}), worth=900),
    )
    result = rolled(before)
    left = {row.id: row.slices for row in result.portfolio.people}
    assert sum(left.values()) == 2
    assert [(row.skill, row.slices) for row in result.portfolio.pools] == [("build", 1)]
    again = run(result.portfolio)
    assert [row.start for row in again.stages] == [-1]
    assert again.shortages == ()
    assert told(result, "People")[0].endswith(
        "gives up 0.5 FTE for another skill, which is a pool now"
    )


def contractor(use: list[int], stay: int, lead: int = 0, most: int = 9) -> list[tuple[int, ...]]:
    """Layers of a contractor's time as a plan uses it, and what can be had besides."""
    option = HiringOption(
        id=OptionId("c"),
        skill=SkillId("build"),
        kind=HiringKind.CONTRACTOR,
        most=Slices(most),
        cost=Money(1),
        lead_time=lead,
        shortest_stay=stay,
    )
    before = needing()
    plan = run(before)
    hires = [
        {"option": "c", "period": PeriodIndex(t), "slices": Slices(n)}
        for t, n in enumerate(use)
        if n
    ]
    plan = Plan.model_validate(plan.model_dump() | {"hires": tuple(hires)})
    found = hired(Quarter(before, plan, Released((), frozenset(), ())), option)
    return [
        *(tuple(-1 if x is None else x for x in layer) for layer in found.layers),
        (found.most,),
    ]


@pytest.mark.parametrize(
    ("use", "stay", "lead", "expected"),
    [
        ([2, 2, 2, 2], 1, 0, [(2, 0, 3), (7,)]),
        ([2, 2, 1, 0], 1, 0, [(1, 0, 1), (1, 0, 2), (7,)]),
        ([2, 0, 0, 0], 1, 0, [(9,)]),
        ([3, 1, 1, 1], 1, 0, [(1, 0, 3), (8,)]),
        ([0, 2, 2, 0], 2, 1, [(2, 1, 2), (7,)]),
        ([0, 0, 2, 2], 1, 1, [(9,)]),
        ([4, 6, 2, 2], 3, 0, [(4, 0, 1), (5,)]),  # who came later must stay: the first ones leave
        ([9, 9, 0, 9], 1, 0, [(9, 0, 1), (9,)]),  # others may come when they have left
        ([0, 0, 0, 0], 1, 0, [(9,)]),
    ],
)
def test_contractors_stay_as_long_as_planned(
    use: list[int], stay: int, lead: int, expected: list[tuple[int, ...]]
) -> None:
    assert contractor(use, stay, lead) == expected
