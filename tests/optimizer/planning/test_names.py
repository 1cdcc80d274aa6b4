"""What names tell the programme where many places lack people."""

from __future__ import annotations

import time

import pytest

from models.plan import Shortage
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import InitiativeId, PeriodIndex, SkillId, Slices
from optimizer.funding.build import build
from optimizer.funding.engine import Search
from optimizer.funding.large import corrected, first_plan
from optimizer.funding.problem import Problem
from optimizer.funding.solve import Funding, Lack
from optimizer.funding.strategy.strategy import Strategy
from optimizer.gates import judge
from optimizer.planning import names
from optimizer.staffing import Staffing
from tests.portfolios import build as portfolio
from tests.portfolios import fund, initiative, person, stage, team

BUILD = SkillId("build")


@pytest.fixture(autouse=True)
def _from_the_first_place_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "MANY_PLACES", 0)


def _planned(rows: Portfolio) -> tuple[Problem, Strategy, Funding]:
    problem = Problem.of(rows, judge(rows))
    strategy = Strategy(build(problem, flows=False))
    first = first_plan(strategy, _search())
    assert isinstance(first, Funding)
    return problem, strategy, first


def _search() -> Search:
    return Search(0.0, time.monotonic() + 3_600)


def _lacking(*rows: tuple[str, int, int]) -> Staffing:
    """A staffing that leaves slices of these initiatives unserved: name, level, period."""
    unserved = tuple(
        Shortage(
            initiative=InitiativeId(name),
            stage=1,
            skill=BUILD,
            lowest_level=level,
            period=PeriodIndex(t),
            slices=Slices(1),
        )
        for name, level, t in rows
    )
    return Staffing(
        assignments=(),
        shortages=(),
        unserved=unserved,
        moved=Slices(0),
        moved_bound=None,
        teams=0,
        conflicts=(),
        proven=False,
        notes=(),
    )


def _told(problem: Problem, funding: Funding, staffing: Staffing) -> list[Lack]:
    news = names.clashes(problem, staffing, funding, 0, give_up=False, wide=True)
    found = [row for row in news if isinstance(row, Lack)]
    assert len(found) == len(news)
    return found


def _crowd(must: str) -> Portfolio:
    """A team of domain a and two initiatives of domain b share four builders."""
    long = stage(50, periods=4, needs={"build": 2})
    return portfolio(
        team("web", domain="a"),
        team("app", domain="b"),
        [person(f"p{n}", "app", {"build": 3}, lendable="anywhere") for n in range(4)],
        fund("main", [1_000, 1_000]),
        initiative("must", long, worth=1, must_do=must == "must"),
        [initiative(f"x{n}", long, team="app", worth=100) for n in range(2)],
    )


def test_a_domain_that_lacks_people_is_asked_for_less() -> None:
    problem, _, first = _planned(_crowd("may"))
    told = _told(problem, first, _lacking(("x0", 1, 1), ("x1", 1, 1)))
    (row,) = told
    assert {need.team for need in row.needs} == {"app"}
    assert (row.period, row.served) == (1, 4 - 2)


def test_where_all_of_a_domain_must_be_done_others_give_way() -> None:
    problem, strategy, first = _planned(_crowd("must"))
    start = first.choice.starts[StageKey(InitiativeId("must"), 1)]
    lacking = _lacking(*(("must", 1, t) for t in range(start, 4)))
    told = _told(problem, first, lacking)
    assert all({need.team for need in row.needs} == {"web", "app"} for row in told)
    second = corrected(strategy, told, _search())
    assert isinstance(second, Funding)
    assert StageKey(InitiativeId("must"), 1) in second.choice.starts
    assert len(second.choice.starts) < len(first.choice.starts)


def test_who_lacks_a_higher_level_leaves_the_lower_ones_alone() -> None:
    rows = portfolio(
        team("web", domain="a"),
        person("ann", "web", {"build": 5}, slices=2),
        [person(f"p{n}", "web", {"build": 1}, slices=2) for n in range(2)],
        fund("main", [1_000, 1_000]),
        initiative("hard", stage(50, periods=4, needs={("build", 4): 2}), worth=100),
        initiative("easy", stage(50, periods=4, needs={("build", 1): 4}), worth=100),
    )
    problem, _, first = _planned(rows)
    (row,) = _told(problem, first, _lacking(("hard", 4, 2)))
    assert {need.lowest_level for need in row.needs} == {4}
    assert row.served == 2 - 1
