"""Skills at teams, followed by hand."""

from __future__ import annotations

import pytest

from models.plan import Worker
from models.units import SkillId, TeamId
from reports.facts.people import People
from reports.facts.team_skills import At, TeamSkills
from tests.portfolios import build, initiative, person, stage, team
from tests.reports.planned import Row, context_of, does, lacks


def _found(*rows: Row) -> TeamSkills:
    portfolio = build(
        team("web"),
        team("app"),
        person("ann", "web", {"build": 3, "data": 1}, slices=11),
        person("ben", "app", {"build": 3}, slices=4, lendable="anywhere"),
        initiative("cart", stage(1_00, 4, {"build": 10})),
        initiative("chat", stage(1_00, 4, {"design": 1}), team="app"),
    )
    context = context_of(portfolio, *rows)
    return TeamSkills(context, People(context))


def _at(team: str, skill: str) -> At:
    return At(TeamId(team), SkillId(skill))


def test_work_is_told_apart_by_who_does_it() -> None:
    found = _found(
        does("ann", "web", "cart", 0, 5),
        does("ben", "web", "cart", 0, 3),
        does("agency", "web", "cart", 1, 2, worker=Worker.POOL),
        lacks("cart", 1, 1),
    ).all
    load = found[_at("web", "build")]
    assert (load.own, load.borrowed) == ([5, 0, 0, 0], [3, 0, 0, 0])
    assert (load.hired, load.short) == ([0, 2, 0, 0], [0, 1, 0, 0])
    assert load.asked == [8, 3, 0, 0]
    assert load.there == [11, 11, 11, 11]
    assert load.free == found[_at("web", "data")].free == [6, 11, 11, 11]
    assert found[_at("app", "build")].free == [1, 4, 4, 4]


def test_only_what_is_asked_for_or_there_has_a_row() -> None:
    assert set(_found().all) == {_at("web", "build"), _at("web", "data"), _at("app", "build")}
    asked = _found(lacks("chat", 0, 1, "design")).all
    assert asked[_at("app", "design")].state == "short"


@pytest.mark.parametrize(("used", "state"), [(10, "spare"), (11, "tight"), (0, "spare")])
def test_a_tenth_more_than_is_asked_for_is_spare(used: int, state: str) -> None:
    """10 asked for with 1 free is just enough; 11 with none is not."""
    found = _found(does("ann", "web", "cart", 2, used)) if used else _found()
    assert found.all[_at("web", "build")].state == state
