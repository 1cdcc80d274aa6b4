"""Sections 1 and 2 of the formulation: what is a fact, and when a stage may start."""

from datetime import date, timedelta
from typing import Any

import pytest

from models.fund import CostType, PaysFor
from models.portfolio import Portfolio
from optimizer.audit.checks.committed_work_keeps_its_start import committed_work_keeps_its_start
from optimizer.audit.checks.deadline_is_kept import deadline_is_kept
from optimizer.audit.checks.earliest_start import earliest_start
from optimizer.audit.checks.must_do_is_done import must_do_is_done
from optimizer.audit.checks.no_release_without_gate import no_release_without_gate
from optimizer.audit.checks.one_of_a_group import one_of_a_group
from optimizer.audit.checks.order_within_initiative import order_within_initiative
from optimizer.audit.checks.out_never_starts import out_never_starts
from optimizer.audit.checks.starts_within_horizon import starts_within_horizon
from optimizer.audit.context import Context
from tests.optimizer.audit.plans import breaks, draft, holds
from tests.portfolios import (
    AS_OF,
    SALES,
    StageDraft,
    build,
    fund,
    gate,
    initiative,
    release,
    stage,
    team,
)

Q4_2025, Q3_2025 = date(2025, 10, 1), date(2025, 7, 1)
DONE = stage(10, status="done", started=Q4_2025)


def active(periods: int, started: date | None) -> Portfolio:
    running = stage(10, periods, status="active", started=started)
    return build(team("web"), initiative("shop", running))


@pytest.mark.parametrize(
    ("periods", "started", "start"),
    [
        (3, Q4_2025, 2 - 3),  # one period has passed, two remain
        (3, Q4_2025 - timedelta(days=1), 1 - 3),
        (2, Q3_2025, 1 - 2),  # late: it keeps the current period
        (1, Q3_2025, 1 - 1),
        (3, None, 3 - 3),
        (3, AS_OF, 3 - 3),
    ],
)
def test_committed_work_keeps_its_start_holds_for_active_stages(
    periods: int, started: date | None, start: int
) -> None:
    portfolio = active(periods, started)
    holds(committed_work_keeps_its_start, portfolio, draft(portfolio, {"shop/1": start}))
    for other in (start - 1, start + 1):
        plan = draft(portfolio, {"shop/1": other})
        breaks(committed_work_keeps_its_start, portfolio, plan, "is committed to start")
    breaks(committed_work_keeps_its_start, portfolio, draft(portfolio), "the plan says never")


def test_committed_work_keeps_its_start_breaks_when_done_work_starts_again() -> None:
    portfolio = build(team("web"), initiative("shop", DONE))
    holds(committed_work_keeps_its_start, portfolio, draft(portfolio))
    breaks(committed_work_keeps_its_start, portfolio, draft(portfolio, {"shop/1": 0}))


def test_committed_work_keeps_its_start_holds_for_what_is_released_and_not_reversed() -> None:
    rows = (team("web"), *initiative("shop", stage(10)))
    released = build(*rows, release("shop", 1, 10))
    holds(committed_work_keeps_its_start, released, draft(released, {"shop/1": 0}))
    breaks(committed_work_keeps_its_start, released, draft(released, {"shop/1": 1}))
    back = release("shop", 1, 10, AS_OF, "reversed")
    for first, second in (
        (release("shop", 1, 10), back),
        (back, release("shop", 1, 10)),  # of one day the reversed row is the last
        (back, release("shop", 1, 10, AS_OF - timedelta(days=1))),
    ):
        again = build(*rows, first, second)
        breaks(no_release_without_gate, again, draft(again, {"shop/1": 0}), "stage 1 was reversed")
    later = build(*rows, back, release("shop", 1, 10, AS_OF + timedelta(days=1), "spent"))
    holds(committed_work_keeps_its_start, later, draft(later, {"shop/1": 0}))


def shop(verdict: str, **more: Any) -> Portfolio:  # noqa: ANN401 - Settings
    rows = initiative("shop", DONE, stage(20), stage(30))
    gates = (gate("shop", 1, verdict), gate("shop", 2, "pending"))
    return build(team("web"), SALES, fund("main", [100]), rows, *gates, **more)


@pytest.mark.parametrize("verdict", ["passed", "waived"])
def test_no_release_without_gate_holds(verdict: str) -> None:
    portfolio = shop(verdict)
    holds(no_release_without_gate, portfolio, draft(portfolio, {"shop/2": 0}))


@pytest.mark.parametrize("verdict", ["conditional", "failed", "pending", "unproven"])
def test_no_release_without_gate_breaks(verdict: str) -> None:
    portfolio = shop(verdict)
    holds(no_release_without_gate, portfolio, draft(portfolio, {"shop/2": 1}))
    plan = draft(portfolio, {"shop/2": 0})
    told = f"Shop (shop), stage 2 starts now although the gates before it are {verdict}"
    breaks(no_release_without_gate, portfolio, plan, told)


