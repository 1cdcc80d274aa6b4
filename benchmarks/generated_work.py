"""Initiatives and stages before they are rows: what the other parts of the generator pass on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from models.initiative import Theme
from models.stage import StageStatus
from models.team import Team
from models.units import InitiativeId, Money, SkillId

NOTHING = Money(0)


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
    """Of its initiative's people's time."""
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
    """Its people's time against the usual one."""
    price: float
    """Its tranches per FTE against the usual ones."""
    steps: tuple[Step, ...]
    must_do: bool = False

    @property
    def cost(self) -> int:
        """All its tranches, in minor units."""
        return sum(step.tranche for step in self.steps)

    @property
    def duration(self) -> int:
        """Periods of all its stages."""
        return sum(step.periods for step in self.steps)

    @property
    def running(self) -> bool:
        """Whether any of it has started."""
        return self.steps[0].status is not StageStatus.NOT_STARTED
