"""Who wanted the same scarce thing, who got it, and what the losers forgo."""

from models.explanation import Loss, Scarce
from models.portfolio import Portfolio
from models.units import InitiativeId, Money
from optimizer.explain import conflicts, delays, explained, reasons
from tests.optimizer.explain.plans import plan_of, works_on
from tests.portfolios import (
    build,
    change,
    envelope,
    fund,
    initiative,
    person,
    stage,
    team,
)


def loss(name: str, cost: int, periods: int | None = None) -> Loss:
    return Loss(initiative=InitiativeId(name), cost=Money(cost), periods=periods)


def money() -> Portfolio:
    return build(
        team("web"),
        fund("main", [100_00, 0]),
        initiative("big", stage(60_00), worth=9),
        initiative("wide", stage(40_00), worth=8),
        initiative("shop", stage(30_00), worth=3),
        initiative("mall", stage(20_00), worth=2),
    )


def test_a_fund_is_won_and_lost() -> None:
    rows = money()
    (found,) = conflicts(rows, plan_of(rows, {"big": 0, "wide": 0}))
    assert found.over == "Main in W1"
    assert found.winners == ("big", "wide")  # the larger share first
    assert found.losers == ("shop", "mall")  # the dearer loss first
    assert found.cost == 7 * 3_00 + 7 * 2_00
    assert found.kind is Scarce.FUND
    assert found.losses == (loss("shop", 7 * 3_00), loss("mall", 7 * 2_00))
    assert found.person is None


def test_a_fund_that_may_be_overrun_at_too_high_a_price_is_won_and_lost() -> None:
    rows = build(
        team("web"),
        fund("main", [60_00, 0], price="1"),
        initiative("big", stage(60_00), worth=9),
        initiative("shop", stage(60_00), worth=3),
    )
    (found,) = conflicts(rows, plan_of(rows, {"big": 0}))
    assert (found.over, found.kind, found.winners) == ("Main in W1", Scarce.FUND, ("big",))
    assert found.losses == (loss("shop", 7 * 3_00),)


def test_a_skill_is_won_and_lost() -> None:
    rows = build(
        team("web"),
        fund("main", [1_000_00, 1_000_00]),
        initiative("big", stage(periods=4, needs={"build": 2}), worth=9),
        initiative("wide", stage(periods=4, needs={"build": 1}), worth=8),
        initiative("shop", stage(needs={"build": 2}), worth=3),
        person("ann", "web", {"build": 1}),
        person("bob", "web", {"build": 1}, slices=1),
    )
    work = [works_on("ann", "big", t, 2) for t in range(4)]
    work += [works_on("bob", "wide", t, 1) for t in range(4)]
    (found,) = conflicts(rows, plan_of(rows, {"big": 0, "wide": 0}, work))
    assert (found.over, found.winners) == ("build in Q1", ("big", "wide"))
    assert found.losses == (loss("shop", 7 * 3_00),)
    assert (found.kind, found.person, found.cost) == (Scarce.SKILL, None, 7 * 3_00)


def test_one_that_is_only_delayed_loses_the_difference() -> None:
    rows = build(
        team("web"),
        fund("main", [1_000_00, 1_000_00]),
        initiative("big", stage(periods=2, needs={"build": 2}), worth=9),
        initiative("shop", stage(needs={"build": 1}), worth=3),
        person("ann", "web", {"build": 1}),
    )
    work = [works_on("ann", "big", t, 2) for t in range(2)] + [works_on("ann", "shop", 2, 1)]
    (found,) = conflicts(rows, plan_of(rows, {"big": 0, "shop": 2}, work))
    assert found.over == "the only one with build for Web in Q1"
    assert (found.winners, found.losers) == (("big",), ("shop",))
    assert found.cost == 2 * 3_00  # two periods later
    assert found.losses == (loss("shop", 2 * 3_00, 2),)


def test_an_envelope_is_won_and_lost_and_moving_within_it_takes_nothing_more() -> None:
    rows = build(
        team("web"),
        fund("main", [1_000_00, 1_000_00]),
        envelope("few", "starts", most=2, window="all"),
        initiative("big", stage(), worth=9),
        initiative("late", stage(), worth=8),
        initiative("shop", stage(), worth=3),
    )
    (found,) = conflicts(rows, plan_of(rows, {"big": 0, "late": 1}))
    assert found.over == "the envelope few over the whole plan"
    assert (found.kind, found.winners) == (Scarce.ENVELOPE, ("big", "late"))
    assert found.losses == (loss("shop", 7 * 3_00),)  # Late is there already: it loses nothing


def test_time_that_one_has_already_is_no_conflict_with_oneself() -> None:
    rows = build(
        team("web"),
        fund("main", [50_00, 1_000_00]),
        initiative("shop", stage(50_00, periods=2, needs={"build": 2}), worth=3),
        person("ann", "web", {"build": 1}),
    )
    work = [works_on("ann", "shop", t, 2) for t in (1, 2)]
    assert conflicts(rows, plan_of(rows, {"shop": 1}, work)) == ()


def test_nobody_wins_what_nobody_has() -> None:
    rows = build(team("web"), fund("main", [10_00, 0]), initiative("shop", stage(30_00), worth=3))
    assert conflicts(rows, plan_of(rows)) == ()


def test_the_dearest_conflict_comes_first() -> None:
    rows = build(
        team("web"),
        fund("main", [60_00, 0], pays_for={"themes": ("growth",)}),
        fund("rest", [60_00, 0], pays_for={"themes": ("run",)}),
        [initiative(name, stage(60_00), theme="growth", worth=2) for name in ("a", "b")],
        [initiative(name, stage(60_00), theme="run", worth=5) for name in ("c", "d")],
    )
    found = conflicts(rows, plan_of(rows, {"a": 0, "c": 0}))
    assert [(row.over, row.cost) for row in found] == [
        ("Rest in W1", 7 * 5_00),
        ("Main in W1", 7 * 2_00),
    ]


def test_reasons_and_conflicts_come_from_one_look() -> None:
    rows = money()
    plan = plan_of(rows, {"big": 0, "wide": 0})
    apart = (reasons(rows, plan), conflicts(rows, plan), delays(rows, plan))
    assert explained(rows, plan) == apart


def test_f51_the_order_of_rows_changes_no_explanation(portfolio: Portfolio) -> None:
    starts = {"basket/2": 0, "basket/3": 1, "wallet/2": 2}
    turned = change(
        portfolio,
        **{
            name: getattr(portfolio, name)[::-1]
            for name in ("initiatives", "stages", "funds", "people", "dependencies", "envelopes")
        },
    )
    before = explained(portfolio, plan_of(portfolio, starts))
    assert explained(turned, plan_of(turned, starts)) == before
