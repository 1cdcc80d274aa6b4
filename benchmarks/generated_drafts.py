"""Initiatives of a generated portfolio: whose, why, and in which stages.

Larger ones have more and longer stages, and each stage tries something larger than the one before.
Where there are many people for each initiative, stages are longer too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, sqrt
from random import Random

from benchmarks.generated_capability import Capability
from benchmarks.generated_demand import USUAL, priced, staffed, usual_effort
from benchmarks.generated_size import Size, happens
from benchmarks.generated_teams import FUNCTIONS, Crew
from benchmarks.generated_work import Step, Work
from models.initiative import Theme
from models.team import Team, TeamKind
from models.units import InitiativeId, SkillId

_EFFORT_SPREAD = 0.7
_PRICE_SPREAD = 0.65
"""Standard deviations of the logarithms: the largest tenth costs about a third of all."""
_MOST_SKILLS = 4
_FUNCTIONAL_PERCENT = 10
"""Of the stages of product teams, those that need someone of a function too."""
_SHORT = 6
"""Periods below which no stage is longer than two."""
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
_PROFILES = {1: ((),), 2: ((), (), (1, 2), (2, 1), (3, 2)), 3: ((), (), (1, 2, 1), (3, 2, 1))}


def works(size: Size, crews: tuple[Crew, ...], able: Capability) -> tuple[Work, ...]:
    """All initiatives, none of which has started."""
    draw = size.draw("initiatives")
    teams = [crew for crew in crews if crew.team is not None]
    weights = [crew.people * draw.uniform(0.7, 1.3) for crew in teams]
    usual = usual_effort(size, able)
    drafting = _Drafting(
        draw,
        able,
        longest=2 if size.periods < _SHORT else 3,
        pace=min(1.35, max(1.0, sqrt(usual / USUAL))),
    )
    drafts = [
        drafting.work(n, crew.team)
        for n, crew in enumerate(draw.choices(teams, weights, k=size.initiatives), start=1)
        if crew.team is not None
    ]
    return tuple(priced(work) for work in staffed(drafts, size, able))


@dataclass(frozen=True)
class _Drafting:
    """Draws initiatives whose people and money are still open."""

    draw: Random
    able: Capability
    longest: int
    """Periods that no stage exceeds."""
    pace: float
    """How much longer than usual stages are."""

    def work(self, number: int, team: Team) -> Work:
        """One initiative of a team; how large it is decides how many stages it has."""
        draw, themes = self.draw, _THEMES[team.kind]
        theme = draw.choices(tuple(themes), tuple(themes.values()))[0]
        normal = draw.gauss(0, 1)
        count = min(4, max(2, round(2.8 + 0.5 * normal + draw.uniform(-0.6, 0.6))))
        return Work(
            id=InitiativeId(f"I{number:05}"),
            name=f"{theme.capitalize()} {number} of {team.name}",
            team=team,
            theme=Theme(theme),
            weight=exp(_EFFORT_SPREAD * (normal - _EFFORT_SPREAD / 2)),
            price=draw.lognormvariate(0, _PRICE_SPREAD),
            steps=tuple(self._step(team, theme, n, count, normal) for n in range(count)),
        )

    def _step(self, team: Team, theme: str, n: int, count: int, normal: float) -> Step:
        draw = self.draw
        usual = (1.2 if n == 0 else 2.2) * self.pace
        periods = round(usual + 0.4 * normal + draw.uniform(-0.7, 0.7))
        periods = min(self.longest, max(1, periods))
        chances = (65, 70, 75, 80) if n == 0 else (80, 85, 90, 95)
        return Step(
            name=_NAMES[count][n],
            share=_SHARES[count][n] * draw.uniform(0.85, 1.15),
            periods=periods,
            wanted=tuple(self._wanted(team)),
            capex=draw.choice(_CAPEX.get(theme, (0, 0, 20))),
            profile=draw.choice(_PROFILES[periods]),
            chance=100 if n == count - 1 else draw.choice(chances),
        )

    def _wanted(self, team: Team) -> Iterator[tuple[SkillId, int]]:
        """Skills that the team has, likelier the more it has of them; sometimes a function's."""
        draw, known = self.draw, self.able.slices[team.id]
        if team.kind is TeamKind.PRODUCT and happens(draw, _FUNCTIONAL_PERCENT):
            yield SkillId(draw.choice(FUNCTIONS)), 1
        here = self.able.skills(team.id)
        keys = {skill: draw.random() ** (1 / known[skill, 1]) for skill in here}
        for skill in sorted(here, key=lambda skill: -keys[skill])[:_MOST_SKILLS]:
            level = draw.choice((1, 1, 1, 2, 2, 2, 3))
            while known[skill, level] * 2 < known[skill, 1]:
                level -= 1
            yield skill, level