def test_no_release_without_gate_holds_for_a_conditional_share_of_the_last_gate_only() -> None:
    portfolio = shop("conditional", conditional_share="0.01")
    holds(no_release_without_gate, portfolio, draft(portfolio, {"shop/2": 0}))
    stages = (DONE, DONE, stage(30))
    gates = (gate("shop", 1, "conditional"), gate("shop", 2, "passed"))
    rows = (team("web"), SALES, *initiative("shop", *stages), *gates)
    earlier = build(*rows, conditional_share="0.01")
    breaks(no_release_without_gate, earlier, draft(earlier, {"shop/3": 0}), "conditional, passed")


def test_no_release_without_gate_breaks_after_a_reversal_of_an_earlier_stage() -> None:
    rows = (team("web"), SALES, initiative("shop", DONE, stage(20)), gate("shop", 1, "passed"))
    portfolio = build(*rows, release("shop", 1, 10, AS_OF, "reversed"))
    breaks(no_release_without_gate, portfolio, draft(portfolio, {"shop/2": 0}), "was reversed")


def test_out_never_starts_holds_where_it_does_not_start() -> None:
    portfolio = shop("failed")
    holds(out_never_starts, portfolio, draft(portfolio))


def test_out_never_starts_breaks_after_a_failed_gate() -> None:
    portfolio = shop("failed")
    for name in ("shop/2", "shop/3"):
        told = f"stage {name[-1]} starts although a gate before it failed"
        breaks(out_never_starts, portfolio, draft(portfolio, {name: 1}), told)
    for verdict in ("conditional", "unproven", "pending"):
        waiting = shop(verdict)
        plan = draft(waiting, {"shop/2": 1, "shop/3": 2})
        assert out_never_starts(Context(waiting, plan)).passed


def test_out_never_starts_breaks_for_what_is_left_out() -> None:
    money = fund("main", [100])
    portfolio = build(team("web"), money, initiative("shop", stage(1), leave_out=True))
    holds(out_never_starts, portfolio, draft(portfolio))
    breaks(out_never_starts, portfolio, draft(portfolio, {"shop/1": 1}), "is left out")


def test_out_never_starts_breaks_with_nobody_to_pay_one_cent() -> None:
    """Of 101 cents 0.5 % is 0.505, so one cent is capex; of 99 cents it is 0.495, so none is."""
    opex = PaysFor(cost_types=(CostType.OPEX,))

    def paid(tranche: int) -> Portfolio:
        part = stage(tranche, capex="0.5")
        after = stage(0)
        money = fund("main", [100], pays_for=opex)
        return build(team("web"), money, initiative("shop", part, after))

    portfolio = paid(101)
    breaks(out_never_starts, portfolio, draft(portfolio, {"shop/1": 1}), "pay its capex part")
    breaks(out_never_starts, portfolio, draft(portfolio, {"shop/2": 1}), "stage 1 before it")
    plan = draft(paid(99), {"shop/1": 1, "shop/2": 2})
    assert out_never_starts(Context(paid(99), plan)).passed


def test_out_never_starts_breaks_when_the_fund_it_names_may_not_pay() -> None:
    capex = PaysFor(cost_types=(CostType.CAPEX,))
    money = (fund("main", [100]), fund("capital", [100], pays_for=capex))
    portfolio = build(team("web"), *money, initiative("shop", stage(1, fund="capital")))
    breaks(out_never_starts, portfolio, draft(portfolio, {"shop/1": 0}), "pay its opex part")


def test_starts_within_horizon_holds_in_the_last_period() -> None:
    portfolio = build(team("web"), initiative("shop", stage(1, 9)))
    holds(starts_within_horizon, portfolio, draft(portfolio, {"shop/1": 3}))
    holds(starts_within_horizon, portfolio, draft(portfolio, {"shop/1": 0}))


@pytest.mark.parametrize("start", [-1, 4])
def test_starts_within_horizon_breaks_one_period_outside(start: int) -> None:
    portfolio = build(team("web"), initiative("shop", stage(1, 9)))
    breaks(starts_within_horizon, portfolio, draft(portfolio, {"shop/1": start}), "1 period")


def test_earliest_start_holds_in_its_period() -> None:
    portfolio = build(team("web"), initiative("shop", stage(1), earliest_start="Q3"))
    holds(earliest_start, portfolio, draft(portfolio, {"shop/1": 2}))


def test_earliest_start_breaks_one_period_before() -> None:
    portfolio = build(team("web"), initiative("shop", stage(1), earliest_start="Q3"))
    told = "starts Q2, before its earliest start Q3"
    breaks(earliest_start, portfolio, draft(portfolio, {"shop/1": 1}), told)


