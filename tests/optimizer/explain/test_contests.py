"""Whose time is scarce: one person's, a platform team's, a skill's; and who only waits for it."""

import pytest

from models.explanation import Conflict, Loss, Scarce
from models.plan import Assignment
from models.portfolio import Portfolio
from models.units import InitiativeId, Money
from optimizer.explain import conflicts
from tests.optimizer.explain.plans import plan_of, works_on
from tests.portfolios import (
    Rows,
    after,
    build,
    fund,
    initiative,
    person,
    pool,
    stage,
    team,
    with_settings,
    works,
)

ALL = range(4)


def loss(name: str, cost: int, periods: int | None = None) -> Loss:
    return Loss(initiative=InitiativeId(name), cost=Money(cost), periods=periods)


def one(rows: Portfolio, starts: dict[str, int], work: list[Assignment]) -> Conflict:
    (found,) = conflicts(rows, plan_of(rows, starts, work))
    return found


def rich(*rows: Rows) -> Portfolio:
    """Money enough for everything, and a product team."""
    return build(team("web"), fund("main", [1_000_00, 1_000_00]), rows)


def for_ann(*more: Rows) -> Portfolio:
    """Big has all of Ann's time, and Shop asks for some at her level."""
    return rich(
        initiative("big", stage(periods=4, needs={"build": 2}), worth=9),
        initiative("shop", stage(needs={("build", 2): 1}), worth=3),
        person("ann", "web", {"build": 2}),
        more,
    )


def anns() -> list[Assignment]:
    return [works_on("ann", "big", t, 2) for t in ALL]


def test_a_person_is_won_and_lost() -> None:
    found = one(for_ann(), {"big": 0}, anns())
    assert (found.kind, found.person) == (Scarce.PERSON, "ann")
    assert found.over == "the only one with build for Web in Q1"  # never by name
    assert (found.winners, found.losers) == (("big",), ("shop",))
    assert found.losses == (loss("shop", 7 * 3_00),)


@pytest.mark.parametrize(
    "other",
    [
        person("bob", "web", {"build": 1}),  # not good enough
        [team("app"), person("bob", "app", {"build": 3})],  # not lent
        person("bob", "web", {"build": 2}, slices=0),  # not there
        [team("app"), pool("agency", "build", 1, team="app")],  # for others
    ],
)
def test_who_could_not_do_it_changes_nothing(other: Rows) -> None:
    found = one(for_ann(other), {"big": 0}, anns())
    assert found.person == "ann"


def test_a_second_one_who_could_do_it_makes_it_the_skill() -> None:
    # who could do it has too little time, and is one more all the same
    more = initiative("more", stage(periods=4, needs={("build", 2): 1}), worth=9)
    both = for_ann(more, person("bob", "web", {"build": 2}, slices=1))
    work = [*anns(), *(works_on("bob", "more", t) for t in ALL)]
    found = one(both, {"big": 0, "more": 0}, work)
    assert (found.kind, found.person, found.winners) == (Scarce.SKILL, None, ("big", "more"))


def test_one_who_is_locked_to_a_team_is_alone_there() -> None:
    rows = rich(
        team("app"),
        initiative("big", stage(periods=4, needs={"build": 1}), worth=9),
        initiative("shop", stage(needs={"build": 1}), worth=3),
        person("ann", "app", {"build": 1}),
        works("ann", "web", 1, lock=True),
    )
    found = one(rows, {"big": 0}, [works_on("ann", "big", t) for t in ALL])
    assert (found.kind, found.person, found.winners) == (Scarce.PERSON, "ann", ("big",))


def test_one_person_is_one_conflict_whatever_is_wanted_of_them() -> None:
    rows = rich(
        initiative("big", stage(periods=4, needs={"build": 2}), worth=9),
        initiative("shop", stage(needs={"build": 1}), worth=3),
        initiative("mall", stage(needs={"design": 1}), worth=2),
        person("ann", "web", {"build": 1, "design": 1}),
    )
    found = one(rows, {"big": 0}, anns())
    assert found.over == "the only one with build and design for Web in Q1"
    assert found.losses == (loss("shop", 7 * 3_00), loss("mall", 7 * 2_00))


def at_limit(most_teams: int, *more: Rows) -> Portfolio:
    """Bob has half his time left for Web, but works for App; Ann is busy."""
    rows = rich(
        team("app"),
        initiative("big", stage(periods=4, needs={"build": 2}), worth=9),
        initiative("near", stage(periods=4, needs={"build": 1}), team="app", worth=9),
        initiative("shop", stage(needs={"build": 1}), worth=3),
        person("ann", "web", {"build": 1}),
        person("bob", "app", {"build": 1}, lendable="anywhere"),
        more,
    )
    return with_settings(rows, most_teams=most_teams)


