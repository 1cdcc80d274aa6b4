"""What happens at a gate that fails, under annual and under staged funding."""

from __future__ import annotations

from typing import Any

from models.portfolio import Portfolio
from tests.optimizer.simulation.runs import sample, task
from tests.portfolios import (
    Rows,
    after,
    build,
    envelope,
    fund,
    gate,
    initiative,
    quarters,
    stage,
    team,
)


def _portfolio(*more: Rows, must: bool = False, third: int = 60_00) -> Portfolio:
    """`shop` and then `blog`, which only has room if the second half of `shop` is not paid."""
    return build(
        team("web"),
        fund("main", [40_00, 60_00, third, 60_00]),
        initiative("shop", stage(40_00, chance=60), stage(60_00), worth=100, must_do=must),
        initiative("blog", stage(60_00), worth=30),
        *more,
        periods=quarters(4, 1),
    )


def test_freed_money_is_planned_again_at_once() -> None:
    """Worth 30 euros in each of the 6, not 5, periods that are left; 40 and 60 euros are spent."""
    found = sample(_portfolio(), ["shop/1"])
    assert found.staged.value == 30_00 * 6
    assert found.annual.value == 30_00 * 5
    assert (found.staged.failed, found.staged.after_failure) == (40_00, 0)
    assert (found.annual.failed, found.annual.after_failure) == (100_00, 60_00)
    assert found.staged.idle == 220_00 - 100_00
    assert found.annual.idle == 220_00 - 160_00
    assert (found.staged.stopped, found.annual.stopped) == (1, 1)
    assert (found.staged.launched, found.annual.launched) == (1, 1)


def test_what_waits_for_failed_work_brings_nothing() -> None:
    rows = [*initiative("app", stage(10_00), worth=500), after("shop", "app")]
    alone = sample(_portfolio(third=70_00), ["shop/1"])
    found = sample(_portfolio(*rows, third=70_00), ["shop/1"])
    assert found.staged.value == alone.staged.value
    assert found.annual.value == alone.annual.value
    assert found.annual.after_failure == alone.annual.after_failure + 10_00
    assert sample(_portfolio(*rows, third=70_00)).annual.value > found.annual.value + 500_00


def test_what_failed_is_stopped_once_the_year_is_over() -> None:
    """The third stage would start in the second year: nobody pays for it any more."""
    rows = initiative("long", stage(10_00, 2, chance=50), stage(10_00, 2), stage(10_00), worth=900)
    portfolio = build(team("web"), fund("main", [40_00] * 6), rows, periods=quarters(6, 1))
    assert sample(portfolio).annual.value == 900_00 * 5
    failed = sample(portfolio, ["long/1"])
    assert failed.annual.failed == 20_00
    assert failed.staged.failed == 10_00
    assert failed.annual.value == failed.staged.value == 0


def test_must_do_work_that_failed_need_not_be_done() -> None:
    found = sample(_portfolio(must=True), ["shop/1"])
    assert found.staged.stopped == 1
    assert found.staged.eased == 0


def test_floors_are_given_up_where_nothing_else_is_left() -> None:
    """All money that was to go to `shop` by a floor cannot go there any more."""
    floor = envelope("floor", "released", "theme: growth", least=100_00, window="all")
    shop = initiative("new", stage(40_00, chance=60), stage(60_00), theme="growth", worth=100)
    portfolio = build(team("web"), fund("main", [60_00] * 4), shop, floor, periods=quarters(4, 1))
    found = sample(portfolio, ["new/1"])
    assert found.staged.eased > 0
    assert sample(portfolio).staged.eased == 0


def test_gates_that_have_spoken_are_not_drawn() -> None:
    done: dict[str, Any] = {"status": "done", "started": quarters()[0].start}
    portfolio = build(
        team("web"),
        fund("main", [60_00] * 2),
        *(
            (
                initiative(name, stage(10_00, chance=10, **done), stage(20_00), worth=9),
                gate(name, 1, name),
            )
            for name in ("passed", "failed", "waived", "conditional", "pending")
        ),
    )
    assert {gate.initiative for gate in task(portfolio).gates} == {"conditional", "pending"}
    # evidence and waivers that would grow old within the year still count
    assert sample(portfolio, ["conditional/1", "pending/1"]).staged.launched == 2
