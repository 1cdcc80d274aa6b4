"""Section 3 of the formulation: what initiatives ask of each other."""

from typing import Any

import pytest

from models.portfolio import Portfolio
from optimizer.audit.checks.before_finishes_first import before_finishes_first
from optimizer.audit.checks.excluded_is_not import excluded_is_not
from optimizer.audit.checks.flag_bridges_dependency import flag_bridges_dependency
from optimizer.audit.checks.needed_is_selected import needed_is_selected
from optimizer.audit.checks.same_release_together import same_release_together
from tests.optimizer.audit.plans import breaks, draft, flag, holds
from tests.portfolios import AS_OF, StageDraft, after, build, initiative, stage, team

DONE = stage(1, status="done", started=AS_OF)
RUNS = stage(1, 3, status="active", started=AS_OF)
"""Committed in periods 0, 1 and 2."""


def pair(
    kind: str = "finish-start",
    before: StageDraft | None = None,
    later: StageDraft | None = None,
    **more: Any,  # noqa: ANN401 - any field of Dependency
) -> Portfolio:
    """`price` takes two periods, `shop` one, and `shop` depends on `price`."""
    return build(
        team("web"),
        initiative("price", before or stage(1, 2)),
        initiative("shop", later or stage(1)),
        after("price", "shop", kind, **more),
    )


def test_before_finishes_first_holds_from_the_finish_and_lag_on() -> None:
    portfolio = pair(lag=1)
    holds(before_finishes_first, portfolio, draft(portfolio, {"price/1": 0, "shop/1": 0 + 2 + 1}))
    holds(before_finishes_first, portfolio, draft(portfolio, {"price/1": 3}))


def test_before_finishes_first_breaks_one_period_before() -> None:
    portfolio = pair(lag=1)
    plan = draft(portfolio, {"price/1": 0, "shop/1": 0 + 2 + 1 - 1})
    breaks(before_finishes_first, portfolio, plan, "Shop (shop), stage 1 starts Q3", "ready Q4")
    breaks(before_finishes_first, portfolio, draft(portfolio, {"shop/1": 3}), "never starts")


def test_before_finishes_first_holds_after_done_and_for_committed_work() -> None:
    done = pair(before=DONE, lag=9)
    holds(before_finishes_first, done, draft(done, {"shop/1": 0}))
    running = pair(later=RUNS)
    holds(before_finishes_first, running, draft(running, {"shop/1": 0, "price/1": 3}))


def test_before_finishes_first_looks_at_the_last_stage_before_and_the_first_after() -> None:
    rows = (
        team("web"),
        *initiative("price", stage(1), stage(1)),
        *initiative("shop", stage(1), stage(1)),
    )
    starts = {"price/1": 0, "price/2": 1, "shop/1": 1, "shop/2": 2}
    last = build(*rows, after("price", "shop"))
    breaks(before_finishes_first, last, draft(last, starts))
    named = build(*rows, after("price/1", "shop/1"))
    holds(before_finishes_first, named, draft(named, starts))
    second = build(*rows, after("price", "shop/2"))
    holds(before_finishes_first, second, draft(second, starts))


def test_flag_bridges_dependency_holds_where_it_is_not_waited_for() -> None:
    portfolio = pair(lag=1, flag_cost=5_00)
    early = {"price/1": 0, "shop/1": 0 + 2 + 1 - 1}
    used = flag("price/1", "shop/1", 5_00)
    holds(flag_bridges_dependency, portfolio, draft(portfolio, early, used))
    holds(flag_bridges_dependency, portfolio, draft(portfolio, {"shop/1": 3}, used))


def test_flag_bridges_dependency_breaks_where_it_is_missing() -> None:
    portfolio = pair(lag=1, flag_cost=5_00)
    plan = draft(portfolio, {"price/1": 0, "shop/1": 2})
    breaks(flag_bridges_dependency, portfolio, plan, "EUR 5.00", "is missing")


def test_flag_bridges_dependency_breaks_where_it_is_not_needed() -> None:
    portfolio = pair(lag=1, flag_cost=5_00)
    used = flag("price/1", "shop/1", 5_00)
    on_time = {"price/1": 0, "shop/1": 0 + 2 + 1}
    breaks(flag_bridges_dependency, portfolio, draft(portfolio, on_time, used), "is not needed")
    breaks(flag_bridges_dependency, portfolio, draft(portfolio, {"price/1": 0}, used))
    for committed in (pair(before=DONE, flag_cost=5_00), pair(later=RUNS, flag_cost=5_00)):
        breaks(flag_bridges_dependency, committed, draft(committed, {"shop/1": 0}, used))


