"""Section 5 of the formulation: floors and ceilings."""

from decimal import Decimal
from typing import Any

import pytest

from models.fund import CostType, PaysFor
from models.portfolio import Portfolio
from optimizer.audit.checks.envelope_ceiling import envelope_ceiling
from optimizer.audit.checks.envelope_floor import envelope_floor
from tests.optimizer.audit.plans import breaks, draft, holds
from tests.portfolios import (
    AS_OF,
    Rows,
    build,
    envelope,
    fund,
    initiative,
    release,
    stage,
    team,
)

STARTS = {"shop/1": 0, "core/1": 1}


def portfolio(*rows: Rows) -> Portfolio:
    """`shop` is 300 cents over 3 periods from 0, by 2 slices; `core` 100 in 1, by 4; W1 is 0-1."""
    return build(
        team("web", domain="front"),
        team("base", "platform", domain="back"),
        fund("main", [1_000, 1_000]),
        initiative("shop", stage(300, 3, {"build": 2}), theme="growth"),
        initiative("core", stage(100, 1, {"build": 4}), team="base", theme="run"),
        rows,
    )


def limited(measure: str, what: str = "all", *, window: str = "W1", **bounds: Any) -> Portfolio:  # noqa: ANN401 - least and most
    return portfolio(envelope("cap", measure, what, window=window, **bounds))


MEASURED = [
    ("released", "all", "W1", 300 + 100),
    ("released", "team: web", "W1", 300),
    ("released", "domain: back", "W1", 100),
    ("released", "kind: platform", "all", 100),
    ("released", "theme: growth", "all", 300),
    ("released", "theme: regulatory", "all", 0),
    ("released", "all", "W2", 0),
    ("spent", "all", "W1", 100 + 100 + 100),
    ("spent", "team: web", "all", 3 * 100),
    ("spent", "all", "W2", 100),
    ("newly started", "all", "W1", 100 + 100),
    ("newly started", "all", "W2", 0),
    ("ongoing", "all", "W1", 100),
    ("ongoing", "all", "all", 2 * 100),
    ("starts", "all", "W1", 2),
    ("starts", "team: base", "all", 1),
]


@pytest.mark.parametrize(("measure", "what", "window", "amount"), MEASURED)
def test_envelope_ceiling_breaks_above_the_amount(
    measure: str, what: str, window: str, amount: int
) -> None:
    at = limited(measure, what, window=window, most=amount)
    holds(envelope_ceiling, at, draft(at, STARTS))
    if amount:
        below = limited(measure, what, window=window, most=amount - 1)
        breaks(envelope_ceiling, below, draft(below, STARTS), f"cap ({measure})", "more than")


@pytest.mark.parametrize(("measure", "what", "window", "amount"), MEASURED)
def test_envelope_floor_breaks_below_the_amount(
    measure: str, what: str, window: str, amount: int
) -> None:
    at = limited(measure, what, window=window, least=amount)
    holds(envelope_floor, at, draft(at, STARTS))
    above = limited(measure, what, window=window, least=amount + 1)
    breaks(envelope_floor, above, draft(above, STARTS), f"cap ({measure})", "less than")


