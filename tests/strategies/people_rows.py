"""Rows about people: teams, functions, persons, pools, hiring."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from models.person import Availability, InForce, Lendable, Person, PersonSkill
from models.supply import HiringKind, HiringOption, Pool
from models.team import Function, Team, TeamKind
from models.units import Slices
from tests.strategies.ground import Ground, maybe, money, percents, some, words
from tests.strategies.texts import names, texts

Rows = dict[str, tuple[Any, ...]]


@st.composite
def people_rows(draw: st.DrawFn, ground: Ground) -> Rows:
    """Teams, functions, people with skills, exceptions, assignments, pools and hiring."""
    people = tuple(draw(_person(ground, name)) for name in ground.people)
    return {
        "teams": tuple(
            draw(_team(name, domain))
            for name, domain in zip(ground.teams, ground.domains, strict=True)
        ),
        "functions": tuple(
            draw(st.builds(Function, id=st.just(name), contact=texts(), most_lent=_fte()))
            for name in ground.functions
        ),
        "people": people,
        "skills": tuple(
            PersonSkill.model_validate({"person": person.id, "skill": skill, "level": level})
            for person in people
            for skill in ground.skills
            if (level := draw(st.integers(0, 5)))
        ),
        "availability": tuple(draw(_availability(ground, person)) for person in people[:1]),
        "assignments": tuple(draw(_in_force(ground, person)) for person in people),
        "pools": tuple(draw(_pool(ground, name)) for name in draw(names(2))),
        "hiring": tuple(draw(_option(ground, name)) for name in draw(names(2))),
    }


def _fte() -> st.SearchStrategy[Slices | None]:
    return maybe(st.integers(0, 100).map(Slices))


def _team(name: str, domain: str) -> st.SearchStrategy[Team]:
    return st.builds(
        Team,
        id=st.just(name),
        name=texts(),
        kind=st.sampled_from(TeamKind),
        domain=st.just(domain),
        leader=words(),
        reserve=percents(),
        fewest=_fte(),
        most=_fte(),
    )


@st.composite
def _person(draw: st.DrawFn, ground: Ground, name: str) -> Person:
    at_team = draw(st.booleans())
    whole = ground.settings.slices_per_fte
    return Person.model_validate(
        {
            "id": name,
            "name": draw(texts()),
            "home_team": draw(st.sampled_from(ground.teams)) if at_team else None,
            "function": None if at_team else draw(st.sampled_from(ground.functions)),
            "slices": draw(st.integers(0, whole)),
            "cost": draw(maybe(money())),
            "lendable": draw(st.sampled_from(Lendable)),
            "longest_loan": draw(maybe(st.integers(1, 9))),
            "location": draw(words()),
            "leads": draw(some(ground.teams)),
        }
    )


def _availability(ground: Ground, person: Person) -> st.SearchStrategy[Availability]:
    """More time than usual, so that no lock is broken."""
    return st.builds(
        Availability,
        person=st.just(person.id),
        period=st.sampled_from([period.id for period in ground.periods]),
        slices=st.integers(person.slices, ground.settings.slices_per_fte).map(Slices),
    )


def _in_force(ground: Ground, person: Person) -> st.SearchStrategy[InForce]:
    return st.builds(
        InForce,
        person=st.just(person.id),
        team=st.sampled_from(ground.teams),
        slices=st.integers(0, person.slices).map(Slices),
        until=some([period.id for period in ground.periods]),
        locked=st.booleans(),
    )


@st.composite
def _pool(draw: st.DrawFn, ground: Ground, name: str) -> Pool:
    order = [period.id for period in sorted(ground.periods, key=lambda period: period.start)]
    first = draw(st.integers(0, len(order) - 1))
    whom = draw(st.sampled_from(["team", "domain", "everyone"]))
    return Pool.model_validate(
        {
            "id": name,
            "skill": draw(st.sampled_from(ground.skills)),
            "slices": draw(st.integers(0, 500)),
            "team": draw(st.sampled_from(ground.teams)) if whom == "team" else None,
            "domain": draw(st.sampled_from(ground.domains)) if whom == "domain" else None,
            "from_period": draw(some([order[first]])),
            "to_period": draw(some(order[first:])),
            "cost": draw(maybe(money())),
        }
    )


@st.composite
def _option(draw: st.DrawFn, ground: Ground, name: str) -> HiringOption:
    kind = draw(st.sampled_from(HiringKind))
    skill, other = draw(st.permutations(ground.skills))[:2]
    return HiringOption.model_validate(
        {
            "id": name,
            "skill": skill,
            "kind": kind,
            "most": draw(st.integers(0, 500)),
            "cost": draw(money()),
            "lead_time": draw(st.integers(0, 9)),
            "one_off": draw(money()),
            "from_skill": other if kind is HiringKind.RESKILL else None,
            "shortest_stay": draw(st.integers(1, 9)) if kind is HiringKind.CONTRACTOR else 1,
        }
    )
