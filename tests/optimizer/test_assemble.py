"""The plan's rows say what was decided, and what is missing."""

from decimal import Decimal

import pytest

from models.plan import Provenance, StagePlan, TrancheState
from optimizer.assemble import assemble
from optimizer.funding.problem import Problem
from optimizer.gates import judge
from optimizer.planning import Decision, Effort, decide
from tests.portfolios import build, fund, gate, initiative, person, stage, team

EXACT = Effort(gap=Decimal(0), seconds=3_600)


def third_stage(first: str, second: str) -> StagePlan:
    """The row of a stage behind two done ones whose gates say this."""
    portfolio = build(
        team("web"),
        person("ann", "web", {"build": 3}, slices=2),
        fund("main", [900, 900]),
        initiative(
            "shop",
            stage(status="done"),
            stage(status="done"),
            stage(100, needs={"build": 1}),
            worth=50,
        ),
        gate("shop", 1, first),
        gate("shop", 2, second),
    )
    problem = Problem.of(portfolio, judge(portfolio))
    decision = decide(portfolio, problem, EXACT)
    assert isinstance(decision, Decision)
    plan = assemble(problem, decision, Provenance(portfolio="", headgate=""))
    (row,) = [row for row in plan.stages if row.stage == 3]
    return row


@pytest.mark.parametrize("verdict", ["conditional", "pending", "unproven"])
def test_held_behind_an_earlier_gate_says_what_that_gate_misses(verdict: str) -> None:
    # The federal projects had a stage held behind a passed gate, with nothing said to be missing.
    row = third_stage(verdict, "passed")
    assert row.state is TrancheState.HELD
    assert len(row.missing) == 1
    assert "ales" in row.missing[0]


def test_held_behind_two_open_gates_names_both() -> None:
    row = third_stage("pending", "unproven")
    assert row.state is TrancheState.HELD
    assert len(row.missing) == 2


def test_nothing_is_missing_behind_gates_that_are_open() -> None:
    row = third_stage("passed", "waived")
    assert row.state is TrancheState.RELEASE_NOW
    assert row.missing == ()
