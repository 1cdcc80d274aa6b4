"""Section 8 of the formulation: what a tranche's state is, and what is released now."""

from datetime import date
from typing import Any

import pytest

from models.plan import Plan, TrancheState
from models.portfolio import Portfolio
from models.units import Money
from optimizer.audit.checks.release_now_is_allowed import release_now_is_allowed
from optimizer.audit.checks.state_says_what_happens import state_says_what_happens
from tests.optimizer.audit.plans import breaks, decide, draft, holds
from tests.portfolios import AS_OF, SALES, build, fund, gate, initiative, release, stage, team

LAST_YEAR = date(2025, 10, 1)


def shop(verdict: str, status: str = "done", *rows: Any, **settings: Any) -> Portfolio:  # noqa: ANN401 - rows and Settings
    """Stage 1 is over or runs, its gate says this, and stage 2 is what is asked about."""
    first = stage(10, 1, status=status, started=LAST_YEAR)
    named = initiative("shop", first, stage(1_01), stage(5))
    money = fund("main", [1_000, 1_000])
    return build(team("web"), SALES, money, named, gate("shop", 1, verdict), rows, **settings)


def second(portfolio: Portfolio, start: int | None, **fields: Any) -> Plan:  # noqa: ANN401 - any field of StagePlan
    """A plan that decides so on stage 2; nothing else starts."""
    active = {"shop/1": 0} if portfolio.stages[0].status == "active" else {}
    starts = active if start is None else active | {"shop/2": start}
    plan = decide(draft(portfolio, starts), "shop/2", **fields)
    stopped = fields.get("state") is STOPPED
    return decide(plan, "shop/3", state=STOPPED) if stopped else plan


STOPPED, HELD, PLANNED = TrancheState.STOPPED, TrancheState.HELD, TrancheState.PLANNED
NOW, NOT_FUNDED, RELEASED = (
    TrancheState.RELEASE_NOW,
    TrancheState.NOT_FUNDED,
    TrancheState.RELEASED,
)
STATES = [
    ("passed", "done", 0, NOW),
    ("waived", "done", 0, NOW),
    ("passed", "done", 1, PLANNED),
    ("passed", "done", None, NOT_FUNDED),
    ("pending", "done", 1, HELD),
    ("unproven", "done", 1, HELD),
    ("conditional", "done", 1, HELD),
    ("pending", "done", None, NOT_FUNDED),
    ("pending", "active", 1, PLANNED),
    ("failed", "done", None, STOPPED),
    ("failed", "active", None, STOPPED),
]


@pytest.mark.parametrize(("verdict", "status", "start", "state"), STATES)
def test_state_says_what_happens_holds_and_breaks_with_any_other(
    verdict: str, status: str, start: int | None, state: TrancheState
) -> None:
    portfolio = shop(verdict, status)
    missing = ("a word",) if state is HELD else ()
    plan = second(portfolio, start, state=state, missing=missing)
    holds(state_says_what_happens, portfolio, plan)
    for other in set(TrancheState) - {state}:
        wrong = decide(plan, "shop/2", state=other)
        told = f"Shop (shop), stage 2 is {state}, and the plan says {other}"
        breaks(state_says_what_happens, portfolio, wrong, told)


def test_state_says_what_happens_holds_for_a_conditional_share() -> None:
    portfolio = shop("conditional", conditional_share=10)
    holds(state_says_what_happens, portfolio, second(portfolio, 1, state=PLANNED))
    holds(state_says_what_happens, portfolio, second(portfolio, 0, state=NOW))


def test_state_says_what_happens_holds_for_a_reversed_first_stage() -> None:
    back = release("shop", 1, 10, AS_OF, "reversed")
    portfolio = build(team("web"), initiative("shop", stage(10)), back)
    plan = draft(portfolio, {"shop/1": 1})
    held = decide(plan, "shop/1", state=HELD, missing=("a word",))
    holds(state_says_what_happens, portfolio, held)
    breaks(state_says_what_happens, portfolio, plan, "is held, and the plan says planned")


def test_state_says_what_happens_breaks_when_nothing_is_said_to_be_missing() -> None:
    portfolio = shop("pending")
    plan = second(portfolio, 1, state=HELD)
    breaks(state_says_what_happens, portfolio, plan, "does not say what is missing")


def test_state_says_what_happens_breaks_for_released_work() -> None:
    portfolio = build(team("web"), initiative("shop", stage(10)), release("shop", 1, 10))
    plan = draft(portfolio, {"shop/1": 0})
    holds(state_says_what_happens, portfolio, decide(plan, "shop/1", state=RELEASED))
    breaks(state_says_what_happens, portfolio, decide(plan, "shop/1", state=NOW))


def test_release_now_is_allowed_holds_for_the_tranche() -> None:
    portfolio = shop("passed")
    holds(release_now_is_allowed, portfolio, second(portfolio, 0, release_now=Money(1_01)))


@pytest.mark.parametrize("amount", [0, 1_01 - 1, 1_01 + 1])
def test_release_now_is_allowed_breaks_by_one_cent(amount: int) -> None:
    portfolio = shop("passed")
    plan = second(portfolio, 0, release_now=Money(amount))
    breaks(release_now_is_allowed, portfolio, plan, "it may release EUR 1.01")


def test_release_now_is_allowed_breaks_for_what_starts_later_or_was_released() -> None:
    portfolio = shop("passed")
    for start in (1, None):
        holds(release_now_is_allowed, portfolio, second(portfolio, start))
        plan = second(portfolio, start, release_now=Money(1))
        breaks(release_now_is_allowed, portfolio, plan, "it may release EUR 0.00")
    over = build(team("web"), initiative("shop", stage(10)), release("shop", 1, 10))
    plan = decide(draft(over, {"shop/1": 0}), "shop/1", release_now=Money(10))
    breaks(release_now_is_allowed, over, plan)


def test_release_now_is_allowed_holds_for_the_conditional_share_rounded_down() -> None:
    """Half of 101 cents are 50.5."""
    portfolio = shop("conditional", conditional_share=50)
    for amount, test in ((50, holds), (51, breaks), (49, breaks)):
        test(release_now_is_allowed, portfolio, second(portfolio, 0, release_now=Money(amount)))


def test_release_now_is_allowed_holds_in_full_after_a_passed_gate_whatever_the_share() -> None:
    portfolio = shop("passed", conditional_share=50)
    holds(release_now_is_allowed, portfolio, second(portfolio, 0, release_now=Money(1_01)))
