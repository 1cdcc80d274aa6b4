"""Envelopes that are shares: what is over counts on."""

from __future__ import annotations

from decimal import Decimal

import pytest

from headgate.pipeline import run
from models.envelope import Limit
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import InitiativeId, PeriodIndex
from optimizer.facts import Facts
from optimizer.gates import judge
from optimizer.rolling import roll
from optimizer.simulation.shares import carried_on
from tests.optimizer.simulation.runs import sample
from tests.portfolios import build, envelope, fund, initiative, quarters, stage, team


def _portfolio(measure: str = "released", **limits: str) -> Portfolio:
    """60 of 100 for growth: `now` at once, `later` when its money is there."""
    return build(
        team("web"),
        fund("main", [60_00, 40_00, 0]),
        initiative("now", stage(60_00), worth=100, theme="growth"),
        initiative("later", stage(40_00), worth=90),
        envelope("share", measure, "theme: growth", window="all", **limits),
        periods=quarters(3, 1),
    )


def _carried(portfolio: Portfolio) -> tuple[Limit | None, Limit | None]:
    plan = run(portfolio, gap=Decimal(0))
    facts = Facts.of(portfolio, judge(portfolio))
    started = {StageKey(InitiativeId("now"), 1): PeriodIndex(0)}
    after = carried_on(roll(portfolio, plan).portfolio, plan, started, 1, facts)
    (row,) = after.envelopes
    return row.at_least, row.at_most


def test_a_floor_that_was_met_asks_for_nothing_more() -> None:
    assert _carried(_portfolio(least="60 %")) == (Limit(amount=0), None)


def test_a_ceiling_leaves_what_is_left_of_it() -> None:
    """80 % of 100 euros are 80; 60 of them are gone."""
    assert _carried(_portfolio(most="80 %")) == (None, Limit(amount=20_00))


def test_amounts_are_rolled_on_as_they_are() -> None:
    portfolio = _portfolio(most="80 %")
    envelopes = tuple(
        row.model_copy(update={"at_most": Limit(amount=70_00)}) for row in portfolio.envelopes
    )
    changed = portfolio.model_copy(update={"envelopes": envelopes})
    assert _carried(changed) == (None, Limit(amount=10_00))


@pytest.mark.parametrize("share", ["60 %", "55 %"])
def test_what_was_planned_can_still_be_done(share: str) -> None:
    """A rolled portfolio alone would ask for 60 % of growth anew, and `later` could not start."""
    found = sample(_portfolio(least=share))
    assert found.staged.launched == 2
    assert found.staged.eased == 0
    assert found.staged.value == found.annual.value == 100_00 * 6 + 90_00 * 5