def test_one_who_works_for_enough_teams_is_won_and_lost() -> None:
    work = [*anns(), *(works_on("bob", "near", t, team="app") for t in ALL)]
    starts = {"big": 0, "near": 0}
    found = one(at_limit(1), starts, work)
    assert (found.kind, found.person) == (Scarce.PERSON, "bob")
    assert found.over == "the last one with build and time for Web in Q1"
    assert (found.winners, found.losers) == (("near",), ("shop",))
    assert conflicts(at_limit(2), plan_of(at_limit(2), starts, work)) == ()


def test_several_who_work_for_enough_teams_are_the_skill() -> None:
    more = initiative("far", stage(periods=4, needs={"build": 1}), team="app", worth=9)
    rows = at_limit(1, more, person("cat", "app", {"build": 1}, lendable="anywhere"))
    work = [*anns(), *(works_on("bob", "near", t, team="app") for t in ALL)]
    work += [works_on("cat", "far", t, team="app") for t in ALL]
    found = one(rows, {"big": 0, "near": 0, "far": 0}, work)
    assert (found.kind, found.person) == (Scarce.SKILL, None)
    assert found.winners == ("big", "far", "near")  # the largest share first


def test_who_works_for_the_team_already_may_do_more_there() -> None:
    rows = at_limit(1)
    work = [*anns(), *(works_on("bob", "near", t, team="web") for t in ALL)]
    assert conflicts(rows, plan_of(rows, {"big": 0, "near": 0}, work)) == ()


def test_a_skill_that_may_not_be_lent_is_had_by_others() -> None:
    rows = rich(
        team("app"),
        initiative("big", stage(periods=4, needs={"build": 1}), team="app", worth=9),
        initiative("shop", stage(needs={"build": 1}), worth=3),
        person("ann", "app", {"build": 1}),
        person("bob", "app", {"build": 1}),
    )
    found = one(rows, {"big": 0}, [works_on("ann", "big", t, team="app") for t in ALL])
    assert (found.over, found.kind) == ("build in Q1", Scarce.SKILL)
    assert found.winners == ("big",)


def platform(*more: Rows, **of_base: object) -> Portfolio:
    """Two experts at home in a platform team, who may be lent."""
    return rich(
        team("base", "platform", **of_base),
        person("ann", "base", {"build": 1}, lendable="anywhere"),
        person("bob", "base", {"build": 1}, lendable="anywhere"),
        more,
    )


def based(periods: range) -> list[Assignment]:
    """Both experts work for Big."""
    return [works_on(who, "big", t, 2, team="base") for who in ("ann", "bob") for t in periods]


def big(periods: int = 4, slices: int = 4) -> Rows:
    """Work of the platform team that wins."""
    return initiative("big", stage(periods=periods, needs={"build": slices}), team="base", worth=9)


def test_a_full_team_is_won_and_lost() -> None:
    rows = rich(
        team("base", "platform", most=2),
        initiative("big", stage(periods=4, needs={"build": 2}), team="base", worth=9),
        initiative("shop", stage(needs={"design": 1}), team="base", worth=3),
        person("ann", "base", {"build": 1}),
        person("eve", "base", {"design": 1}),
    )
    found = one(rows, {"big": 0}, [works_on("ann", "big", t, 2, team="base") for t in ALL])
    assert found.over == "the time of Base in Q1"
    assert (found.kind, found.winners) == (Scarce.PLATFORM_TEAM, ("big",))
    assert found.losses == (loss("shop", 7 * 3_00),)


def test_experts_of_a_platform_team_that_a_product_wants_lent() -> None:
    rows = platform(big(), initiative("shop", stage(needs={"build": 1}), worth=3))
    found = one(rows, {"big": 0}, based(ALL))
    assert (found.kind, found.over) == (Scarce.PLATFORM_TEAM, "build of Base in Q1")
    assert (found.winners, found.losses) == (("big",), (loss("shop", 7 * 3_00),))


def test_experts_who_are_at_home_elsewhere_too_are_the_skill() -> None:
    cat = person("cat", "web", {"build": 1})
    busy = initiative("busy", stage(periods=4, needs={"build": 2}), worth=9)
    rows = platform(big(), busy, cat, initiative("shop", stage(needs={"build": 1}), worth=3))
    work = [*based(ALL), *(works_on("cat", "busy", t, 2) for t in ALL)]
    found = one(rows, {"big": 0, "busy": 0}, work)
    assert (found.kind, found.over) == (Scarce.SKILL, "build in Q1")
    assert found.winners == ("big", "busy")


