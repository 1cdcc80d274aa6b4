"""Fault 41: people in two places; supply and gates that contradict themselves."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from models.objective import Comparison, KOfN
from models.person import Availability
from models.portfolio import Portfolio
from models.units import PeriodId, PersonId, Slices
from tests.models.references.findings import also, errors, warnings
from tests.portfolios import (
    build,
    change,
    gate,
    hiring,
    initiative,
    person,
    pool,
    stage,
    team,
    works,
)


def away(name: str, period: str, slices: int) -> Availability:
    return Availability(person=PersonId(name), period=PeriodId(period), slices=Slices(slices))


def test_f41_more_than_one_full_time() -> None:
    rows = team("web"), team("app"), person("ann"), works("ann", "web", 1), works("ann", "app", 2)
    portfolio = build(*rows)
    assert errors(portfolio) == [
        (
            "Assignments, row 2, column FTE: 'ann' is assigned 1.5 of 1 FTE; "
            "no more than the person has"
        )
    ]
    assert also(portfolio) == ["Assignments, row 1, column FTE"]


def test_f41_exactly_one_full_time() -> None:
    rows = team("web"), team("app"), person("ann"), works("ann", "web", 1), works("ann", "app", 1)
    assert errors(build(*rows)) == []


@pytest.mark.parametrize(
    ("slices", "until", "good"),
    [(0, None, False), (1, None, True), (0, "Q1", True), (0, "Q3", False)],
)
def test_f41_locked_while_away(slices: int, until: str | None, *, good: bool) -> None:
    lock = works("ann", "web", 1, until, lock=True)
    portfolio = build(team("web"), person("ann"), lock, away("ann", "Q2", slices))
    assert (errors(portfolio) == []) is good
    if not good:
        assert errors(portfolio) == [
            (
                "Assignments, row 1, column Locked: 'ann' is locked for 0.5 FTE in Q2 and has 0; "
                "no lock, or time that is there"
            )
        ]
        assert also(portfolio) == ["Availability, row 1, column FTE"]


def test_f41_away_and_not_locked() -> None:
    rows = team("web"), person("ann"), works("ann", "web", 1), away("ann", "Q2", 0)
    assert errors(build(*rows)) == []


def test_f41_one_person_is_at_most_one() -> None:
    assert errors(build(team("web"), person("ann", slices=3))) == [
        (
            "People, row 1, column FTE: 1.5 FTE are more than one person; "
            "at most 1; a Pool for several people"
        )
    ]
    assert len(errors(build(team("web"), person("ann"), away("ann", "Q1", 3)))) == 1


@pytest.mark.parametrize(("skill", "level", "said"), [("bild", 1, "Skill"), ("build", 4, "Lowest")])
def test_skills_that_nobody_has_are_told(skill: str, level: int, said: str) -> None:
    rows = initiative("cart", stage(0, needs={(skill, level): 1}))
    portfolio = build(team("web"), person("ann", skills={"build": 3}), rows)
    assert errors(portfolio) == []
    [found] = warnings(portfolio)
    assert found.startswith(f"Demand, row 1, column {said}")
    assert warnings(change(portfolio, pools=build(pool("v", skill, 1)).pools)) == []


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        ("reskill", {}, "column From skill: reskilling does not say which skill is given up"),
        ("reskill", {"from_skill": "build"}, "column From skill: 'build' would be given up for"),
        ("hire", {"from_skill": "test"}, "column From skill: a hire gives up no skill"),
        ("hire", {"shortest_stay": 2}, "column Shortest stay: a hire stays to the end"),
        ("contractor", {"shortest_stay": 2}, None),
        ("reskill", {"from_skill": "test"}, None),
    ],
)
def test_hiring_options(kind: str, more: dict[str, Any], said: str | None) -> None:
    found = errors(build(hiring("h", "build", 1, kind, **more)))
    assert len(found) == (said is not None)
    if said is not None:
        assert found[0].startswith(f"Hiring, row 1, {said}")


def test_a_pool_that_ends_before_it_begins() -> None:
    portfolio = build(pool("v", "build", 1, from_period="Q3", to_period="Q2"))
    assert errors(portfolio) == [
        "Pools, row 1, column To: it ends in Q2, before it begins in Q3; Q3 or later"
    ]


def _gate(*required: KOfN | None) -> Portfolio:
    portfolio = build(team("web"), initiative("cart", stage(0)), gate("cart", 1, "pending"))
    [row] = portfolio.objectives
    rows = tuple(
        row.model_copy(update={"id": f"o{n}", "required": part}) for n, part in enumerate(required)
    )
    return change(portfolio, objectives=rows)


@pytest.mark.parametrize(
    ("required", "said"),
    [
        ((KOfN(k=1, n=2), KOfN(k=1, n=2)), None),
        ((KOfN(k=1, n=3, weight=2), KOfN(k=1, n=3), None), None),
        ((KOfN(k=1, n=2), KOfN(k=2, n=2)), "ask for different numbers; one k of n"),
        ((KOfN(k=1, n=2), KOfN(k=1, n=2), KOfN(k=1, n=2)), "add up to 3, not to 2; 1 of 3"),
        ((KOfN(k=3, n=2), KOfN(k=3, n=2)), "3 of 2 can never be met; at most 2 of 2"),
    ],
)
def test_k_of_n(required: tuple[KOfN | None, ...], said: str | None) -> None:
    found = errors(_gate(*required))
    assert len(found) == (said is not None)
    if said is not None:
        assert found[0].startswith("Objectives, row 1, column Required: ")
        assert said in found[0]


@pytest.mark.parametrize(
    ("comparison", "amber", "good"),
    [
        (Comparison.AT_LEAST, 9, True),
        (Comparison.AT_LEAST, 10, False),
        (Comparison.MORE_THAN, 10, True),
        (Comparison.MORE_THAN, 11, False),
        (Comparison.AT_MOST, 11, True),
        (Comparison.AT_MOST, 10, False),
        (Comparison.LESS_THAN, 10, True),
        (Comparison.LESS_THAN, 9, False),
        (Comparison.EQUAL, 9, True),
        (Comparison.EQUAL, 10, False),
    ],
)
def test_amber_misses_the_target(comparison: Comparison, amber: int, *, good: bool) -> None:
    portfolio = _gate(None)
    row = portfolio.objectives[0].model_copy(
        update={"comparison": comparison, "target": Decimal(10), "amber": Decimal(amber)}
    )
    expected = (
        f"Objectives, row 1, column Amber at: amber at {amber} is as good as the target 10; "
        "a value that misses the target"
    )
    assert errors(change(portfolio, objectives=(row,))) == ([] if good else [expected])


def test_outcomes_of_one_day_that_contradict_each_other() -> None:
    portfolio = build(team("web"), initiative("cart", stage(0)), gate("cart", 1, "passed"))
    [row] = portfolio.outcomes
    other = row.model_copy(update={"observed": Decimal(3)})
    twice = change(portfolio, outcomes=(row, other))
    assert errors(twice) == [
        (
            "Outcomes, row 2, column Observed: 'cart-1' was 3 on 2026-01-10, "
            "and 12 on the same day; one value a day"
        )
    ]
    assert also(twice) == ["Outcomes, row 1, column Observed"]
    later = other.model_copy(update={"date": row.date + timedelta(days=1)})
    assert errors(change(portfolio, outcomes=(row, later, row))) == []
