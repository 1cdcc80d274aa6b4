"""Initiatives with their stages, the people these need and what they cost.

An initiative's size in FTE-quarters is heavy-tailed. Larger ones have more and longer stages; each
stage tests something larger than the one before. A stage asks for skills that its team has, and no
more than most of them; money follows the people, with a heavy tail of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random
from typing import NamedTuple

from benchmarks.generated_frame import CENTS
from benchmarks.generated_people import Worker
from benchmarks.generated_size import Size, happens
from benchmarks.generated_teams import FUNCTIONS, Crew
from models.initiative import Theme
from models.stage import StageStatus
from models.team import Team, TeamKind
from models.units import InitiativeId, Money, SkillId, TeamId

DEMAND_OVER_CAPACITY = 2.0
"""People's time that all initiatives ask for, against what there is."""
NOTHING = Money(0)
_THOUSANDS_PER_FTE = 26
"""Median tranche per FTE and quarter."""
_NAMES = {
    2: ("Try out", "Launch"),
    3: ("Try out", "Build", "Launch"),
    4: ("Explore", "Try out", "Build", "Launch"),
}
_SHARES = {2: (0.24, 0.76), 3: (0.13, 0.40, 0.47), 4: (0.08, 0.17, 0.35, 0.40)}
_THEMES = {
    TeamKind.PRODUCT: {"growth": 58, "modernization": 16, "regulatory": 9, "run": 17},
    TeamKind.PLATFORM: {"modernization": 42, "as-a-service": 38, "growth": 8, "run": 12},
    TeamKind.INFRASTRUCTURE: {"modernization": 45, "run": 33, "as-a-service": 22},
}
_CAPEX = {"growth": (0, 20, 40, 60), "modernization": (40, 60, 70, 80), "run": (0, 0, 10)}


class Need(NamedTuple):
    """A row of the sheet Demand."""

    skill: SkillId
    level: int
    slices: int


@dataclass(frozen=True)
class Step:
    """A stage before it is a row."""

    name: str
    share: float
    periods: int
    wanted: tuple[tuple[SkillId, int], ...]
    """Skills and lowest levels, the one most needed first."""
    capex: int
    profile: tuple[int, ...]
    chance: int
    needs: tuple[Need, ...] = ()
    tranche: Money = NOTHING
    status: StageStatus = StageStatus.NOT_STARTED
    started: date | None = None

    @property
    def effort(self) -> int:
        """Slices over all its periods."""
        return self.periods * sum(need.slices for need in self.needs)


@dataclass(frozen=True)
class Work:
    """An initiative before it is a row."""

    id: InitiativeId
    name: str
    team: Team
    theme: Theme
    weight: float
    """Its size against the usual one."""
    price: float
    """Its tranches per FTE against the usual ones."""
    steps: tuple[Step, ...]
    must_do: bool = False

    @property
    def cost(self) -> int:
        """All its tranches, in minor units."""
        return sum(step.tranche for step in self.steps)

    @property
    def running(self) -> bool:
        """Whether any of it has started."""
        return self.steps[0].status is not StageStatus.NOT_STARTED


@dataclass(frozen=True)
class Capability:
    """Slices at home in each team by skill and level: all of a first skill, half of others."""

    slices: dict[TeamId, Counter[tuple[SkillId, int]]] = field(default_factory=dict)
    usual: int = 0
    """Slices of all people in a period."""

    @classmethod
    def of(cls, everyone: tuple[Worker, ...]) -> Capability:
        """What everyone can do at home."""
        slices: dict[TeamId, Counter[tuple[SkillId, int]]] = {}
        for worker in everyone:
            if worker.person.home_team is None:
                continue
            known = slices.setdefault(worker.person.home_team, Counter())
            for n, (skill, best) in enumerate(worker.levels.items()):
                for level in range(1, best + 1):
                    known[skill, level] += worker.person.slices // (1 if n == 0 else 2)
        return cls(slices, sum(worker.person.slices for worker in everyone))


def works(size: Size, crews: tuple[Crew, ...], everyone: tuple[Worker, ...]) -> tuple[Work, ...]:
    """All initiatives, none of which has started."""
    able = Capability.of(everyone)
    draw = size.draw("initiatives")
    teams = [crew for crew in crews if crew.team is not None]
    weights = [crew.people * draw.uniform(0.7, 1.3) for crew in teams]
    chosen = draw.choices(teams, weights, k=size.initiatives)
    drafts = [
        _draft(draw, n, crew.team, size, able)
        for n, crew in enumerate(chosen, start=1)
        if crew.team is not None
    ]
    return tuple(_priced(work) for work in _staffed(drafts, size, able))


