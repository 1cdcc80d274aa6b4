"""Reasons of initiatives that are left out by choice, order, dates, gates or lack of value."""

from tests.optimizer.explain.plans import (
    not_funded,
    plan_of,
    reason_of,
    roomy,
    works_on,
)
from tests.portfolios import (
    after,
    benefit,
    build,
    fund,
    gate,
    initiative,
    person,
    stage,
    team,
)


def test_the_gate_alone_keeps_it_out() -> None:
    rows = roomy(
        initiative("shop", stage(status="done"), stage(needs={"law": 1}), worth=1),
        initiative("other", stage(periods=3, needs={"law": 1}), worth=5),
        person("ann", "web", {"law": 1}, slices=1),
        gate("shop", 1, "unproven"),
    )
    work = [works_on("ann", "other", t, 1, "law") for t in (1, 2, 3)]
    assert not_funded(reason_of(rows, plan_of(rows, {"other": 1}, work), "shop"), "gate") == (
        "it could start now, but the gate after “Shop 1” is unproven: the report of 2026-01-10 on "
        "sales has no evidence; Rosa Holm must add it."
    )


def test_an_open_gate_is_no_reason_where_more_is_missing() -> None:
    rows = roomy(
        initiative("shop", stage(status="done"), stage(needs={"law": 1}), worth=1),
        gate("shop", 1, "unproven"),
    )
    assert reason_of(rows, plan_of(rows), "shop").kind == "skill"


def test_its_gate_failed() -> None:
    rows = roomy(
        initiative("shop", stage(status="done"), stage(), worth=1), gate("shop", 1, "failed")
    )
    reason = reason_of(rows, plan_of(rows), "shop")
    assert (reason.decision, reason.kind.value, reason.value) == ("stopped", "gate", 0)
    assert reason.text == (
        "Stopped: the gate after “Shop 1” failed: sales was EUR 1, the target is at least EUR 10 "
        "(Sales owns the metric)."
    )


def test_what_it_hangs_on_is_not_funded() -> None:
    rows = build(
        team("web"),
        team("base", "platform"),
        fund("shops", [100_00, 100_00], pays_for={"kinds": ("product",)}),
        fund("bases", [10_00, 10_00], pays_for={"kinds": ("platform",)}),
        initiative("prices", stage(15_00), team="base"),
        initiative("shop", stage(50_00), worth=1),
        after("prices", "shop"),
    )
    assert not_funded(reason_of(rows, plan_of(rows), "shop"), "dependency") == (
        "it hangs on Prices, which is not funded: “Prices 1” needs EUR 15 in W1 and Bases has "
        "EUR 10 left, EUR 5 too little."
    )
    assert not_funded(reason_of(rows, plan_of(rows), "prices"), "no value") == (
        "it promises no benefit, and Shop, which hangs on it, is not funded either."
    )


def test_it_is_tried_together_with_what_it_hangs_on() -> None:
    rows = roomy(
        initiative("prices", stage(30_00)),
        initiative("shop", stage(50_00), worth=1),
        after("prices", "shop", "same release"),
        money=60_00,
    )
    reason = reason_of(rows, plan_of(rows), "shop")
    assert reason.kind == "money"
    assert reason.text == (
        "Not funded: together with Prices, on which it hangs, “Shop 1” needs EUR 50 in W1 and Main "
        "has EUR 30 left, EUR 20 too little."
    )


def test_what_it_hangs_on_is_left_out() -> None:
    rows = roomy(
        initiative("prices", stage(), leave_out=True),
        initiative("shop", stage(), worth=1),
        after("prices", "shop", "needs"),
    )
    assert not_funded(reason_of(rows, plan_of(rows), "shop"), "dependency") == (
        "it needs Prices, which cannot start: Prices is marked Leave out."
    )
    assert not_funded(reason_of(rows, plan_of(rows), "prices"), "left out") == (
        "Prices is marked Leave out."
    )


