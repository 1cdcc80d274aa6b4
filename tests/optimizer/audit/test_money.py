"""Section 4 of the formulation: what a tranche costs, and which fund pays it."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest

from models.fund import CostType, PaysFor
from models.initiative import Theme
from models.plan import Payment
from models.portfolio import Portfolio
from models.team import TeamKind
from models.units import DomainId
from optimizer.audit.checks.fund_may_pay import fund_may_pay
from optimizer.audit.checks.tranche_is_fully_paid import tranche_is_fully_paid
from optimizer.audit.context import Context
from tests.optimizer.audit.plans import breaks, draft, holds, pays
from tests.portfolios import (
    AS_OF,
    Rows,
    StageDraft,
    build,
    fund,
    gate,
    initiative,
    release,
    stage,
    team,
)

SPENT = "spend"


def shop(draft_: StageDraft, *rows: Rows, counts: str = "release") -> Portfolio:
    money = fund("main", [1_000_00, 1_000_00], counts)
    return build(team("web"), money, initiative("shop", draft_), *rows)


def less_one_cent(rows: Iterable[Payment]) -> list[Payment]:
    """The same payments, the last of them one cent short."""
    *others, last = rows
    return [*others, last.model_copy(update={"amount": last.amount - 1})]


def exactly(portfolio: Portfolio, starts: dict[str, int], *rows: Payment) -> None:
    """These payments hold; with one cent less or in another period they do not."""
    holds(tranche_is_fully_paid, portfolio, draft(portfolio, starts, *rows))
    short = draft(portfolio, starts, *less_one_cent(rows))
    breaks(tranche_is_fully_paid, portfolio, short, "is due", "is paid")
    moved = [*rows[:-1], rows[-1].model_copy(update={"period": (rows[-1].period + 1) % 4})]
    breaks(tranche_is_fully_paid, portfolio, draft(portfolio, starts, *moved))


def test_tranche_is_fully_paid_holds_in_the_period_of_its_start() -> None:
    exactly(shop(stage(50_00, 2)), {"shop/1": 1}, pays("shop/1", "main", 1, 50_00))


def test_tranche_is_fully_paid_holds_for_capex_rounded_half_to_even() -> None:
    """Half of 5 cents is 2.5, rounded to 2; half of 7 is 3.5, rounded to 4."""
    for tranche, capex in ((5, 2), (7, 4)):
        exactly(
            shop(stage(tranche, capex=Decimal(50))),
            {"shop/1": 0},
            pays("shop/1", "main", 0, tranche - capex),
            pays("shop/1", "main", 0, capex, "capex"),
        )


def test_tranche_is_fully_paid_holds_by_spend_the_first_periods_taking_what_is_left() -> None:
    exactly(
        shop(stage(11, 3), counts=SPENT),
        {"shop/1": 0},
        *(pays("shop/1", "main", t, amount) for t, amount in enumerate((4, 4, 11 - 4 - 4))),
    )


def test_tranche_is_fully_paid_holds_by_weights_the_largest_remainders_first() -> None:
    """10 cents at 1:2:4 are 1.43, 2.86 and 5.71: floors 1, 2, 5, and one each to 0.86 and 0.71."""
    weights = (Decimal(1), Decimal(2), Decimal(4))
    exactly(
        shop(stage(10, 3, spend_profile=weights), counts=SPENT),
        {"shop/1": 1},
        *(pays("shop/1", "main", 1 + q, amount) for q, amount in enumerate((1, 2 + 1, 5 + 1))),
    )


def test_tranche_is_fully_paid_holds_to_the_end_of_the_horizon() -> None:
    portfolio = shop(stage(90, 3), counts=SPENT)
    exactly(portfolio, {"shop/1": 3}, pays("shop/1", "main", 3, 30))


def test_tranche_is_fully_paid_breaks_when_something_is_paid_for_nothing() -> None:
    portfolio = shop(stage(50_00))
    plan = draft(portfolio, {}, pays("shop/1", "main", 0, 1))
    breaks(tranche_is_fully_paid, portfolio, plan, "EUR 0.00 is due, EUR 0.01 is paid")
    cent = shop(stage(1))
    plan = draft(cent, {"shop/1": 0})
    breaks(tranche_is_fully_paid, cent, plan, "EUR 0.01 is due, EUR 0.00 is paid")


def chances(reserve: str) -> Portfolio:
    """Stage 2 is reached with 80 %, stage 3 with 80 % of 50 %: 5 cents of it are 2 at half-even."""
    stages = (stage(10, chance=Decimal(80)), stage(13, chance=Decimal(50)), stage(5))
    money = fund("main", [1_000_00, 1_000_00])
    return build(team("web"), money, initiative("shop", *stages), reserve=reserve)


def test_tranche_is_fully_paid_holds_at_the_chance_of_reaching_it() -> None:
    starts = {"shop/1": 0, "shop/2": 1, "shop/3": 2}
    first = pays("shop/1", "main", 0, 10)
    full = pays("shop/2", "main", 1, 13), pays("shop/3", "main", 2, 5)
    expected = pays("shop/2", "main", 1, 10), pays("shop/3", "main", 2, 5 * 8 * 5 // 100)
    exactly(chances("full"), starts, first, *full)
    exactly(chances("expected"), starts, first, *expected)


def test_tranche_is_fully_paid_holds_in_full_at_what_starts_now() -> None:
    opens = (gate("shop", 1, "conditional"), gate("shop", 2, "pending"))
    stages = (stage(1, status="done", started=AS_OF), stage(13), stage(5))
    portfolio = build(
        team("web"),
        fund("main", [1_000_00]),
        initiative("shop", *(s for s in stages)),
        *opens,
        reserve="expected",
        conditional_share=10,
    )
    exactly(portfolio, {"shop/2": 0}, pays("shop/2", "main", 0, 13))


RUNNING = stage(90, 3, status="active", started=date(2025, 10, 1))
"""Spent 30 before now, and 30 each in periods 0 and 1."""


def test_tranche_is_fully_paid_holds_for_active_stages() -> None:
    by_spend = shop(RUNNING, counts=SPENT)
    rows = [pays("shop/1", "main", t, 30) for t in (0, 1)]
    exactly(by_spend, {"shop/1": -1}, *rows)
    before = shop(RUNNING)
    assert tranche_is_fully_paid(Context(before, draft(before, {"shop/1": -1}))).passed
    now = shop(RUNNING, release("shop", 1, 90, AS_OF))
    exactly(now, {"shop/1": -1}, pays("shop/1", "main", 0, 90))
    begun = shop(stage(90, 3, status="active", started=AS_OF))
    exactly(begun, {"shop/1": 0}, pays("shop/1", "main", 0, 90))


def test_tranche_is_fully_paid_holds_in_the_period_of_the_release() -> None:
    second = date(2026, 4, 1)
    for counts in ("release", SPENT):
        done = stage(90, 3, status="done", started=AS_OF)
        portfolio = shop(done, release("shop", 1, 90, second), counts=counts)
        exactly(portfolio, {}, pays("shop/1", "main", 1, 90))
    early = shop(stage(90), release("shop", 1, 90, date(2025, 12, 31)))
    assert tranche_is_fully_paid(Context(early, draft(early, {"shop/1": 0}))).passed
    spent = shop(stage(90, 3), release("shop", 1, 90, date(2025, 12, 31)), counts=SPENT)
    exactly(spent, {"shop/1": 0}, *(pays("shop/1", "main", t, 30) for t in (0, 1, 2)))


def test_tranche_is_fully_paid_holds_for_done_stages_without_standing_release() -> None:
    done = stage(90, status="done", started=AS_OF)
    for rows in ((), (release("shop", 1, 90, AS_OF, "reversed"),)):
        portfolio = shop(done, *rows)
        assert tranche_is_fully_paid(Context(portfolio, draft(portfolio))).passed
        breaks(
            tranche_is_fully_paid,
            portfolio,
            draft(portfolio, {}, pays("shop/1", "main", 0, 90)),
        )


PURPOSES = {
    "domain": PaysFor(domains=(DomainId("north"),)),
    "kind": PaysFor(kinds=(TeamKind.PLATFORM,)),
    "theme": PaysFor(themes=(Theme.RUN,)),
    "cost type": PaysFor(cost_types=(CostType.CAPEX,)),
}


def choice(purpose: PaysFor, named: str | None = None) -> Portfolio:
    """`main` may pay anything, `gold` what it is for; `shop` is what no purpose covers."""
    money = (fund("main", [100]), fund("gold", [100], pays_for=purpose))
    north = team("web", "platform", domain="north")
    plain = initiative("mail", stage(50, capex=Decimal(100)), team="web", theme="run")
    other = initiative("shop", stage(50, fund=named), team="app", theme="growth")
    return build(north, team("app", domain="south"), *money, plain, other)


@pytest.mark.parametrize("dimension", PURPOSES)
def test_fund_may_pay_holds_for_what_it_is_for(dimension: str) -> None:
    portfolio = choice(PURPOSES[dimension])
    rows = [pays("mail/1", fund_, 0, 25, "capex") for fund_ in ("main", "gold")]
    holds(fund_may_pay, portfolio, draft(portfolio, {"mail/1": 0}, *rows))
    holds(tranche_is_fully_paid, portfolio, draft(portfolio, {"mail/1": 0}, *rows))


@pytest.mark.parametrize("dimension", PURPOSES)
def test_fund_may_pay_breaks_in_each_dimension(dimension: str) -> None:
    portfolio = choice(PURPOSES[dimension])
    plan = draft(portfolio, {"shop/1": 0}, pays("shop/1", "gold", 0, 50))
    breaks(fund_may_pay, portfolio, plan, "Gold (gold) may not pay opex of Shop (shop), stage 1")


def test_fund_may_pay_breaks_for_another_fund_than_the_stage_names() -> None:
    portfolio = choice(PaysFor(), named="gold")
    plan = draft(portfolio, {"shop/1": 0}, pays("shop/1", "gold", 0, 50))
    holds(fund_may_pay, portfolio, plan)
    plan = draft(portfolio, {"shop/1": 0}, pays("shop/1", "main", 0, 50))
    breaks(fund_may_pay, portfolio, plan)


@pytest.mark.parametrize(
    ("named", "released", "payer"),
    [
        (None, None, "gold"),
        ("main", None, "main"),
        ("main", "gold", "gold"),
        (None, "main", "main"),
    ],
)
def test_fund_may_pay_holds_for_the_fund_of_committed_work(
    named: str | None, released: str | None, payer: str
) -> None:
    """That of the release, else the stage's, else the first by ID."""
    money = (fund("main", [100]), fund("gold", [100]))
    row = release("shop", 1, 50, AS_OF, fund=released)
    portfolio = build(team("web"), *money, initiative("shop", stage(50, fund=named)), row)
    for fund_ in ("main", "gold"):
        plan = draft(portfolio, {"shop/1": 0}, pays("shop/1", fund_, 0, 50))
        (holds if fund_ == payer else breaks)(fund_may_pay, portfolio, plan)


def test_fund_may_pay_holds_for_the_last_release_of_one_day_by_fund() -> None:
    for order in (("main", "gold"), ("gold", "main")):
        rows = [release("shop", 1, 50, AS_OF, fund=fund_) for fund_ in order]
        money = (fund("main", [100]), fund("gold", [100]))
        portfolio = build(team("web"), *money, initiative("shop", stage(50)), rows)
        plan = draft(portfolio, {"shop/1": 0}, pays("shop/1", "main", 0, 50))
        holds(fund_may_pay, portfolio, plan)