def test_flag_bridges_dependency_breaks_by_one_cent_and_by_a_second_flag() -> None:
    portfolio = pair(flag_cost=5_00)
    used = flag("price/1", "shop/1", 5_00)
    cheap = flag("price/1", "shop/1", 5_00 - 1)
    breaks(flag_bridges_dependency, portfolio, draft(portfolio, {"shop/1": 0}, cheap))
    breaks(flag_bridges_dependency, portfolio, draft(portfolio, {"shop/1": 0}, used, used))


@pytest.mark.parametrize("starts", [{}, {"price/1": 1, "shop/1": 1 + 2 - 1}])
def test_same_release_together_holds(starts: dict[str, int]) -> None:
    portfolio = pair("same release")
    holds(same_release_together, portfolio, draft(portfolio, starts))


@pytest.mark.parametrize(
    "starts", [{"price/1": 1, "shop/1": 3}, {"price/1": 1, "shop/1": 1}, {"price/1": 1}]
)
def test_same_release_together_breaks_by_one_period(starts: dict[str, int]) -> None:
    portfolio = pair("same release")
    told = "Price (price), stage 1 and Shop (shop), stage 1 belong to one release"
    breaks(same_release_together, portfolio, draft(portfolio, starts), told)


@pytest.mark.parametrize("committed", ["price", "shop"])
def test_same_release_together_holds_the_other_one_to_what_is_committed(committed: str) -> None:
    """The committed one finishes in 3; the other may stay away."""
    free = "shop" if committed == "price" else "price"
    stages = {committed: RUNS, free: stage(1)}
    portfolio = pair("same release", stages["price"], stages["shop"])
    fixed = {f"{committed}/1": 0}
    holds(same_release_together, portfolio, draft(portfolio, fixed))
    holds(same_release_together, portfolio, draft(portfolio, fixed | {f"{free}/1": 3 - 1}))
    breaks(same_release_together, portfolio, draft(portfolio, fixed | {f"{free}/1": 1}))
    breaks(same_release_together, portfolio, draft(portfolio, fixed | {f"{free}/1": 3}))


def test_same_release_together_holds_for_done_work_and_for_two_committed() -> None:
    done = pair("same release", DONE)
    holds(same_release_together, done, draft(done, {"shop/1": 2}))
    longer = stage(1, 4, status="active", started=AS_OF)
    both = pair("same release", RUNS, longer)
    holds(same_release_together, both, draft(both, {"price/1": 0, "shop/1": 0}))


def test_same_release_together_looks_at_both_last_stages() -> None:
    stages = (stage(1), stage(1))
    rows = (*initiative("price", *stages), *initiative("shop", *stages))
    portfolio = build(team("web"), *rows, after("price", "shop", "same release"))
    starts = {"price/1": 0, "shop/1": 1, "price/2": 2, "shop/2": 2}
    holds(same_release_together, portfolio, draft(portfolio, starts))
    breaks(same_release_together, portfolio, draft(portfolio, starts | {"shop/2": 3}))


def test_needed_is_selected_holds_whenever_it_starts() -> None:
    portfolio = pair("needs")
    holds(needed_is_selected, portfolio, draft(portfolio, {"shop/1": 0, "price/1": 3}))
    holds(needed_is_selected, portfolio, draft(portfolio, {"price/1": 3}))
    for stages in ((DONE, None), (None, RUNS)):
        committed = pair("needs", *stages)
        holds(needed_is_selected, committed, draft(committed, {"shop/1": 0}))


def test_needed_is_selected_breaks_without_it() -> None:
    portfolio = pair("needs")
    told = "Shop (shop), stage 1 starts without Price (price), stage 1, which it needs"
    breaks(needed_is_selected, portfolio, draft(portfolio, {"shop/1": 0}), told)


def test_excluded_is_not_holds_with_one() -> None:
    portfolio = pair("excludes")
    holds(excluded_is_not, portfolio, draft(portfolio, {"shop/1": 0}))
    both = pair("excludes", DONE, RUNS)
    holds(excluded_is_not, both, draft(both, {"shop/1": 0}))


@pytest.mark.parametrize("stages", [(None, None), (DONE, None), (None, RUNS)])
def test_excluded_is_not_breaks_with_both(
    stages: tuple[StageDraft | None, StageDraft | None],
) -> None:
    portfolio = pair("excludes", *stages)
    starts = {"shop/1": 0} if stages[0] is DONE else {"shop/1": 0, "price/1": 3}
    breaks(excluded_is_not, portfolio, draft(portfolio, starts), "exclude each other")


def test_excluded_is_not_looks_at_both_first_stages() -> None:
    stages = (stage(1), stage(1))
    rows = (*initiative("price", *stages), *initiative("shop", *stages))
    first = build(team("web"), *rows, after("price", "shop", "excludes"))
    breaks(excluded_is_not, first, draft(first, {"price/1": 0, "shop/1": 0}))
    second = build(team("web"), *rows, after("price/2", "shop/2", "excludes"))
    holds(excluded_is_not, second, draft(second, {"price/1": 0, "shop/1": 0}))
