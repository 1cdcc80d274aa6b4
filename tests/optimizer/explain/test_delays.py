"""Stages that start later than the stage before would let them: why, and at what cost."""

from models.explanation import Delay, ReasonKind
from models.portfolio import Portfolio
from optimizer.explain import conflicts, delays
from tests.optimizer.explain.plans import plan_of, roomy, works_on
from tests.portfolios import (
    after,
    build,
    fund,
    gate,
    initiative,
    person,
    release,
    stage,
    team,
)


def only(rows: Portfolio, starts: dict[str, int]) -> Delay:
    """The one delay of a plan with these starts."""
    (found,) = delays(rows, plan_of(rows, starts))
    return found


def test_what_starts_when_it_can_is_not_delayed() -> None:
    rows = roomy(initiative("shop", stage(), stage(periods=2), worth=3))
    assert delays(rows, plan_of(rows, {"shop": 0, "shop/2": 1})) == ()


def test_money_that_others_have() -> None:
    rows = build(
        team("web"),
        fund("main", [100_00, 100_00]),
        initiative("big", stage(80_00), worth=9),
        initiative("shop", stage(30_00), worth=3),
    )
    found = only(rows, {"big": 0, "shop": 2})
    assert (found.soonest, found.start, found.periods) == (0, 2, 2)
    assert found.because is ReasonKind.MONEY
    assert found.text == "Main in W1 goes to Big"
    assert found.cost == 2 * 3_00
    (conflict,) = conflicts(rows, plan_of(rows, {"big": 0, "shop": 2}))
    assert conflict.cost == found.cost  # one look at both


def test_a_budget_that_is_not_overrun_for_it() -> None:
    def rows(price: str) -> Portfolio:
        return build(
            team("web"),
            fund("main", [200_00, 200_00], price=price),
            initiative("big", stage(190_00), worth=9),
            initiative("shop", stage(30_00), worth=3),
        )

    starts = {"big": 0, "shop": 2}
    dear = rows("0.3")  # of 20.00: as much as two periods of 3.00 bring
    found = only(dear, starts)
    assert found.because is ReasonKind.MONEY
    assert found.text == "Main in W1 goes to Big, and an overrun would cost more than the wait"
    (conflict,) = conflicts(dear, plan_of(dear, starts))
    assert (conflict.winners, conflict.losers) == (("big",), ("shop",))
    assert conflict.cost == found.cost == 2 * 3_00
    cheap = rows("0.29")
    assert only(cheap, starts).because is ReasonKind.CROWDED_OUT
    assert conflicts(cheap, plan_of(cheap, starts)) == ()


def test_money_of_several_funds() -> None:
    rows = build(
        team("web"),
        fund("main", [80_00, 100_00]),
        fund("rest", [10_00, 100_00]),
        initiative("big", stage(80_00), worth=9),
        initiative("shop", stage(30_00), worth=3),
    )
    assert only(rows, {"big": 0, "shop": 2}).text == "Main and Rest in W1 go to Big"


def test_people_that_others_have() -> None:
    rows = roomy(
        initiative("big", stage(needs={"build": 2}), worth=9),
        initiative("shop", stage(needs={"build": 1}), worth=3),
        person("ann", "web", {"build": 1}),
    )
    work = [works_on("ann", "big", 0, 2), works_on("ann", "shop", 1, 1)]
    (found,) = delays(rows, plan_of(rows, {"big": 0, "shop": 1}, work))
    assert (found.because, found.text) == (
        ReasonKind.SKILL,
        "the only one with build for Web in Q1 works for Big",
    )


def test_another_initiative_by_name_and_team() -> None:
    rows = roomy(
        team("cloud", "platform"),
        initiative("base", stage(periods=2), team="cloud", worth=1),
        initiative("shop", stage(), worth=3),
        after("base", "shop"),
    )
    found = only(rows, {"base": 0, "shop": 2})
    assert found.because is ReasonKind.DEPENDENCY
    assert found.text == "it waits for Base (Cloud), which finishes in Q2"
    assert found.cost == 2 * 3_00
    assert conflicts(rows, plan_of(rows, {"base": 0, "shop": 2})) == ()  # nothing is scarce


def test_a_lag_and_a_flag_not_worth_its_price() -> None:
    rows = roomy(
        initiative("base", stage(), worth=1),
        initiative("shop", stage(), worth=3),
        after("base", "shop", lag=1, flag_cost=9_000_00),
    )
    assert only(rows, {"base": 0, "shop": 2}).text == (
        "it waits for Base (Web), which finishes in Q1, and 1 period more, and no flag is used"
    )
    # bridged by the flag it waits for nobody
    assert delays(rows, plan_of(rows, {"base": 0, "shop": 0})) == ()


def test_one_release_holds_the_one_that_could_be_sooner() -> None:
    rows = roomy(
        initiative("base", stage(periods=3), worth=1),
        initiative("shop", stage(), worth=3),
        after("base", "shop", "same release"),
    )
    found = only(rows, {"base": 0, "shop": 2})
    assert (found.initiative, found.text) == ("shop", "it shares a release with Base (Web)")


def test_a_gate_that_is_not_open() -> None:
    rows = roomy(
        initiative("shop", stage(status="done"), stage(), worth=3),
        gate("shop", 1, "unproven"),
    )
    found = only(rows, {"shop/2": 1})
    assert (found.stage, found.because) == (2, ReasonKind.GATE)
    assert found.text == "the gate after “Shop 1” is unproven"
    assert found.cost == 3_00


def test_a_release_that_was_taken_back() -> None:
    rows = roomy(
        initiative("shop", stage(), worth=3),
        release("shop", 1, 100),
        release("shop", 1, 100, state="reversed"),
    )
    assert only(rows, {"shop": 1}).text == "its release was reversed"


def test_a_date_and_then_money() -> None:
    rows = build(
        team("web"),
        fund("main", [100_00, 100_00]),
        initiative("big", stage(80_00), worth=9),
        initiative("shop", stage(30_00), worth=3, earliest_start="Q2"),
    )
    found = only(rows, {"big": 0, "shop": 2})
    assert found.because is ReasonKind.MONEY  # what held it last
    assert found.text == "it may not start before Q2; then Main in W1 goes to Big"
    assert found.cost == 2 * 3_00
    (conflict,) = conflicts(rows, plan_of(rows, {"big": 0, "shop": 2}))
    assert conflict.cost == 3_00  # only what goes by after it may start
    assert conflict.losses[0].periods == 1


def test_a_date_alone() -> None:
    rows = roomy(initiative("shop", stage(), worth=3, earliest_start="Q2"))
    assert only(rows, {"shop": 1}).because is ReasonKind.DATES


def test_nothing_that_could_be_named() -> None:
    rows = roomy(initiative("shop", stage(), worth=3))
    found = only(rows, {"shop": 1})
    assert found.because is ReasonKind.CROWDED_OUT
    assert found.text == "no single thing is short; the plan as a whole has it later"


def test_each_stage_has_its_own_wait_and_costs_add_up() -> None:
    rows = roomy(
        initiative("base", stage(periods=3), worth=1),
        initiative("shop", stage(), stage(), worth=3, earliest_start="Q2"),
        after("base", "shop/2"),
    )
    first, second = delays(rows, plan_of(rows, {"base": 0, "shop": 1, "shop/2": 3}))
    assert (first.key, first.cost) == (("shop", 1), 3_00)
    assert (second.key, second.soonest, second.start, second.cost) == (("shop", 2), 2, 3, 3_00)
