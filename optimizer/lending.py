"""Whom people and pools may work for (formulation, section 7)."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from models.index import Index
from models.person import Lendable, Person
from models.supply import Pool
from models.team import Team, TeamKind


class Around(Enum):
    """What a circle of teams has in it."""

    NOBODY = "nobody"
    TEAM = "team"
    DOMAIN = "domain"
    PRODUCT_TEAMS = "product teams"
    EVERYONE = "everyone"


class Circle(NamedTuple):
    """The teams that someone may work for, locks aside. Many people share few circles."""

    around: Around
    name: str | None = None
    """Of the team or of the domain."""

    def has(self, team: Team) -> bool:
        """Whether the team is within the circle."""
        match self.around:
            case Around.TEAM:
                return team.id == self.name
            case Around.DOMAIN:
                return team.domain == self.name
            case Around.PRODUCT_TEAMS:
                return team.kind is TeamKind.PRODUCT
            case other:
                return other is Around.EVERYONE


def circle_of(index: Index, person: Person) -> Circle:
    """The teams that the person may work for, locks aside."""
    anywhere = person.lendable is Lendable.ANYWHERE
    if person.home_team is None:
        return Circle(Around.PRODUCT_TEAMS if anywhere else Around.NOBODY)
    if anywhere:
        return Circle(Around.EVERYONE)
    domain = index.teams[person.home_team].domain
    if person.lendable is Lendable.DOMAIN and domain is not None:
        return Circle(Around.DOMAIN, domain)
    return Circle(Around.TEAM, person.home_team)


def circles_with(team: Team) -> tuple[Circle, ...]:
    """All circles that have the team."""
    circles = (
        Circle(Around.TEAM, team.id),
        Circle(Around.DOMAIN, team.domain),
        Circle(Around.PRODUCT_TEAMS),
        Circle(Around.EVERYONE),
    )
    return tuple(circle for circle in circles if circle.has(team))


def pool_reaches(pool: Pool, team: Team) -> bool:
    """Whether the pool may work for the team."""
    if pool.team is not None:
        return pool.team == team.id
    return pool.domain is None or pool.domain == team.domain
