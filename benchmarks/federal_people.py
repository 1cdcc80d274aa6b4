"""Government staff for the published projects, by the rules at the head of `federal_it`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from benchmarks.federal_stages import Placed, quarters_of
from models.initiative import Initiative
from models.person import InForce, Lendable, Person, PersonSkill
from models.stage import Demand, Stage, StageStatus
from models.units import InitiativeId, PersonId, SkillId, Slices, TeamId

MANAGEMENT = SkillId("Programme management")
OPERATIONS = SkillId("Operations")
SECURITY = SkillId("Information security")
ENGINEERING = SkillId("Engineering")
_WORDS = (
    (SECURITY, ("security", "identity", "credential", "authentication", "hspd")),
    (OPERATIONS, ("operation", "maintenance", "o&m", "support", "steady state", "refresh")),
)
_SPARE = 115
"""Percent of what runs on the first day."""


@dataclass(frozen=True)
class Staff:
    """Rows of the sheets People, Skills and Assignments."""

    people: tuple[Person, ...]
    skills: tuple[PersonSkill, ...]
    assignments: tuple[InForce, ...]


def needs(placed: Placed) -> tuple[Demand, ...]:
    """A third programme management, the rest by the words in the projects' names."""
    slices: Counter[SkillId] = Counter()
    for project in placed.projects:
        wanted = min(40, 3 + int(project.cost / quarters_of(project) / 2 + Decimal("0.5")))
        managed = max(1, wanted // 3)
        slices[MANAGEMENT] += managed
        slices[_skill(project.name.casefold())] += wanted - managed
    stage = placed.stage
    return tuple(
        Demand(initiative=stage.initiative, stage=stage.stage, skill=skill, slices=Slices(part))
        for skill, part in sorted(slices.items())
    )


def _skill(name: str) -> SkillId:
    for skill, words in _WORDS:
        if any(word in name for word in words):
            return skill
    return ENGINEERING


def staff_of(
    initiatives: Iterable[Initiative], stages: Iterable[Stage], demand: Iterable[Demand]
) -> Staff:
    """One FTE each, at home where their skill is most needed, lendable within their agency."""
    team_of = {initiative.id: initiative.team for initiative in initiatives}
    running = _running(team_of, stages, demand)
    people = [
        (_agency(team), skill, team)
        for (team, skill), slices in sorted(running.items())
        for _ in range(max(1, -(-slices * _SPARE // 1000)))
    ]
    numbered = [(f"G{n:04}", *row) for n, row in enumerate(people, start=1001)]
    return Staff(
        people=tuple(
            _person(number, agency, skill, team) for number, agency, skill, team in numbered
        ),
        skills=tuple(
            PersonSkill(person=PersonId(number), skill=skill, level=3)
            for number, _, skill, _ in numbered
        ),
        assignments=tuple(
            InForce(person=PersonId(number), team=team, slices=Slices(10))
            for number, _, _, team in numbered
        ),
    )


def _running(
    team_of: dict[InitiativeId, TeamId], stages: Iterable[Stage], demand: Iterable[Demand]
) -> Counter[tuple[TeamId, SkillId]]:
    """Slices of each skill that run on the first day, by team; zero where only later stages ask."""
    active = {stage.key for stage in stages if stage.status is StageStatus.ACTIVE}
    done = {stage.key for stage in stages if stage.status is StageStatus.DONE}
    running: Counter[tuple[TeamId, SkillId]] = Counter()
    for row in demand:
        key = (row.initiative, row.stage)
        if key not in done:
            running[team_of[row.initiative], row.skill] += row.slices if key in active else 0
    return running


def _agency(team: TeamId) -> str:
    return team.rpartition(", ")[0]


def _person(number: str, agency: str, skill: SkillId, team: TeamId) -> Person:
    return Person(
        id=PersonId(number),
        name=f"{agency}: {skill.casefold()} {number}",
        home_team=team,
        slices=Slices(10),
        lendable=Lendable.DOMAIN,
    )
