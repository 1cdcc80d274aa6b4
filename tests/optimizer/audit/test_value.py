"""Section 6 of the formulation: what the plan is worth, and what hires may do."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from models.metric import Better, Metric
from models.plan import Plan, Value
from models.portfolio import Portfolio
from models.units import MetricId, Money
from optimizer.audit.checks.hire_within_option import hire_within_option
from optimizer.audit.checks.prices_are_right import prices_are_right
from optimizer.audit.checks.value_counts_when_live import value_counts_when_live
from tests.optimizer.audit.plans import breaks, draft, flag, hires, holds, overrun, pays, works
from tests.portfolios import (
    AS_OF,
    StageDraft,
    after,
    benefit,
    build,
    fund,
    gate,
    hiring,
    initiative,
    person,
    stage,
    team,
)
from tests.portfolios import works as in_force

END = 4 + 4
"""Periods that count: the horizon's and the value horizon's."""


def gains(portfolio: Portfolio, starts: dict[str, int], cents: int) -> None:
    """The benefits are worth so much, and not one cent more or less."""
    plan = draft(portfolio, starts)
    holds(value_counts_when_live, portfolio, worth(plan, cents))
    for wrong in (cents - 1, cents + 1):
        breaks(value_counts_when_live, portfolio, worth(plan, wrong), "the benefits are worth")


def worth(plan: Plan, cents: int, **prices: int) -> Plan:
    value = Value.model_validate({"benefits": cents} | prices)
    return plan.model_copy(update={"value": value})


def shop(*stages: StageDraft, uplift: str = "3", **more: Any) -> Portfolio:  # noqa: ANN401 - any field of Benefit
    """Sales of 3 euros per period."""
    rows = initiative("shop", *(stages or (stage(1),)))
    return build(team("web"), rows, benefit("shop", uplift, **more))


def test_value_counts_when_live_holds_from_the_finish_to_the_value_horizon() -> None:
    gains(shop(), {"shop/1": 1}, 300 * (END - 2))
    gains(shop(stage(1, 3)), {"shop/1": 3}, 300 * (END - 6))


def test_value_counts_when_live_breaks_for_what_never_starts() -> None:
    plan = worth(draft(shop()), 1)
    breaks(value_counts_when_live, shop(), plan, "EUR 0.00, and the plan says EUR 0.01")


def test_value_counts_when_live_holds_from_the_start_where_it_counts_from_there() -> None:
    gains(shop(stage(1, 3), counts_from="start"), {"shop/1": 1}, 300 * (END - 1))


def test_value_counts_when_live_holds_for_lasts_ramp_and_profile() -> None:
    gains(shop(lasts=2), {"shop/1": 0}, 300 * 2)
    gains(shop(ramp=2), {"shop/1": 0}, 100 + 200 + 300 * (END - 1 - 2))
    gains(shop(ramp=2, lasts=2), {"shop/1": 0}, 100 + 200)
    weights = (Decimal("0.5"), Decimal(0), Decimal(-1), Decimal(2))
    gains(shop(profile=weights, ramp=2, lasts=1), {"shop/1": 0}, 150 + 0 - 300 + 600)
    gains(shop(stage(1, 3), profile=weights), {"shop/1": 3}, 150 + 0)


def test_value_counts_when_live_holds_for_confidence_and_half_a_cent_to_the_even_one() -> None:
    """0.5 % of 3 euros in one period are 1.5 cents, rounded to 2; of 5 euros 2.5, rounded to 2."""
    gains(shop(confidence=Decimal("0.5"), lasts=1), {"shop/1": 0}, 2)
    gains(shop(uplift="5", confidence=Decimal("0.5"), lasts=1), {"shop/1": 0}, 2)


def test_value_counts_when_live_rounds_once_per_stage_and_anchor() -> None:
    """Two benefits of 0.4 cents are 1 cent together; with different anchors they are none."""
    rows = (team("web"), *initiative("shop", stage(1)))
    tiny = [benefit("shop", "0.004", lasts=1, counts_from=a) for a in ("finish", "finish", "start")]
    together = build(*rows, *tiny[:2])
    gains(together, {"shop/1": 0}, 1)
    apart = build(*rows, *tiny[1:])
    gains(apart, {"shop/1": 0}, 0)


def test_value_counts_when_live_holds_for_another_metric_and_currency() -> None:
    calls = Metric(
        id=MetricId("calls"), unit="calls", better=Better.LOWER, worth=Decimal("4.5"), owner="Desk"
    )
    rows = (team("web"), *initiative("shop", stage(1)), calls)
    for currency, unit in (("EUR", 100), ("JPY", 1), ("KWD", 1_000)):
        portfolio = build(*rows, benefit("shop", 2, "calls", lasts=1), currency=currency)
        gains(portfolio, {"shop/1": 0}, 9 * unit)


def test_value_counts_when_live_holds_for_discounted_periods() -> None:
    """At 21 % a year a factor per half year is 1/1.1; a quarter's is its root, 12 decimals."""
    rows = (team("web"), *initiative("shop", stage(1)))
    portfolio = build(*rows, benefit("shop", 10**10, lasts=3), discount_rate=21, value_horizon=0)
    quarter, half, three = (
        Fraction("0.953462589246"),  # 1.21^-1/4
        Fraction("0.909090909091"),  # 1/1.1
        Fraction("0.866784172041"),  # 1.21^-3/4
    )
    cents = 10**12 * (quarter + half + three)
    gains(portfolio, {"shop/1": 0}, int(cents))
    weights = (Decimal(1), Decimal(1), Decimal(1))
    same = build(*rows, benefit("shop", 10**10, profile=weights), discount_rate=21)
    gains(same, {"shop/1": 0}, int(cents))


