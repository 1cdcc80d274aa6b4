"""No plan ever releases a tranche whose gate is not passed or waived (or its conditional share)."""

from decimal import Decimal
from math import floor

from hypothesis import given, settings

from headgate.pipeline import run
from models.plan import Plan, TrancheState
from models.portfolio import Portfolio
from models.verdict import VerdictKind
from optimizer.gates import judge
from tests.oracle.agreement import planned
from tests.portfolios import with_settings
from tests.properties.drawn import drawn

OPEN = (VerdictKind.PASSED, VerdictKind.WAIVED)


def assert_gated(portfolio: Portfolio, plan: Plan) -> int:
    """Holds each release of a plan against its gates; how many there are."""
    verdict = {row.gate: row.kind for row in judge(portfolio)}
    released = [row for row in plan.stages if row.state is TrancheState.RELEASE_NOW]
    assert all(row.release_now == 0 for row in plan.stages if row not in released)
    for row in released:
        *earlier, last = [VerdictKind.PASSED] + [
            verdict[key] for key in sorted(verdict) if key < row.key and key[0] == row.initiative
        ]
        assert all(kind in OPEN for kind in earlier)
        if last is VerdictKind.CONDITIONAL:
            share = portfolio.settings.conditional_share
            assert share > 0
            assert row.release_now == floor(row.amount * share / 100)
        else:
            assert last in OPEN
            assert row.release_now == row.amount
    return len(released)


@settings(max_examples=80)
@given(drawn())
def test_every_release_of_a_drawn_portfolio_has_its_gate(portfolio: Portfolio) -> None:
    plan = planned(portfolio)
    if plan is not None:
        assert_gated(portfolio, plan)


def test_every_release_of_the_complete_portfolio_has_its_gate(portfolio: Portfolio) -> None:
    assert assert_gated(portfolio, run(portfolio)) > 1


def test_without_a_conditional_share_nothing_conditional_is_released(portfolio: Portfolio) -> None:
    strict = with_settings(portfolio, conditional_share=Decimal(0))
    plan = run(strict)
    assert_gated(strict, plan)
    conditional = [row for row in plan.stages if row.gate is VerdictKind.CONDITIONAL]
    assert conditional
    assert all(row.release_now == 0 for row in conditional)