def test_another_of_its_group_is_chosen() -> None:
    rows = roomy(
        initiative("bot", stage(), group="assistant", worth=1),
        initiative("chat", stage(), group="assistant", worth=2),
    )
    assert not_funded(reason_of(rows, plan_of(rows, {"chat": 0}), "bot"), "choice") == (
        "of the group assistant only one is started, and the plan starts Chat, "
        "worth EUR 14 against EUR 7."
    )


def test_a_better_one_of_its_group_does_not_fit() -> None:
    rows = roomy(
        initiative("bot", stage(90_00), group="assistant", worth=3),
        initiative("chat", stage(20_00), group="assistant", worth=2),
        initiative("big", stage(60_00), worth=9),
        initiative("late", stage(60_00), worth=9),
        money=80_00,
    )
    plan = plan_of(rows, {"chat": 0, "big": 0, "late": 2})
    assert not_funded(reason_of(rows, plan, "bot"), "choice") == (
        "of the group assistant only one is started, and the plan starts Chat, worth EUR 14 "
        "against EUR 21; in its place, “Bot 1” needs EUR 90 in W1 and Main has EUR 20 left, "
        "EUR 70 too little; the rest goes to Big and Chat."
    )


def test_what_excludes_it_is_in_the_plan() -> None:
    rows = roomy(
        initiative("bot", stage(), worth=1),
        initiative("chat", stage(), worth=2),
        after("bot", "chat", "excludes"),
    )
    assert not_funded(reason_of(rows, plan_of(rows, {"chat": 0}), "bot"), "dependency") == (
        "Chat, which excludes it, is in the plan, worth EUR 14 against EUR 7."
    )


def test_its_dates_are_too_close() -> None:
    rows = roomy(initiative("shop", stage(periods=3), worth=1, latest_finish="Q2"))
    assert not_funded(reason_of(rows, plan_of(rows), "shop"), "dates") == (
        "“Shop 1” can start in Q1 at the earliest and takes 3 periods, too late for "
        "Latest finish Q2."
    )


def test_what_it_waits_for_is_planned_too_late() -> None:
    rows = roomy(
        initiative("prices", stage(), worth=1),
        initiative("shop", stage(), worth=1, latest_finish="Q3"),
        after("prices", "shop"),
    )
    assert not_funded(reason_of(rows, plan_of(rows, {"prices": 2}), "shop"), "dates") == (
        "“Shop 1” could not start before Q4, too late for Latest finish Q3."
    )


def test_it_promises_nothing() -> None:
    rows = roomy(initiative("shop", stage()))
    assert not_funded(reason_of(rows, plan_of(rows), "shop"), "no value") == (
        "it promises no benefit."
    )


def test_what_it_promises_is_worth_nothing() -> None:
    rows = roomy(initiative("shop", stage()), benefit("shop", 5, confidence=0))
    assert not_funded(reason_of(rows, plan_of(rows), "shop"), "no value") == (
        "its benefits are worth nothing as they are entered."
    )


def test_what_it_brings_comes_too_late() -> None:
    rows = roomy(initiative("shop", stage(periods=9)), benefit("shop", 5))
    assert not_funded(reason_of(rows, plan_of(rows), "shop"), "no value") == (
        "nothing of what it brings would count any more."
    )


def test_lateness_costs_more_than_it_brings() -> None:
    rows = roomy(
        initiative("shop", stage(periods=3), worth=1, latest_finish="Q1", deadline_penalty=10_00)
    )
    assert not_funded(reason_of(rows, plan_of(rows), "shop"), "no value") == (
        "its prices exceed what it brings by EUR 15."
    )  # two periods late at 10.00 less five periods of 1.00


def test_no_fund_may_pay() -> None:
    rows = build(
        team("web"),
        fund("main", [1], pays_for={"themes": ("run",)}),
        initiative("shop", stage(45_000_00), theme="growth", worth=1),
    )
    assert not_funded(reason_of(rows, plan_of(rows), "shop"), "money") == (
        "no fund may pay the opex of “Shop 1”, EUR 45,000."
    )