def test_value_counts_when_live_holds_at_the_chance_of_reaching_the_stage() -> None:
    """Stage 2 is reached with 30 %: of 3 euros a period that is 90 cents, and of stage 1 all."""
    stages = (stage(1, chance=Decimal(30)), stage(1))
    gains(shop(*stages), {"shop/1": 0, "shop/2": 1}, 90 * (END - 2))
    first = shop(*stages, after_stage=1)
    gains(first, {"shop/1": 0}, 300 * (END - 1))


@pytest.mark.parametrize("verdict", ["passed", "waived", "pending"])
def test_value_counts_when_live_holds_in_full_after_an_open_gate(verdict: str) -> None:
    stages = (stage(1, chance=Decimal(30), status="done", started=AS_OF), stage(1))
    rows = (team("web"), initiative("shop", *stages, worth=3), gate("shop", 1, verdict))
    share = Fraction(30, 100) if verdict == "pending" else 1
    gains(build(*rows), {"shop/2": 1}, int(300 * (END - 2) * share))


def test_value_counts_when_live_holds_for_committed_work() -> None:
    """Done work brings nothing more; active work brings what is still to come, at no chance."""
    done = shop(stage(1, status="done", started=AS_OF), stage(1), after_stage=1)
    plan = draft(done, {"shop/2": 0})
    breaks(value_counts_when_live, done, worth(plan, 1), "EUR 0.00")
    running = stage(1, 3, status="active", started=date(2025, 10, 1))
    before = stage(1, chance=Decimal(30), status="done", started=AS_OF)
    gains(shop(before, running), {"shop/2": -1}, 300 * (END - 2))
    weights = (Decimal(7), Decimal(1), Decimal(2))
    since = shop(before, running, counts_from="start", profile=weights)
    gains(since, {"shop/2": -1}, 300 * (1 + 2))


def bridged(**more: Any) -> Portfolio:  # noqa: ANN401 - any field of Dependency
    """`shop` may start before `price`, which takes 2 periods, is there; then it only waits."""
    return build(
        team("web"),
        initiative("price", stage(1, 2)),
        initiative("shop", stage(1), stage(1), worth=3),
        after("price", "shop", **({"flag_cost": 5_00} | more)),
    )


def test_value_counts_when_live_holds_once_both_are_there() -> None:
    starts = {"shop/1": 0, "shop/2": 1}
    gains(bridged(lag=1), starts | {"price/1": 1}, 300 * (END - (1 + 2 + 1)))
    gains(bridged(), starts | {"price/1": 0}, 300 * (END - 2))
    never = draft(bridged(), starts)
    holds(prices_are_right, bridged(), worth(never, 0, flags=5_00))
    breaks(value_counts_when_live, bridged(), worth(never, 1), "EUR 0.00")


def test_value_counts_when_live_holds_for_the_stages_after_the_bridged_one() -> None:
    """What waits for `price` is stage 2; the benefit of stage 1 does not."""
    rows = (
        team("web"),
        *initiative("price", stage(1, 2)),
        *initiative("shop", stage(1), stage(1)),
        after("price", "shop/2", flag_cost=5_00),
    )
    starts = {"shop/1": 0, "shop/2": 1, "price/1": 3}
    gains(build(*rows, benefit("shop", 3, after_stage=1)), starts, 300 * (END - 1))
    gains(build(*rows, benefit("shop", 3, after_stage=2)), starts, 300 * (END - 5))


def priced(portfolio: Portfolio, plan: Plan, name: str, cents: int) -> None:
    """This price holds to the cent."""
    holds(prices_are_right, portfolio, worth(plan, 0, **{name: cents}))
    for wrong in (cents - 1, cents + 1):
        told = f"{name} cost EUR"
        breaks(prices_are_right, portfolio, worth(plan, 0, **{name: wrong}), told)


def test_prices_are_right_holds_for_flags() -> None:
    used = flag("price/1", "shop/1", 5_00)
    priced(bridged(), draft(bridged(), {"shop/1": 0}, used), "flags", 5_00)
    free = bridged(lag=1, flag_cost=0)
    priced(free, draft(free, {"shop/1": 0}), "flags", 0)


