"""Every product team has the mix of people that its stages ask for, functional people included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from models.issue import Issue
from models.team import Team, TeamKind
from models.units import SkillId, TeamId
from optimizer.lending import Circle, circle_of, circles_with, pool_reaches
from optimizer.rules.basis import Basis, place, warning

RULE = "team-mix"


def team_mix(basis: Basis) -> Iterator[Issue]:
    """A warning for each skill and level that a product team needs and nobody within its reach has.

    Within reach are its own people, those who may be lent or are locked to it, functions' people
    and pools; hires are named as the way out. A waiver names `team/skill`.
    """
    asked, best_of = _asked(basis), _Best(basis)
    for n, team in enumerate(basis.portfolio.teams):
        if team.kind is not TeamKind.PRODUCT or team.id not in asked:
            continue
        best = best_of.within_reach(team)
        for skill, rows in sorted(asked[team.id].items()):
            short = [(level, row) for level, row in rows if level > best.get(skill, 0)]
            if short:
                yield _finding(basis, n, skill, sorted(short), best.get(skill, 0))


def _asked(basis: Basis) -> dict[TeamId, dict[SkillId, list[tuple[int, int]]]]:
    """Per team and skill: lowest levels asked for by stages that are not over, and their rows."""
    found: defaultdict[TeamId, defaultdict[SkillId, list[tuple[int, int]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    done = {(key.initiative, key.stage) for key in basis.facts.done}
    for n, row in enumerate(basis.portfolio.demand):
        initiative = basis.index.initiatives[row.initiative]
        if row.slices and (row.initiative, row.stage) not in done and not initiative.leave_out:
            found[initiative.team][row.skill].append((row.lowest_level, n))
    return {team: dict(skills) for team, skills in found.items()}


class _Best:
    """The best level of each skill that people have, by whom they may work for."""

    def __init__(self, basis: Basis) -> None:
        self._pools = basis.portfolio.pools
        self._of: defaultdict[Circle | TeamId, dict[SkillId, int]] = defaultdict(dict)
        """People locked to a team stand under the team itself too."""
        index = basis.index
        for person in basis.portfolio.people:
            self._add(circle_of(index, person), index.skills_of[person.id])
        for row in basis.portfolio.assignments:
            if row.locked:
                self._add(row.team, index.skills_of[row.person])

    def _add(self, whom: Circle | TeamId, skills: dict[SkillId, int]) -> None:
        best = self._of[whom]
        for skill, level in skills.items():
            best[skill] = max(best.get(skill, 0), level)

    def within_reach(self, team: Team) -> dict[SkillId, int]:
        """The best level of each skill within the team's reach; pools work at any level."""
        found: dict[SkillId, int] = {}
        around: tuple[Circle | TeamId, ...] = (team.id, *circles_with(team))
        for whom in around:
            for skill, level in self._of.get(whom, {}).items():
                found[skill] = max(found.get(skill, 0), level)
        for pool in self._pools:
            if pool.slices and pool_reaches(pool, team):
                found[pool.skill] = 5
        return found


def _finding(
    basis: Basis, n: int, skill: SkillId, short: list[tuple[int, int]], best: int
) -> Issue:
    team = basis.portfolio.teams[n]
    level = short[-1][0]
    named = f"{skill} at level {level} or above" if best or level > 1 else f"{skill}"
    has = f"the best within reach is level {best}" if best else "no one within reach has it"
    options = sorted(row.id for row in basis.portfolio.hiring if row.skill == skill and row.most)
    way = f", or use the hiring option {options[0]}" if options else ""
    return warning(
        RULE,
        f"{team.id}/{skill}",
        place("Teams", n, "Team"),
        f"the stages of {team.name} ask for {named}, and {has}",
        f"lend or teach someone, or add a pool{way}",
        *(place("Demand", row, "Skill") for _, row in short),
    )
