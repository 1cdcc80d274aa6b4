"""Section 7 of the formulation: work has its people, and only committed work may lack them."""

import pytest

from models.portfolio import Portfolio
from optimizer.audit.checks.demand_is_served import demand_is_served
from optimizer.audit.checks.shortage_of_committed_only import shortage_of_committed_only
from tests.optimizer.audit.plans import breaks, draft, holds, lacks, works
from tests.portfolios import (
    AS_OF,
    build,
    initiative,
    person,
    release,
    stage,
    team,
)


def test_demand_is_served_holds_exactly() -> None:
    rows = [
        *(works("ann", "shop/1", t, 1, lowest_level=3) for t in (1, 2)),
        *(works("bob", "shop/1", t, 1, lowest_level=3) for t in (1, 2)),
        *(works("ann", "shop/1", t, 1, skill="test") for t in (1, 2)),
    ]
    asked = initiative("shop", stage(1, 2, {("build", 3): 2, "test": 1}))
    portfolio = build(team("web"), person("ann"), person("bob"), asked)
    holds(demand_is_served, portfolio, draft(portfolio, {"shop/1": 1}, *rows))
    for wrong in range(len(rows)):
        fewer = draft(portfolio, {"shop/1": 1}, *rows[:wrong], *rows[wrong + 1 :])
        breaks(demand_is_served, portfolio, fewer, "Shop (shop), stage 1 in Q", "asks for")
    more = works("bob", "shop/1", 1, 1, skill="test")
    breaks(demand_is_served, portfolio, draft(portfolio, {"shop/1": 1}, *rows, more))


@pytest.mark.parametrize("t", [0, 3])
def test_demand_is_served_breaks_one_period_outside_of_the_stage(t: int) -> None:
    portfolio = build(team("web"), person("ann"), initiative("shop", stage(1, 2, {"test": 1})))
    rows = [works("ann", "shop/1", at_, 1, skill="test") for at_ in (1, 2)]
    holds(demand_is_served, portfolio, draft(portfolio, {"shop/1": 1}, *rows))
    outside = works("ann", "shop/1", t, 1, skill="test")
    plan = draft(portfolio, {"shop/1": 1}, *rows, outside)
    breaks(demand_is_served, portfolio, plan, "asks for 0 FTE of test and has 0.5 FTE")


def test_demand_is_served_breaks_for_another_skill_or_level() -> None:
    portfolio = build(
        team("web"), person("ann"), initiative("shop", stage(1, 1, {("build", 3): 1}))
    )
    fits = works("ann", "shop/1", 0, 1, lowest_level=3)
    holds(demand_is_served, portfolio, draft(portfolio, {"shop/1": 0}, fits))
    for wrong in (works("ann", "shop/1", 0, 1), works("ann", "shop/1", 0, 1, skill="test")):
        breaks(demand_is_served, portfolio, draft(portfolio, {"shop/1": 0}, wrong))


def test_demand_is_served_holds_with_a_shortage_of_committed_work() -> None:
    running = stage(1, 2, {"build": 2}, status="active", started=AS_OF)
    portfolio = build(team("web"), person("ann"), initiative("shop", running))
    rows = [works("ann", "shop/1", 0, 2), works("ann", "shop/1", 1, 1)]
    holds(
        demand_is_served, portfolio, draft(portfolio, {"shop/1": 0}, *rows, lacks("shop/1", 1, 1))
    )
    for short in ([], [lacks("shop/1", 1, 2)], [lacks("shop/1", 1, 1, level=2)]):
        breaks(demand_is_served, portfolio, draft(portfolio, {"shop/1": 0}, *rows, *short))


def test_demand_is_served_holds_beyond_the_horizon_and_for_done_work() -> None:
    over = stage(1, 2, {"build": 2}, status="done", started=AS_OF)
    asked = initiative("shop", over, stage(1, 9, {"build": 1}))
    portfolio = build(team("web"), person("ann"), asked)
    last = works("ann", "shop/2", 3, 1)
    holds(demand_is_served, portfolio, draft(portfolio, {"shop/2": 3}, last))


def part_committed() -> Portfolio:
    """`shop` runs, `chat` is released, `mail` is neither."""
    running = stage(1, 2, {"build": 2}, status="active", started=AS_OF)
    rows = (initiative("shop", running), initiative("mail", stage(1, 1, {"build": 1})))
    return build(team("web"), *rows, initiative("chat", stage(1)), release("chat", 1, 1))


def test_shortage_of_committed_only_holds() -> None:
    portfolio = part_committed()
    committed = [lacks("shop/1", 0, 2), lacks("chat/1", 0, 1)]
    holds(shortage_of_committed_only, portfolio, draft(portfolio, {"mail/1": 0}, *committed))


def test_shortage_of_committed_only_breaks_for_what_the_plan_starts() -> None:
    portfolio = part_committed()
    plan = draft(portfolio, {"mail/1": 0}, lacks("mail/1", 0, 1))
    breaks(shortage_of_committed_only, portfolio, plan, "Mail (mail), stage 1 starts in the plan")