def test_order_within_initiative_holds_from_the_finish_on() -> None:
    portfolio = build(team("web"), initiative("shop", stage(1, 2), stage(1)))
    holds(order_within_initiative, portfolio, draft(portfolio, {"shop/1": 1, "shop/2": 1 + 2}))


def test_order_within_initiative_breaks_one_period_before_the_finish() -> None:
    portfolio = build(team("web"), initiative("shop", stage(1, 2), stage(1)))
    plan = draft(portfolio, {"shop/1": 1, "shop/2": 1 + 2 - 1})
    breaks(order_within_initiative, portfolio, plan, "starts Q3, and stage 1 is over only by Q4")
    breaks(order_within_initiative, portfolio, draft(portfolio, {"shop/2": 3}), "never starts")


def test_order_within_initiative_holds_after_done_and_active_stages() -> None:
    stages = (DONE, stage(1, 2, status="active", started=Q4_2025), stage(1))
    portfolio = build(team("web"), initiative("shop", *stages))
    holds(order_within_initiative, portfolio, draft(portfolio, {"shop/2": -1, "shop/3": 1}))
    breaks(order_within_initiative, portfolio, draft(portfolio, {"shop/2": -1, "shop/3": 0}))


def late(*stages: StageDraft, **more: Any) -> Portfolio:  # noqa: ANN401 - any field of Initiative
    return build(team("web"), initiative("shop", *stages, latest_finish="Q3", **more))


def test_deadline_is_kept_holds_in_its_last_period() -> None:
    portfolio = late(stage(1, 2))
    holds(deadline_is_kept, portfolio, draft(portfolio, {"shop/1": 3 - 2}))


def test_deadline_is_kept_breaks_one_period_later() -> None:
    portfolio = late(stage(1, 2))
    plan = draft(portfolio, {"shop/1": 3 - 2 + 1})
    breaks(deadline_is_kept, portfolio, plan, "Shop (shop) finishes after its latest finish Q3")


def test_deadline_is_kept_holds_for_other_stages_for_a_price_and_for_committed_work() -> None:
    earlier = late(stage(1, 9), stage(1))
    holds(deadline_is_kept, earlier, draft(earlier, {"shop/1": 3}))
    priced = late(stage(1, 9), deadline_penalty=1)
    assert deadline_is_kept(Context(priced, draft(priced, {"shop/1": 3}))).passed
    running = late(stage(1, 9, status="active", started=AS_OF))
    holds(deadline_is_kept, running, draft(running, {"shop/1": 0}))


def test_must_do_is_done_holds_when_its_last_stage_starts() -> None:
    rows = (initiative("shop", stage(1), stage(1), must_do=True), initiative("mail", stage(1)))
    portfolio = build(team("web"), *rows)
    holds(must_do_is_done, portfolio, draft(portfolio, {"shop/1": 0, "shop/2": 3}))


def test_must_do_is_done_breaks_when_only_the_first_one_does() -> None:
    portfolio = build(team("web"), initiative("shop", stage(1), stage(1), must_do=True))
    breaks(must_do_is_done, portfolio, draft(portfolio, {"shop/1": 0}), "Shop (shop) must be done")


def test_must_do_is_done_holds_for_committed_work() -> None:
    portfolio = build(team("web"), initiative("shop", DONE, must_do=True))
    holds(must_do_is_done, portfolio, draft(portfolio))


def rivals(first: StageDraft) -> Portfolio:
    return build(
        team("web"),
        initiative("shop", first, stage(1), group="store"),
        initiative("mail", stage(1), group="store"),
        initiative("chat", stage(1), group="other"),
        initiative("help", stage(1)),
        initiative("care", stage(1)),
    )


def test_one_of_a_group_holds_with_one() -> None:
    portfolio = rivals(stage(1))
    starts = {"shop/1": 0, "shop/2": 1, "chat/1": 0, "help/1": 0, "care/1": 0}
    holds(one_of_a_group, portfolio, draft(portfolio, starts))
    committed = rivals(DONE)
    holds(one_of_a_group, committed, draft(committed, {"shop/2": 1}))


def test_one_of_a_group_breaks_with_two() -> None:
    portfolio = rivals(stage(1))
    plan = draft(portfolio, {"shop/1": 0, "mail/1": 3})
    breaks(one_of_a_group, portfolio, plan, "of group store both Shop (shop) and Mail (mail)")
    committed = rivals(DONE)
    breaks(one_of_a_group, committed, draft(committed, {"mail/1": 3}))


def test_one_of_a_group_holds_when_two_were_committed_before() -> None:
    twice = (initiative(name, DONE, stage(1), group="store") for name in ("shop", "mail"))
    portfolio = build(team("web"), *twice)
    holds(one_of_a_group, portfolio, draft(portfolio, {"shop/2": 1, "mail/2": 1}))
