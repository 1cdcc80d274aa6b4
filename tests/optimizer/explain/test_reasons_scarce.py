"""Reasons of initiatives that are left out for want of money, people or envelopes."""

from tests.optimizer.explain.plans import (
    busy,
    hired,
    not_funded,
    plan_of,
    reason_of,
    roomy,
    staffed,
    works_on,
)
from tests.portfolios import (
    build,
    change,
    envelope,
    fund,
    hiring,
    initiative,
    person,
    stage,
    team,
    with_settings,
)


def test_the_fund_is_exhausted() -> None:
    rows = roomy(
        initiative("shop", stage(75_000_00), worth=1), initiative("big", stage(70_000_00), worth=9),
        initiative("huge", stage(90_000_00), worth=9),
    )  # fmt: skip
    reason = reason_of(rows, plan_of(rows, {"big": 0, "huge": 2}), "shop")
    assert not_funded(reason, "money") == (
        "“Shop 1” needs EUR 75,000 in W1 and Main has EUR 30,000 left, EUR 45,000 too little; "
        "the rest goes to Big."
    )
    assert reason.value == 7_00  # worth of Q2 … Q8 at its earliest start


def test_money_carried_over_is_counted_once() -> None:
    rows = build(
        team("web"),
        fund("main", [100_00, 0], carry_over=50),
        initiative("late", stage(40_00), worth=9),
        initiative("shop", stage(60_00), worth=1),
    )
    # 40.00 in W2 rest on 80.00 left over in W1: there is room for 20.00 only
    reason = reason_of(rows, plan_of(rows, {"late": 2}), "shop")
    assert not_funded(reason, "money") == (
        "“Shop 1” needs EUR 60 in W1 and Main has EUR 100 left, of which later windows need EUR "
        "80, EUR 40 too little."
    )


def test_several_funds_together_are_too_small() -> None:
    rows = build(
        team("web"),
        fund("main", [30_00, 0]),
        fund("spare", [20_00, 0]),
        initiative("shop", stage(60_00), worth=1),
    )
    assert not_funded(reason_of(rows, plan_of(rows), "shop"), "money") == (
        "“Shop 1” needs EUR 60 in W1 and Main and Spare have EUR 50 left, EUR 10 too little."
    )


def test_an_overrun_costs_more_than_the_initiative_brings() -> None:
    rows = build(
        team("web"), fund("main", [0, 0], price="0.5"), initiative("shop", stage(60_00), worth=1)
    )
    assert not_funded(reason_of(rows, plan_of(rows), "shop"), "no value") == (
        "its prices exceed what it brings by EUR 23."
    )  # half of 60.00 less seven periods of 1.00


def test_an_overrun_of_what_others_have() -> None:
    rows = build(
        team("web"),
        fund("main", [100_00, 0], price="0.5"),
        initiative("big", stage(90_00), worth=9),
        initiative("shop", stage(60_00), worth=1),
    )
    reason = reason_of(rows, plan_of(rows, {"big": 0}), "shop")
    assert not_funded(reason, "no value") == (
        "its prices exceed what it brings by EUR 18: Main in W1 goes to Big, and overruns would "
        "cost EUR 25."
    )  # half of 60.00 less what is left
    assert reason.value == 7 * 1_00


def test_a_skill_is_short() -> None:
    rows = staffed()
    plan = plan_of(rows, {"big": 0}, busy())
    assert not_funded(reason_of(rows, plan, "shop"), "skill") == (
        "“Shop 1” needs 1 FTE of build in Q1 and 0.5 FTE is free for Web, 0.5 FTE too little; "
        "the others work for Big."
    )


def test_a_level_is_short() -> None:
    rows = staffed(level=4, slices=1)
    plan = plan_of(rows, {"big": 0}, busy())
    assert not_funded(reason_of(rows, plan, "shop"), "skill") == (
        "“Shop 1” needs 0.5 FTE of build (level 4 or above) in Q1 and 0 FTE is free for Web, "
        "0.5 FTE too little."
    )  # nobody has that level, so nobody has taken it


def test_time_of_those_who_work_for_enough_teams_is_not_free() -> None:
    rows = with_settings(
        staffed(
            team("app"),
            initiative("near", stage(periods=4, needs={"build": 1}), team="app", worth=9),
            person("eva", "app", {"build": 1}, slices=2, lendable="anywhere"),
            slices=2,
        ),
        most_teams=1,
    )
    work = busy() + [works_on("eva", "near", t, 1, team="app") for t in range(4)]
    reason = reason_of(rows, plan_of(rows, {"big": 0, "near": 0}, work), "shop")
    assert not_funded(reason, "skill") == (
        "“Shop 1” needs 1 FTE of build in Q1 and 0.5 FTE is free for Web, 0.5 FTE too little; "
        "0.5 FTE more is with people who may work for no further team; the others work for Big and "
        "Near."
    )
    two = with_settings(rows, most_teams=2)
    assert reason_of(two, plan_of(two, {"big": 0, "near": 0}, work), "shop").kind == "crowded out"


def test_one_person_cannot_serve_two_skills_at_once() -> None:
    rows = roomy(
        initiative("shop", stage(needs={"build": 2, "design": 1}), worth=1),
        person("ann", "web", {"build": 1, "design": 1}, slices=2),
    )
    assert not_funded(reason_of(rows, plan_of(rows), "shop"), "skill") == (
        "“Shop 1” needs 1.5 FTE of build and design in Q1 and 1 FTE is free for Web, "
        "0.5 FTE too little."
    )


