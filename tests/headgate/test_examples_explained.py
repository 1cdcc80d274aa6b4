"""What a plan of an example explains: both kinds of conflicts, waits, held work with a deadline."""

from collections import Counter
from decimal import Decimal

import pytest

from data.examples import build
from headgate.pipeline import run
from models.plan import Plan
from reports.audience import view_for
from reports.context import Context
from reports.facts.pace import Pace
from reports.facts.waiting import waiting
from reports.sheets.conflicts import ESCALATE, SETTLED, status


def assert_nothing_is_lost_twice(plan: Plan) -> None:
    """Nobody loses more than its delays cost and what is left out of it is worth."""
    lost: Counter[str] = Counter()
    for row in plan.conflicts:
        assert row.cost == sum(loss.cost for loss in row.losses)
        for loss in row.losses:
            lost[loss.initiative] += loss.cost
    for reason in plan.reasons:
        left_out = reason.value if reason.decision == "not funded" else 0
        waits = sum(row.cost for row in plan.delays if row.initiative == reason.initiative)
        assert lost[reason.initiative] <= left_out + waits


@pytest.mark.parametrize("name", ["retailer", "industrial"])
def test_an_example_shows_what_there_is_to_explain(name: str) -> None:
    portfolio = build(name)
    plan = run(portfolio, gap=Decimal(5))
    context = Context(portfolio, plan, view_for("all"))
    assert {status(context, row) for row in plan.conflicts} == {SETTLED, ESCALATE}
    assert_nothing_is_lost_twice(plan)
    pace = Pace(context)
    assert pace.postponed
    assert pace.fast
    found = waiting(context)
    assert any(wait.held for wait in found)
    assert any(not wait.held for wait in found)
    for wait in found:
        assert wait.missing
        assert all(one.what and one.whom for one in wait.missing)
        assert (wait.by is not None) is wait.held
        assert wait.by is None or wait.by > portfolio.settings.as_of