def _draft(draw: Random, number: int, team: Team, size: Size, able: Capability) -> Work:
    theme = draw.choices(tuple(_THEMES[team.kind]), tuple(_THEMES[team.kind].values()))[0]
    normal = draw.gauss(0, 1)
    count = min(4, max(2, round(2.8 + 0.5 * normal + draw.uniform(-0.6, 0.6))))
    longest = 2 if size.periods < 6 else 3  # noqa: PLR2004 -- a year and a half
    steps = tuple(
        _step(draw, team, theme, (n, count), min(longest, _duration(draw, n, normal)), able)
        for n in range(count)
    )
    return Work(
        id=InitiativeId(f"I{number:05}"),
        name=f"{theme.capitalize()} {number} of {team.name}",
        team=team,
        theme=Theme(theme),
        weight=2.718 ** (0.8 * normal),
        price=draw.lognormvariate(0, 0.45),
        steps=steps,
    )


def _duration(draw: Random, n: int, normal: float) -> int:
    usual = 1.1 if n == 0 else 1.9
    return max(1, round(usual + 0.4 * normal + draw.uniform(-0.7, 0.7)))


def _step(
    draw: Random,
    team: Team,
    theme: str,
    place: tuple[int, int],
    periods: int,
    able: Capability,
) -> Step:
    n, count = place
    last = n == count - 1
    profile = draw.choice(((1, 2), (2, 1), (3, 2)) if periods == 2 else ((1, 2, 1), (3, 2, 1)))  # noqa: PLR2004 -- two of them
    return Step(
        name=_NAMES[count][n],
        share=_SHARES[count][n] * draw.uniform(0.85, 1.15),
        periods=periods,
        wanted=tuple(_wanted(draw, team, able)),
        capex=draw.choice(_CAPEX.get(theme, (0, 0, 20))),
        profile=profile if periods > 1 and happens(draw, 35) else (),
        chance=100 if last else draw.choice((65, 70, 75, 80) if n == 0 else (80, 85, 90, 95)),
    )


def _wanted(draw: Random, team: Team, able: Capability) -> Iterator[tuple[SkillId, int]]:
    """Up to five skills that the team has, by how much of it; sometimes a function's first."""
    known = able.slices[team.id]
    here = sorted(skill for skill, level in known if level == 1)
    order = sorted(here, key=lambda skill: -(draw.random() ** (1 / known[skill, 1])))
    if team.kind is TeamKind.PRODUCT and happens(draw, 10):
        yield SkillId(draw.choice(FUNCTIONS)), 1
    for skill in order[:5]:
        level = draw.choice((1, 1, 1, 2, 2, 2, 3))
        while known[skill, level] * 2 < known[skill, 1]:
            level -= 1
        yield skill, level


def _staffed(drafts: list[Work], size: Size, able: Capability) -> list[Work]:
    """Demand in the asked proportion to what there is, as far as teams can carry it."""
    capacity = able.usual * size.periods
    usual = DEMAND_OVER_CAPACITY * capacity / len(drafts)
    scale = usual
    staffed = drafts
    for _ in range(4):
        staffed = [_asking(work, scale, able, usual) for work in drafts]
        asked = sum(step.effort for work in staffed for step in work.steps)
        scale *= min(2.0, DEMAND_OVER_CAPACITY * capacity / asked)
    return staffed


_USUAL = 300
"""Slices over all its periods of an initiative whose stages ask for at most 3 FTE of a skill."""


def _asking(work: Work, scale: float, able: Capability, usual: float) -> Work:
    most = round(30 * max(1.0, usual / _USUAL))
    steps = tuple(
        replace(step, needs=tuple(_needs(step, scale * work.weight, work.team, able, most)))
        for step in work.steps
    )
    return replace(work, steps=steps)


def _needs(step: Step, effort: float, team: Team, able: Capability, most: int) -> Iterator[Need]:
    """Slices by skill until the stage has what it needs; half of what the team has is the most."""
    known = able.slices[team.id]
    left = max(3, round(effort * step.share / step.periods))
    for n, (skill, level) in enumerate(step.wanted):
        if skill in FUNCTIONS:
            yield Need(skill, level, 3)
            continue
        wish = left if n == len(step.wanted) - 1 else max(3, round(left * 0.55))
        slices = min(wish, most, max(3, round(known[skill, level] * 0.6)))
        yield Need(skill, level, slices)
        left -= slices
        if left < 3:  # noqa: PLR2004 -- the least that is asked for
            return


def _priced(work: Work) -> Work:
    steps = tuple(
        replace(
            step,
            tranche=Money(
                max(5, round(step.effort / 10 * _THOUSANDS_PER_FTE * work.price)) * CENTS
            ),
        )
        for step in work.steps
    )
    return replace(work, steps=steps)
