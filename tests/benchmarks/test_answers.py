"""What diagnoses and alternatives take is measured on portfolios without a plan."""

from __future__ import annotations

import pytest

from benchmarks.answers import WAYS, diagnosed
from models.initiative import Theme
from optimizer.diagnosis.ground import has_plan
from tests.portfolios import build, fund, initiative, person, stage, team

PORTFOLIO = build(
    team("web"),
    person("ann", "web", {"build": 3}),
    fund("main", [300_00, 300_00]),
    initiative(
        "law",
        stage(100_00, periods=3, needs={"build": 1}),
        must_do=True,
        theme="regulatory",
        latest_finish="Q4",
    ),
)


def test_each_way_makes_it_impossible() -> None:
    paying = PORTFOLIO.funds[0].pays_for.model_copy(update={"themes": (Theme.REGULATORY,)})
    funds = (PORTFOLIO.funds[0].model_copy(update={"pays_for": paying}),)
    portfolio = PORTFOLIO.model_copy(update={"funds": funds})
    assert has_plan(portfolio, 60) is True
    for broken in WAYS.values():
        assert has_plan(broken(portfolio), 60) is False


@pytest.mark.parametrize("way", ["time", "people"])
def test_a_line_says_what_was_found(way: str) -> None:
    lines = {line.split()[1]: line for line in diagnosed(PORTFOLIO, 60, 1)}
    assert "1 sets, 1 proven, 1 by two engines" in lines[way]
    assert "0 without a plan" in lines[way]