def test_hires_that_are_there_help() -> None:
    rows = staffed(hiring("builder", "build", 4))
    short = plan_of(rows, {"big": 0}, busy(), [hired("builder", t, 0) for t in range(4)])
    assert reason_of(rows, short, "shop").kind == "skill"
    enough = plan_of(rows, {"big": 0}, busy(), [hired("builder", t, 1) for t in range(4)])
    assert reason_of(rows, enough, "shop").kind == "crowded out"


def test_who_could_be_hired_is_named() -> None:
    rows = staffed(hiring("A builder", "build", 1, lead_time=0, cost=9_999_00))
    reason = reason_of(rows, plan_of(rows, {"big": 0}, busy()), "shop")
    assert reason.text.endswith(
        "the others work for Big; A builder could bring more, at its price."
    )
    assert "9,999" not in reason.text
    late = staffed(hiring("A builder", "build", 1, lead_time=4))
    assert "could bring" not in reason_of(late, plan_of(late, {"big": 0}, busy()), "shop").text


def test_a_platform_keeps_its_reserve() -> None:
    rows = build(
        team("base", "platform", reserve=50),
        fund("main", [1_000_00, 1_000_00]),
        initiative("shop", stage(needs={"build": 2}), team="base", theme="growth", worth=1),
        person("ann", "base", {"build": 1}, slices=2),
    )
    assert not_funded(reason_of(rows, plan_of(rows), "shop"), "skill") == (
        "“Shop 1” needs 1 FTE of build in Q1 and 0.5 FTE is free for Base, 0.5 FTE too little."
    )


def test_the_team_takes_no_more() -> None:
    rows = build(
        team("web", most=1),
        fund("main", [1_000_00, 1_000_00]),
        initiative("shop", stage(needs={"build": 2}), worth=1),
        person("ann", "web", {"build": 1}, slices=2),
    )
    assert not_funded(reason_of(rows, plan_of(rows), "shop"), "skill") == (
        "“Shop 1” needs 1 FTE in Q1, and Web takes no more than 0.5 FTE, of which 0 FTE is in use."
    )


def test_an_envelope_is_full() -> None:
    rows = roomy(
        envelope("growth ceiling", "released", "theme: growth", most=100_00, window="all"),
        initiative("big", stage(80_00), theme="growth", worth=9),
        initiative("shop", stage(45_00), theme="growth", worth=1),
    )
    assert not_funded(reason_of(rows, plan_of(rows, {"big": 0}), "shop"), "envelope") == (
        "the envelope growth ceiling over the whole plan allows EUR 100 released, of which EUR 20 "
        "is left, and “Shop 1” needs EUR 45."
    )


def test_a_share_would_be_broken() -> None:
    rows = roomy(
        envelope("run floor", "released", "theme: run", least="40 %"),
        initiative("big", stage(80_00), theme="run", worth=9),
        initiative("shop", stage(120_01), theme="growth", worth=1),
    )
    plan = plan_of(rows, {"big": 0})
    assert not_funded(reason_of(rows, plan, "shop"), "envelope") == (
        "“Shop 1” would break the shares that the envelope run floor in W1 sets."
    )
    fits = change(rows, stages=tuple(
        row.model_copy(update={"tranche": min(row.tranche, 120_00)}) for row in rows.stages
    ))  # fmt: skip
    assert reason_of(fits, plan_of(fits, {"big": 0}), "shop").kind == "crowded out"


def test_crowded_out_by_names() -> None:
    rows = staffed(person("eva", "web", {"build": 1}, slices=2))
    plan = plan_of(rows, {"big": 0}, busy(), bound=12_00)
    assert not_funded(reason_of(rows, plan, "shop"), "crowded out") == (
        "money and people would suffice by their sums in Q1, but the people at work for Big are "
        "not free by name, or the search stopped within EUR 12 of the best plan."
    )


def test_who_could_do_it_may_not_be_lent_so_long() -> None:
    rows = roomy(
        team("far"),
        initiative("shop", stage(periods=2, needs={"build": 2}), worth=1),
        person("eva", "far", {"build": 1}, lendable="anywhere", longest_loan=1),
    )
    assert not_funded(reason_of(rows, plan_of(rows), "shop"), "crowded out") == (
        "money and people would suffice by their sums in Q1, but those who could do it may not be "
        "lent so long, or to so many teams."
    )


def test_moving_people_to_it_would_cost_too_much() -> None:
    rows = with_settings(
        staffed(person("eva", "far", {"build": 1}, lendable="anywhere"), team("far")),
        move_price=4_00,
    )
    plan = plan_of(rows, {"big": 0}, busy())
    assert not_funded(reason_of(rows, plan, "shop"), "no value") == (
        "money and people would suffice by their sums in Q1, but moving people to it may cost up "
        "to EUR 8, and it brings EUR 7."
    )
    cheaper = with_settings(rows, move_price=3_00)
    assert reason_of(cheaper, plan_of(cheaper, {"big": 0}, busy()), "shop").kind == "crowded out"


def test_funded_in_part() -> None:
    rows = roomy(initiative("shop", stage(60_00), stage(70_00), worth=1), money=100_00)
    rows = change(rows, budgets=rows.budgets[:1])
    reason = reason_of(rows, plan_of(rows, {"shop/1": 0}), "shop")
    assert (reason.decision, reason.kind.value) == ("funded in part", "money")
    assert reason.text == (
        "Funded through “Shop 1”, but not “Shop 2”: “Shop 2” needs EUR 70 in W1 and Main has "
        "EUR 40 left, EUR 30 too little."
    )