def test_a_platform_team_that_keeps_its_fewest_people() -> None:
    def rows(**of_base: object) -> Portfolio:
        shop = initiative("shop", stage(needs={"build": 2}), worth=3)
        cat = person("cat", "web", {"build": 1}, slices=1)
        return platform(big(slices=2), shop, cat, **of_base)

    work = [works_on("ann", "big", t, 2, team="base") for t in ALL]
    found = one(rows(fewest=4), {"big": 0}, work)
    assert (found.kind, found.over) == (Scarce.PLATFORM_TEAM, "build of Base in Q1")
    assert found.winners == ("big",)
    assert conflicts(rows(), plan_of(rows(), {"big": 0}, work)) == ()


def test_a_product_that_waits_for_a_platform_team_loses_its_time() -> None:
    rows = platform(
        big(periods=1),
        initiative("part", stage(needs={"build": 4}), team="base", worth=1),
        initiative("shop", stage(), worth=3),
        initiative("mall", stage(), worth=2),
        after("part", "shop"),
        after("shop", "mall"),
    )
    work = based(range(1)) + [works_on(who, "part", 1, 2, team="base") for who in ("ann", "bob")]
    found = one(rows, {"big": 0, "part": 1, "shop": 2, "mall": 3}, work)
    assert (found.kind, found.over) == (Scarce.PLATFORM_TEAM, "build of Base in Q1")
    assert found.winners == ("big",)
    # each loses one period of its own value: nothing twice
    assert found.losses == (loss("shop", 3_00, 1), loss("mall", 2_00, 1), loss("part", 1_00, 1))
    assert found.cost == 6_00


def test_of_a_wait_for_a_platform_only_what_is_lost_by_it_counts() -> None:
    """Shop may not start before Q3, and Part, two periods late, lets it start in Q4 only."""
    rows = platform(
        big(periods=2),
        initiative("part", stage(needs={"build": 4}), team="base", worth=1),
        initiative("shop", stage(), worth=3, earliest_start="Q3"),
        after("part", "shop"),
    )
    work = based(range(2)) + [works_on(who, "part", 2, 2, team="base") for who in ("ann", "bob")]
    found = one(rows, {"big": 0, "part": 2, "shop": 3}, work)
    assert found.losses == (loss("shop", 1 * 3_00, 1), loss("part", 2 * 1_00, 2))


def test_work_that_is_left_out_for_a_platform_team_and_what_hangs_on_it() -> None:
    rows = platform(
        big(),
        initiative("part", stage(needs={"build": 4}), team="base", worth=1),
        initiative("shop", stage(), worth=3),
        after("part", "shop"),
    )
    found = one(rows, {"big": 0}, based(ALL))
    assert (found.kind, found.winners) == (Scarce.PLATFORM_TEAM, ("big",))
    assert found.losses == (loss("shop", 6 * 3_00), loss("part", 7 * 1_00))


def test_what_is_short_besides_is_named_and_costs_nothing_more() -> None:
    rows = build(
        team("web"),
        fund("main", [100_00, 0]),
        initiative("big", stage(90_00, periods=4, needs={"build": 1}), worth=9),
        initiative("shop", stage(20_00, needs={"build": 2}), worth=3),
        initiative("mall", stage(20_00), worth=2),
        person("ann", "web", {"build": 1}, slices=2),
    )
    money, someone = sorted(
        conflicts(rows, plan_of(rows, {"big": 0}, [works_on("ann", "big", t) for t in ALL])),
        key=lambda row: row.kind,
    )
    # both are half as much as Shop needs; money is looked at first
    assert (money.kind, money.losers, money.also) == (Scarce.FUND, ("shop", "mall"), ())
    assert (someone.kind, someone.person) == (Scarce.PERSON, "ann")
    assert (someone.winners, someone.losers, someone.also) == (("big",), (), ("shop",))
    assert (someone.cost, someone.losses) == (0, ())


def test_the_same_in_periods_in_a_row_is_told_once() -> None:
    """Shop lacks a third of the time it wants of Ann, in each of three periods, and money more."""
    rows = build(
        team("web"),
        fund("main", [100_00, 0]),
        initiative("big", stage(90_00, periods=3, needs={"build": 8}), worth=9),
        initiative(
            "shop", stage(40_00, periods=3, needs={"build": 3}), worth=3, latest_finish="Q3"
        ),
        person("ann", "web", {"build": 1}, slices=10),
    )
    work = [works_on("ann", "big", t, 8) for t in range(3)]
    money, someone = conflicts(rows, plan_of(rows, {"big": 0}, work))
    assert (money.kind, money.losers) == (Scarce.FUND, ("shop",))
    assert (someone.person, someone.also, someone.cost) == ("ann", ("shop",), 0)
    assert someone.over == "the only one with build for Web from Q1 to Q3"