@pytest.mark.parametrize(
    ("window", "slices"), [("W1", (2 + 2 + 4) // 2), ("W2", 2 // 2), ("all", (3 * 2 + 4) // 4)]
)
def test_envelope_ceiling_holds_for_the_average_of_people(window: str, slices: int) -> None:
    """In W1 8 slices work over 2 periods; over all 4 periods it is 10, between 2 and 3 each."""
    at = limited("people", window=window, most=slices + (window == "all"))
    holds(envelope_ceiling, at, draft(at, STARTS))
    below = limited("people", window=window, most=slices - (window != "all"))
    breaks(envelope_ceiling, below, draft(below, STARTS), "FTE")


def test_envelope_ceiling_holds_in_each_window() -> None:
    """W1 has 300 spent, W2 has 100."""
    at = limited("spent", window="each", most=300)
    holds(envelope_ceiling, at, draft(at, STARTS))
    below = limited("spent", window="each", most=299)
    told = "cap (spent) in W1 is EUR 3.00, more than EUR 2.99"
    breaks(envelope_ceiling, below, draft(below, STARTS), told)
    floor = limited("spent", window="each", least=101)
    breaks(envelope_floor, floor, draft(floor, STARTS), "in W2 is EUR 1.00")


@pytest.mark.parametrize(("window", "share"), [("W1", (300, 400)), ("all", (300, 400))])
def test_envelope_floor_holds_at_a_percentage(window: str, share: tuple[int, int]) -> None:
    """300 of 400 cents are exactly 75 %."""
    percent = Decimal(100) * share[0] / share[1]
    at = limited("released", "team: web", window=window, least=f"{percent} %")
    holds(envelope_floor, at, draft(at, STARTS))
    above = limited("released", "team: web", window=window, least=f"{percent + Decimal('0.01')} %")
    breaks(envelope_floor, above, draft(above, STARTS))


def test_envelope_ceiling_holds_at_a_percentage() -> None:
    at = limited("released", "team: web", most="75 %")
    holds(envelope_ceiling, at, draft(at, STARTS))
    below = limited("released", "team: web", most="74.99 %")
    breaks(envelope_ceiling, below, draft(below, STARTS))


def test_envelope_floor_holds_at_a_share_of_nothing() -> None:
    nothing = limited("released", "team: web", least="75 %")
    holds(envelope_floor, nothing, draft(nothing))


def test_envelope_ceiling_counts_what_is_committed() -> None:
    """An active stage began before now: its rest is spent and ongoing, and nothing starts."""
    running = stage(
        90, 3, {"build": 1}, status="active", started=AS_OF.replace(year=2025, month=10)
    )
    for measure, amount in (("released", 0), ("spent", 60), ("ongoing", 60), ("starts", 0)):
        for most in (amount, amount - 1) if amount else (amount,):
            cap = envelope("cap", measure, most=most)
            money = fund("main", [100])
            one = build(team("web"), money, initiative("shop", running), cap)
            test = holds if most == amount else breaks
            test(envelope_ceiling, one, draft(one, {"shop/1": -1}))


def test_envelope_ceiling_counts_done_work_as_released_only() -> None:
    done = stage(90, 3, {"build": 1}, status="done", started=AS_OF)
    for measure, amount in (("released", 90), ("spent", 0), ("people", 0), ("starts", 0)):
        cap = envelope("cap", measure, most=amount)
        rows = (fund("main", [100]), initiative("shop", done), release("shop", 1, 90))
        one = build(team("web"), *rows, cap)
        holds(envelope_ceiling, one, draft(one))
    cap = envelope("cap", "released", most=90 - 1)
    rows = (fund("main", [100]), initiative("shop", done), release("shop", 1, 90))
    less = build(team("web"), *rows, cap)
    breaks(envelope_ceiling, less, draft(less))


def test_envelope_ceiling_counts_nothing_for_what_no_fund_may_pay() -> None:
    capital = PaysFor(cost_types=(CostType.CAPEX,))
    half = stage(90, capex=Decimal(50))
    for most, test in ((45, holds), (44, breaks)):
        cap = envelope("cap", "released", most=most)
        money = (fund("main", [100], pays_for=capital), release("shop", 1, 90))
        one = build(team("web"), money, initiative("shop", half), cap)
        test(envelope_ceiling, one, draft(one, {"shop/1": 0}))


def test_envelope_floor_counts_the_charge_at_its_chance() -> None:
    """Stage 2 is charged at 50 % of 40 cents."""
    stages = (stage(10, chance=Decimal(50)), stage(40))
    for least, test in ((10 + 20, holds), (10 + 20 + 1, breaks)):
        cap = envelope("cap", "released", least=least, window="all")
        rows = (fund("main", [100]), initiative("shop", *stages), cap)
        one = build(team("web"), *rows, reserve="expected")
        test(envelope_floor, one, draft(one, {"shop/1": 0, "shop/2": 1}))
