"""Every team has a leader."""

from __future__ import annotations

from collections.abc import Iterator

from models.issue import Issue
from optimizer.rules.basis import Basis, place, warning

RULE = "team-has-leader"


def team_has_leader(basis: Basis) -> Iterator[Issue]:
    """A warning for every team that names no leader and that nobody leads; a waiver names it."""
    led = {person.leads for person in basis.portfolio.people}
    for n, team in enumerate(basis.portfolio.teams):
        if team.id not in led and not (team.leader or "").strip():
            yield warning(
                RULE,
                team.id,
                place("Teams", n, "Leader"),
                f"the team {team.name} has no leader",
                f"name a leader, or write {team.id} under Leads of a person in People",
            )
