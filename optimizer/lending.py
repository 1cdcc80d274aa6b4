"""Whom people and pools may work for (formulation, section 7)."""

from __future__ import annotations

from models.index import Index
from models.person import Lendable, Person
from models.supply import Pool
from models.team import Team, TeamKind


def reaches(index: Index, person: Person, team: Team) -> bool:
    """Whether the person may work for the team, locks aside."""
    if person.home_team is None:
        return person.lendable is Lendable.ANYWHERE and team.kind is TeamKind.PRODUCT
    if person.home_team == team.id or person.lendable is Lendable.ANYWHERE:
        return True
    domain = index.teams[person.home_team].domain
    return person.lendable is Lendable.DOMAIN and domain is not None and domain == team.domain


def pool_reaches(pool: Pool, team: Team) -> bool:
    """Whether the pool may work for the team."""
    if pool.team is not None:
        return pool.team == team.id
    return pool.domain is None or pool.domain == team.domain
