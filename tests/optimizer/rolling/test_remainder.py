"""Rolling an unchanged portfolio and planning again gives what is left of the plan.

That holds wherever no remark says that something is lost; docs/input.md names what can be.
"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings

from data.examples.retailer import portfolio as retailer
from headgate.errors import InputFaults, Unsolvable
from headgate.pipeline import run
from models.plan import Plan
from models.portfolio import Portfolio
from models.references import check
from optimizer.audit import audit
from optimizer.rolling import Rolled, roll
from tests.optimizer.rolling.quiet import quiet, reported
from tests.optimizer.rolling.remainder import remainder
from tests.oracle.draw import draw
from tests.properties.drawn import drawn


def planned(portfolio: Portfolio) -> Plan | None:
    """The best plan; None where there is none."""
    try:
        return run(portfolio)
    except (Unsolvable, InputFaults):
        return None


def holds(portfolio: Portfolio, plan: Plan) -> Rolled:
    """What is left is a plan of the next quarter, and none is worth more."""
    rolled = roll(portfolio, plan)
    assert not [issue for issue in check(rolled.portfolio) if issue.stops]
    if not any(remark.lost for remark in rolled.remarks):
        rest = remainder(plan, rolled.portfolio)
        assert failed(rolled.portfolio, rest) == []
        again = run(rolled.portfolio)
        assert again.value.total == rest.value.total
    return rolled


def failed(portfolio: Portfolio, plan: Plan) -> list[str]:
    return [f"{x.name}: {x.detail}" for x in audit(portfolio, plan) if not x.passed]


@settings(max_examples=60)
@given(drawn())
def test_what_is_left_of_a_plan_is_the_best_plan(portfolio: Portfolio) -> None:
    plan = planned(portfolio)
    if plan is not None:
        holds(portfolio, plan)


CHOSEN = (13, 22, 39, 111, 138, 203, 220, 272, 343, 402, 427, 487)
"""Seeds whose plans start something later and lose nothing."""


@pytest.mark.parametrize("seed", CHOSEN)
def test_stages_start_as_planned(seed: int) -> None:
    portfolio = draw(seed)
    plan = run(portfolio)
    rolled = holds(portfolio, plan)
    assert not any(remark.lost for remark in rolled.remarks)
    rest, again = remainder(plan, rolled.portfolio), run(rolled.portfolio)
    assert any((row.start or 0) > 0 for row in plan.stages)
    assert [(x.key, x.start, x.state) for x in again.stages] == [
        (x.key, x.start, x.state) for x in rest.stages
    ]


def test_the_retailer_goes_on_as_planned() -> None:
    """The next plan starts all 121 stages when the last one said, and is worth the same."""
    portfolio = quiet(retailer())
    gap = Decimal("0.5")
    plan = run(portfolio, gap=gap, time_limit=300)
    rolled = roll(portfolio, plan)
    lost = [remark for remark in rolled.remarks if remark.lost]
    assert {remark.sheet for remark in lost} == {"New outcomes"}
    after = reported(rolled.portfolio, plan, date(2027, 3, 30))
    rest = remainder(plan, after)
    assert failed(after, rest) == []
    again = run(after, gap=gap, time_limit=300)
    assert again.value.total >= rest.value.total * (1 - gap / 100)
    assert again.bound >= rest.value.total
    differing = [
        row.key
        for row, left in zip(again.stages, rest.stages, strict=True)
        if row.start != left.start
    ]
    assert len(differing) <= len(rest.stages) // 20  # at gap 0 all would be the same, but for ties
