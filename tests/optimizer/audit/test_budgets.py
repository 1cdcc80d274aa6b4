"""Section 4 of the formulation: budgets, what they carry over, and what they lack."""

from datetime import date
from decimal import Decimal

import pytest

from models.portfolio import Portfolio
from optimizer.audit.checks.fund_covers_charges import fund_covers_charges
from optimizer.audit.checks.overrun_covers_excess import overrun_covers_excess
from optimizer.audit.checks.shortfall_is_least import shortfall_is_least
from optimizer.audit.context import Context
from tests.optimizer.audit.plans import breaks, draft, holds, overrun, pays, shortfall
from tests.portfolios import (
    Rows,
    build,
    fund,
    initiative,
    release,
    stage,
    team,
)


def budgets(*amounts: int | None, price: str | None = None, carry: str = "0") -> Portfolio:
    """One fund, and a stage of 100 cents that needs no more than that."""
    money = fund("main", amounts, price=price, carry_over=Decimal(carry))
    return build(team("web"), money, initiative("shop", stage(100)), initiative("mail", stage(1)))


def test_fund_covers_charges_holds_to_the_last_cent() -> None:
    portfolio = budgets(100, 0)
    plan = draft(portfolio, {"shop/1": 1}, pays("shop/1", "main", 1, 100))
    holds(fund_covers_charges, portfolio, plan)


def test_fund_covers_charges_breaks_by_one_cent() -> None:
    portfolio = budgets(100, 0)
    rows = [pays("shop/1", "main", 0, 100), pays("mail/1", "main", 1, 1)]
    plan = draft(portfolio, {"shop/1": 0, "mail/1": 1}, *rows)
    breaks(fund_covers_charges, portfolio, plan, "Main (main) pays EUR 1.01 in W1 and has EUR 1.00")
    without = budgets(None, 100)
    breaks(fund_covers_charges, without, draft(without, {}, pays("mail/1", "main", 0, 1)))


def test_fund_covers_charges_holds_with_what_is_carried_over() -> None:
    """Of 101 cents left over half is carried: 50.5, so 50 are there and 51 are not."""
    portfolio = budgets(101, 0, carry="50")
    holds(fund_covers_charges, portfolio, draft(portfolio, {}, pays("shop/1", "main", 2, 50)))
    breaks(fund_covers_charges, portfolio, draft(portfolio, {}, pays("shop/1", "main", 2, 51)))
    used = [pays("mail/1", "main", 0, 1), pays("shop/1", "main", 2, 50)]
    holds(fund_covers_charges, portfolio, draft(portfolio, {}, *used))
    used = [pays("mail/1", "main", 0, 2), pays("shop/1", "main", 2, 50)]
    breaks(fund_covers_charges, portfolio, draft(portfolio, {}, *used))
    whole = budgets(101, 0, carry="100")
    rows = [pays("shop/1", "main", 0, 100), pays("mail/1", "main", 1, 1)]
    plan = draft(whole, {}, *rows, pays("mail/1", "main", 2, 1))
    breaks(fund_covers_charges, whole, plan, "in W2 and has EUR 0.00")
    lost = budgets(101, 0)
    breaks(fund_covers_charges, lost, draft(lost, {}, pays("shop/1", "main", 2, 1)))


def test_fund_covers_charges_holds_for_committed_money_at_its_shortfall() -> None:
    money = fund("main", [60, 0])
    rows = (release("shop", 1, 100), initiative("mail", stage(1)))
    portfolio = build(team("web"), money, initiative("shop", stage(100)), *rows)
    paid = pays("shop/1", "main", 0, 100)
    holds(fund_covers_charges, portfolio, draft(portfolio, {"shop/1": 0}, paid))
    more = pays("mail/1", "main", 1, 1)
    breaks(fund_covers_charges, portfolio, draft(portfolio, {"shop/1": 0}, paid, more))


def test_overrun_covers_excess_holds_at_the_smallest_whole_amount() -> None:
    """Half of 99 cents is 49.5: 100 cents are 50.5 too many, and 51 whole ones cover that."""
    portfolio = budgets(99, 0, price="0.5", carry="50")
    paid = pays("shop/1", "main", 2, 100)
    over = overrun("main", "W2", 51)
    holds(overrun_covers_excess, portfolio, draft(portfolio, {}, paid, over))


@pytest.mark.parametrize("rows", [[], [overrun("main", "W2", 50)], [overrun("main", "W2", 52)]])
def test_overrun_covers_excess_breaks_by_one_cent(rows: list[Rows]) -> None:
    portfolio = budgets(99, 0, price="0.5", carry="50")
    plan = draft(portfolio, {}, pays("shop/1", "main", 2, 100), *rows)  # type: ignore[arg-type] # rows
    breaks(overrun_covers_excess, portfolio, plan, "Main (main) in W2 is overrun by EUR 0.51")


def test_overrun_covers_excess_breaks_for_hard_budgets_and_where_nothing_lacks() -> None:
    hard = budgets(99, 0)
    plan = draft(hard, {}, pays("shop/1", "main", 0, 100), overrun("main", "W1", 1))
    breaks(overrun_covers_excess, hard, plan)
    soft = budgets(100, 0, price="0.5")
    plan = draft(soft, {}, pays("shop/1", "main", 0, 100), overrun("main", "W1", 1))
    breaks(overrun_covers_excess, soft, plan)


def committed(*amounts: int, price: str | None = None, carry: str = "0") -> Portfolio:
    """100 cents are released in W1 and 100 in W2."""
    later = date(2026, 7, 1)
    rows = [release("shop", 1, 100), release("mail", 1, 100, later)]
    money = fund("main", amounts, price=price, carry_over=Decimal(carry))
    named = (initiative(name, stage(100)) for name in ("shop", "mail"))
    return build(team("web"), money, *named, *rows)


@pytest.mark.parametrize(
    ("amounts", "carry", "lacking"),
    [
        ((99, 100), "100", {"W1": 1}),
        ((130, 80), "50", {"W2": 100 - 80 - 15}),
        ((131, 80), "50", {"W2": 5}),  # 15.5 are carried: 4.5 lack, 5 whole ones
        ((99, 99), "100", {"W1": 1, "W2": 1}),
    ],
)
def test_shortfall_is_least_holds_at_the_smallest_whole_amount(
    amounts: tuple[int, int], carry: str, lacking: dict[str, int]
) -> None:
    portfolio = committed(*amounts, carry=carry)
    rows = [shortfall("main", window, amount) for window, amount in lacking.items()]
    holds(shortfall_is_least, portfolio, draft(portfolio, {}, *rows))
    for step in (-1, 1):
        *others, last = rows
        wrong = last.model_copy(update={"amount": last.amount + step})
        plan = draft(portfolio, {}, *others, wrong)
        breaks(shortfall_is_least, portfolio, plan, "commitments of Main (main)")


def test_shortfall_is_least_breaks_for_soft_budgets_and_where_nothing_lacks() -> None:
    for portfolio in (committed(99, 100, price="0.1"), committed(100, 100)):
        plan = draft(portfolio, {}, shortfall("main", "W1", 1))
        breaks(shortfall_is_least, portfolio, plan)
        assert shortfall_is_least(Context(portfolio, draft(portfolio))).passed
