"""Explanations of drawn portfolios and their best plans hold what they say."""

import pytest

from models.explanation import ReasonKind
from models.issue import Severity
from models.plan import Plan
from models.portfolio import Portfolio
from optimizer.explain import explained
from optimizer.facts import Facts
from optimizer.gates import judge
from optimizer.reach import Reach
from optimizer.rules import findings
from tests.oracle.agreement import planned
from tests.oracle.draw import draw

SEEDS = range(20, 80)
MUST = "must-do-possible"


@pytest.mark.parametrize("seed", SEEDS)
def test_rules_reach_and_reasons_agree_with_the_plan(seed: int) -> None:
    portfolio = draw(seed)
    plan = planned(portfolio)
    impossible = [row.what for row in findings(portfolio) if row.rule == MUST]
    if plan is None:
        return
    assert impossible == []
    _assert_within_reach(portfolio, plan)
    _assert_explained(portfolio, plan)


def _assert_within_reach(portfolio: Portfolio, plan: Plan) -> None:
    facts = Facts.of(portfolio, judge(portfolio))
    reach = Reach.of(facts)
    for row in plan.stages:
        if row.start is not None and row.key not in facts.committed:
            assert row.key not in reach.blocked
            assert row.start >= reach.earliest[row.key]


def _assert_explained(portfolio: Portfolio, plan: Plan) -> None:
    reasons, conflicts, delays = explained(portfolio, plan)
    assert [row.initiative for row in reasons] == sorted(row.id for row in portfolio.initiatives)
    started = {row.initiative for row in plan.stages if row.start is not None}
    for row in reasons:
        assert row.text.endswith(".")
        assert "None" not in row.text
        assert (row.initiative in started) is (
            row.decision in {"funded to the end", "funded in part", "held"}
        ) or row.decision == "stopped"
        if row.decision == "not funded":
            assert row.kind not in {ReasonKind.FUNDED, ReasonKind.COMMITTED, ReasonKind.MUST_DO}
    for contest in conflicts:
        assert contest.losers or contest.also
        assert contest.winners
        assert not set(contest.also) & set(contest.losers)
        lost = set(contest.losers)
        assert not set(contest.winners) & lost or set(contest.winners) <= lost
        assert [row.initiative for row in contest.losses] == list(contest.losers)
        assert sum(row.cost for row in contest.losses) == contest.cost
    starts = {row.key: row.start for row in plan.stages}
    for delay in delays:
        assert delay.soonest < delay.start == starts[delay.key]
        assert delay.cost >= 0
        assert delay.text
        assert "None" not in delay.text


def test_drawn_portfolios_meet_impossible_must_dos_and_many_reasons() -> None:
    issues = [row for seed in SEEDS for row in findings(draw(seed))]
    stopping = {row.rule for row in issues if row.severity is Severity.ERROR}
    assert MUST in stopping