def test_prices_are_right_holds_for_overruns() -> None:
    """Half-even per fund and window: 2.5 cents are 2, and 3.5 cents are 4."""
    money = (fund("main", [10, 10], price="0.5"), fund("gold", [10], price="0.5"))
    portfolio = build(team("web"), *money, initiative("shop", stage(100)))
    rows = [pays("shop/1", "main", 0, 15), pays("shop/1", "main", 2, 17)]
    over = [overrun("main", "W1", 5), overrun("main", "W2", 7)]
    priced(portfolio, draft(portfolio, {}, *rows, *over), "overruns", 2 + 4)


@pytest.mark.parametrize(("start", "late"), [(1, 0), (2, 1), (3, 2)])
def test_prices_are_right_holds_for_lateness(start: int, late: int) -> None:
    dates: dict[str, Any] = {"latest_finish": "Q3", "deadline_penalty": 7}
    portfolio = build(team("web"), initiative("shop", stage(1, 2), **dates))
    priced(portfolio, draft(portfolio, {"shop/1": start}), "lateness", 7 * late)


def test_prices_are_right_holds_for_lateness_of_committed_work_but_not_of_done() -> None:
    dates: dict[str, Any] = {"latest_finish": "Q1", "deadline_penalty": 7}
    running = stage(1, 3, status="active", started=AS_OF)
    portfolio = build(team("web"), initiative("shop", running, **dates))
    priced(portfolio, draft(portfolio, {"shop/1": 0}), "lateness", 7 * 2)
    done = stage(1, 3, status="done", started=AS_OF)
    over = build(team("web"), initiative("shop", done, **dates))
    priced(over, draft(over), "lateness", 0)


def test_prices_are_right_holds_for_hires() -> None:
    """A slice is half an FTE: 5 cents each period are 2.5, rounded to 2; 3 once are 1.5, so 2."""
    portfolio = build(hiring("crew", "build", 3, "contractor", cost=5, one_off=3))
    plan = draft(portfolio, {}, *hires("crew", 1, 2, 1, 0))
    priced(portfolio, plan, "hires", (2 + 5 + 2) + (2 + 2))


def test_prices_are_right_breaks_for_moves_by_one_cent() -> None:
    """1 slice moves to `app` in Q1 and another in Q3; at home nothing ever moves."""
    rows = (
        team("web"),
        team("app"),
        *person("ann", skills={"build": 3}, lendable="anywhere"),
        *initiative("shop", stage(1, 4, {"build": 1}), team="app"),
        *initiative("mail", stage(1, 4, {"build": 1})),
    )
    portfolio = build(*rows, in_force("ann", "app", 1), move_price=11)
    work = [works("ann", "shop/1", t, n, team="app") for t, n in enumerate((2, 1, 2, 1))]
    home = works("ann", "mail/1", 3, 1)
    priced(portfolio, draft(portfolio, {}, *work, home), "moves", 11 * 2)


def option(**more: Any) -> Portfolio:  # noqa: ANN401 - any field of HiringOption
    needs = initiative("shop", stage(1, 4, {"build": 2}))
    return build(team("web"), needs, hiring("crew", "build", 2, **more))


@pytest.mark.parametrize(
    ("more", "there", "wrong"),
    [
        ({}, (2, 2, 2, 2), (3, 3, 3, 3)),
        ({"lead_time": 2}, (0, 0, 1, 1), (0, 1, 1, 1)),
        ({}, (1, 1, 2, 2), (1, 2, 1, 2)),
        ({"kind": "reskill", "from_skill": "test"}, (1, 1, 1, 1), (1, 1, 1, 0)),
        ({"kind": "contractor", "shortest_stay": 2}, (1, 1, 0, 1), (1, 0, 0, 0)),
        ({"kind": "contractor", "shortest_stay": 2}, (1, 2, 1, 0), (1, 2, 0, 0)),
        ({"kind": "contractor", "shortest_stay": 3}, (0, 1, 2, 2), (0, 1, 2, 1)),
        ({"kind": "contractor"}, (2, 0, 1, 0), (2, 0, 3, 0)),
    ],
)
def test_hire_within_option_holds_and_breaks_by_one_slice_or_period(
    more: dict[str, Any], there: tuple[int, ...], wrong: tuple[int, ...]
) -> None:
    portfolio = option(**more)
    holds(hire_within_option, portfolio, draft(portfolio, {}, *hires("crew", *there)))
    plan = draft(portfolio, {}, *hires("crew", *wrong))
    breaks(hire_within_option, portfolio, plan, "crew in Q")


def test_hire_within_option_breaks_when_more_works_than_is_there() -> None:
    portfolio = option()
    rows = hires("crew", 1, 1, 1, 1)
    one = works("crew", "shop/1", 1, 1, worker="hire")
    holds(hire_within_option, portfolio, draft(portfolio, {"shop/1": 0}, *rows, one))
    two = works("crew", "shop/1", 1, 2, worker="hire")
    plan = draft(portfolio, {"shop/1": 0}, *rows, two)
    breaks(hire_within_option, portfolio, plan, "crew in Q2: 1 FTE works and 0.5 FTE is there")


def test_total_is_benefits_less_prices() -> None:
    value = Value(benefits=Money(10), flags=Money(1), hires=Money(2), moves=Money(3))
    assert value.total == 10 - 1 - 2 - 3
