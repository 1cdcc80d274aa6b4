"""Teams, domains and functions of a generated portfolio."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random
from typing import NamedTuple

from benchmarks.generated_size import Size, apportioned, happens
from models.team import Function, Team, TeamKind
from models.units import DomainId, FunctionId, Slices, TeamId

_PEOPLE_PER_TEAM = 12
_TEAMS_PER_DOMAIN = 9
_FUNCTIONAL_PERCENT = 3
"""Of all people, those who are at home in a business function."""
_SHARES = {TeamKind.INFRASTRUCTURE: 0.15, TeamKind.PLATFORM: 0.25, TeamKind.PRODUCT: 0.60}
_WORDS = {
    TeamKind.PRODUCT: ("Products", "PRD"),
    TeamKind.PLATFORM: ("Platforms", "PLT"),
    TeamKind.INFRASTRUCTURE: ("Infrastructure", "INF"),
}
FUNCTIONS = ("Marketing", "Compliance", "Operations")
"""Each lends people with the skill of its name."""


class Crew(NamedTuple):
    """A team or a function, and how many people are at home there."""

    team: Team | None
    function: Function | None
    first: int
    """Number of its first person, who leads a team."""
    people: int


def crews(size: Size) -> tuple[Crew, ...]:
    """All teams, then the functions; the people are numbered in this order."""
    draw = size.draw("teams")
    lent = max(len(FUNCTIONS), size.people * _FUNCTIONAL_PERCENT // 100)
    homes = list(_homes(max(3, round((size.people - lent) / _PEOPLE_PER_TEAM))))
    weights = [draw.uniform(0.75, 1.25) for _ in homes]
    made: list[Crew] = []
    first = 1
    for home, people in zip(homes, apportioned(size.people - lent, weights), strict=True):
        made.append(Crew(_team(draw, home, first, people), None, first, people))
        first += people
    for name, people in zip(FUNCTIONS, apportioned(lent, (3, 2, 2)), strict=True):
        contact = person_name(draw.choice(made[: len(homes)]).first)
        made.append(Crew(None, _function(name, contact, people), first, people))
        first += people
    return tuple(made)


def person_name(number: int) -> str:
    """People have numbers for names: they stand for nobody."""
    return f"Person {number}"


class _Home(NamedTuple):
    kind: TeamKind
    domain: str
    number: int


def _homes(teams: int) -> Iterator[_Home]:
    """Infrastructure, platforms and products by their shares, in domains of one kind."""
    counts = apportioned(teams - 3, tuple(_SHARES.values()))
    for kind, count in reversed(list(zip(_SHARES, counts, strict=True))):
        members = count + 1
        domains = max(1, round(members / _TEAMS_PER_DOMAIN))
        number = 0
        for domain, inside in enumerate(apportioned(members, [1] * domains), start=1):
            for _ in range(inside):
                number += 1
                yield _Home(kind, f"{_WORDS[kind][0]} {domain}", number)


def _team(draw: Random, home: _Home, first: int, people: int) -> Team:
    word, prefix = _WORDS[home.kind]
    reserve = draw.choice((10, 15, 20, 25)) if home.kind is TeamKind.PLATFORM else 0
    return Team(
        id=TeamId(f"{prefix}-{home.number:04}"),
        name=f"{word.removesuffix('s')} team {home.number}",
        kind=home.kind,
        domain=DomainId(home.domain),
        leader=person_name(first),
        reserve=Decimal(reserve),
        fewest=Slices(people * draw.randint(3, 6)) if happens(draw, 15) else None,
        most=Slices(people * draw.randint(11, 13)) if happens(draw, 10) else None,
    )


def _function(name: str, contact: str, people: int) -> Function:
    return Function(id=FunctionId(name), contact=contact, most_lent=Slices(max(5, people * 7)))
