"""Section 7 of the formulation: what teams, functions and pools allow."""

from decimal import Decimal
from typing import Any

import pytest

from models.plan import Assignment
from models.portfolio import Portfolio
from optimizer.audit.checks.function_lends_within_limit import function_lends_within_limit
from optimizer.audit.checks.platform_keeps_reserve import platform_keeps_reserve
from optimizer.audit.checks.pool_within_capacity import pool_within_capacity
from optimizer.audit.checks.team_keeps_fewest import team_keeps_fewest
from optimizer.audit.checks.team_takes_most import team_takes_most
from tests.optimizer.audit.plans import breaks, draft, holds, learns, works
from tests.portfolios import (
    AS_OF,
    Rows,
    build,
    function,
    hiring,
    initiative,
    person,
    pool,
    stage,
    team,
)
from tests.portfolios import works as in_force


def two(*rows: Rows, **more: Any) -> Portfolio:  # noqa: ANN401 - any field of the first team
    """Teams `web` and `app` with an initiative each, and `web` with one of as-a-service too."""
    work = stage(1, 4, {"build": 9})
    return build(
        team("web", domain="north", **more),
        team("app", domain="south"),
        initiative("shop", work, theme="growth"),
        initiative("help", work, theme="as-a-service"),
        initiative("mail", work, team="app"),
        initiative("care", work, team="app", theme="as-a-service"),
        rows,
    )


def shop(who: str, t: int, slices: int, **more: Any) -> Assignment:  # noqa: ANN401 - any field of Assignment
    return works(who, "shop/1", t, slices, **more)


def mail(who: str, t: int, slices: int, **more: Any) -> Assignment:  # noqa: ANN401 - any field of Assignment
    return works(who, "mail/1", t, slices, team="app", **more)


def lending() -> Portfolio:
    """Sales lends 3 slices in a period; legal as much as it likes."""
    people = [person(name, None, function="sales") for name in ("ann", "bob")]
    legal = person("cid", None, function="legal")
    learn = hiring("course", "test", 2, "reskill", from_skill="build")
    return two(function("sales", most_lent=3), function("legal"), people, legal, learn)


def test_function_lends_within_limit_holds_at_the_most() -> None:
    rows = [shop("ann", 0, 2), mail("bob", 0, 1), shop("bob", 1, 2), shop("cid", 0, 2)]
    holds(function_lends_within_limit, lending(), draft(lending(), {}, *rows))
    free = learns("bob", "course", 0, 1)
    holds(function_lends_within_limit, lending(), draft(lending(), {}, *rows, free))


def test_function_lends_within_limit_breaks_by_one_slice() -> None:
    plan = draft(lending(), {}, shop("ann", 0, 2), mail("bob", 0, 2))
    told = "sales lends 2 FTE in Q1; the most is 1.5 FTE"
    breaks(function_lends_within_limit, lending(), plan, told)


def keeping(fewest: int, *rows: Rows) -> Portfolio:
    """`web` has 4 slices of its own."""
    return two(person("ann"), person("bob"), rows, fewest=fewest)


def test_team_keeps_fewest_holds_at_what_it_can_spare() -> None:
    portfolio = keeping(1)
    rows = [mail("ann", 0, 2), mail("bob", 0, 1), shop("bob", 0, 1)]
    holds(team_keeps_fewest, portfolio, draft(portfolio, {}, *rows))


def test_team_keeps_fewest_breaks_by_one_slice() -> None:
    portfolio = keeping(1)
    plan = draft(portfolio, {}, mail("ann", 0, 2), mail("bob", 0, 2))
    breaks(team_keeps_fewest, portfolio, plan, "Web (web) lends 2 FTE in Q1 and can spare 1.5 FTE")
    everyone = keeping(5)
    breaks(team_keeps_fewest, everyone, draft(everyone, {}, mail("ann", 0, 1)))


def test_team_keeps_fewest_holds_for_what_is_locked_elsewhere() -> None:
    portfolio = keeping(4, in_force("ann", "app", 2, "Q1", lock=True))
    holds(team_keeps_fewest, portfolio, draft(portfolio, {}, mail("ann", 0, 2)))
    breaks(team_keeps_fewest, portfolio, draft(portfolio, {}, mail("ann", 1, 1)))
    breaks(team_keeps_fewest, portfolio, draft(portfolio, {}, mail("ann", 0, 2), mail("bob", 0, 1)))


def absorbing(most: int) -> Portfolio:
    """`web` has a person, a pool and a hire at work."""
    return two(person("ann"), pool("desk", "build", 9), hiring("crew", "build", 9), most=most)


WORKERS = [shop("ann", 0, 2), shop("desk", 0, 1, worker="pool"), shop("crew", 0, 1, worker="hire")]


def test_team_takes_most_holds_at_the_most() -> None:
    holds(team_takes_most, absorbing(4), draft(absorbing(4), {"shop/1": 0}, *WORKERS))


def test_team_takes_most_breaks_by_one_slice() -> None:
    plan = draft(absorbing(3), {"shop/1": 0}, *WORKERS)
    breaks(team_takes_most, absorbing(3), plan, "Web (web) has 2 FTE in Q1 and can absorb 1.5 FTE")


@pytest.mark.parametrize(("demand", "holds_"), [(4, True), (3, False)])
def test_team_takes_most_holds_for_what_committed_work_asks(demand: int, *, holds_: bool) -> None:
    running = stage(1, 2, {"build": demand}, status="active", started=AS_OF)
    rows = (initiative("shop", running), initiative("mail", stage(1, 2, {"build": 1})))
    portfolio = build(team("web", most=2), person("ann", slices=9), *rows)
    plan = draft(
        portfolio, {"shop/1": 0, "mail/1": 0}, shop("ann", 1, 3), works("ann", "mail/1", 1, 1)
    )
    (holds if holds_ else breaks)(team_takes_most, portfolio, plan)


def reserved(percent: str, *rows: Rows) -> Portfolio:
    """`web` has 5 slices of its own; of 30 % reserve 1.5 are kept, so 3 may do other work."""
    learn = hiring("course", "test", 2, "reskill", from_skill="build")
    people = [person("ann", slices=3), person("bob")]
    return two(people, person("cid", "app"), learn, rows, reserve=Decimal(percent))


def test_platform_keeps_reserve_holds_at_the_whole_slices_that_are_free() -> None:
    help_ = [works("bob", "help/1", 0, 1), works("bob", "care/1", 0, 1, team="app")]
    rows = [shop("ann", 0, 2), mail("ann", 0, 1), *help_, shop("cid", 0, 2)]
    holds(platform_keeps_reserve, reserved("30"), draft(reserved("30"), {}, *rows))
    holds(platform_keeps_reserve, reserved("40"), draft(reserved("40"), {}, *rows))


def test_platform_keeps_reserve_breaks_by_one_slice() -> None:
    rows = [shop("ann", 0, 2), mail("ann", 0, 1), shop("bob", 0, 1)]
    told = "Web (web) gives 2 FTE in Q1 to other work than as-a-service; the most is 1.5 FTE"
    breaks(platform_keeps_reserve, reserved("30"), draft(reserved("30"), {}, *rows), told)
    breaks(platform_keeps_reserve, reserved("40.01"), draft(reserved("40.01"), {}, *rows[:2]))


def test_platform_keeps_reserve_breaks_for_retrained_time() -> None:
    rows = [shop("ann", 0, 2), mail("ann", 0, 1), learns("bob", "course", 0, 1)]
    breaks(platform_keeps_reserve, reserved("30"), draft(reserved("30"), {}, *rows))


def test_platform_keeps_reserve_holds_without_one() -> None:
    rows = [shop("ann", 0, 3), shop("bob", 0, 2)]
    none = reserved("0")
    plan = draft(none, {}, *rows)
    breaks(platform_keeps_reserve, reserved("0.01"), plan)
    one = reserved("0", team("lab", reserve=Decimal(10)))
    holds(platform_keeps_reserve, one, draft(one, {}, *rows))


def desk(slices: int, name: str = "shop", t: int = 0) -> Assignment:
    where = "web" if name == "shop" else "app"
    return works("desk", f"{name}/1", t, slices, worker="pool", team=where)


def test_pool_within_capacity_holds_at_what_it_has() -> None:
    portfolio = two(pool("desk", "build", 3))
    holds(
        pool_within_capacity,
        portfolio,
        draft(portfolio, {}, desk(2), desk(1, "mail"), desk(3, t=1)),
    )


def test_pool_within_capacity_breaks_by_one_slice() -> None:
    portfolio = two(pool("desk", "build", 3))
    plan = draft(portfolio, {}, desk(2), desk(2, "mail"))
    breaks(pool_within_capacity, portfolio, plan, "pool desk gives 2 FTE in Q1 and has 1.5 FTE")


def test_pool_within_capacity_breaks_one_period_outside() -> None:
    portfolio = two(pool("desk", "build", 3, from_period="Q2", to_period="Q3"))
    for t, test in enumerate((breaks, holds, holds, breaks)):
        test(pool_within_capacity, portfolio, draft(portfolio, {}, desk(1, t=t)))


@pytest.mark.parametrize("scope", [{"team": "web"}, {"domain": "north"}])
def test_pool_within_capacity_breaks_for_another_team(scope: dict[str, str]) -> None:
    portfolio = two(pool("desk", "build", 3, **scope))
    holds(pool_within_capacity, portfolio, draft(portfolio, {}, desk(1)))
    told = "pool desk does not work for App (app)"
    breaks(pool_within_capacity, portfolio, draft(portfolio, {}, desk(1, "mail")), told)
