"""Needs: what work asks of people, put together by who may serve it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from models.index import Index
from models.initiative import Theme
from models.stage import StageKey
from models.units import PeriodIndex, SkillId, TeamId


class Need(NamedTuple):
    """A class of demand: whoever may serve one slice of it may serve any."""

    team: TeamId
    skill: SkillId
    level: int
    """Lowest level."""
    service: bool
    """Whether it is as-a-service work."""


class Ask(NamedTuple):
    """What one stage asks of a need in each period in which it runs."""

    stage: StageKey
    slices: int
    committed: bool


@dataclass(frozen=True)
class Asked:
    """What all stages ask of one need in one period."""

    asks: tuple[Ask, ...]
    """Committed stages first, then by stage."""

    @property
    def committed(self) -> int:
        """Slices for committed stages; they may stay unserved."""
        return sum(ask.slices for ask in self.asks if ask.committed)

    @property
    def free(self) -> int:
        """Slices for the other stages."""
        return sum(ask.slices for ask in self.asks if not ask.committed)


Cell = tuple[Need, PeriodIndex]
"""A need in a period."""


def needs_in_periods(
    index: Index, starts: Mapping[StageKey, PeriodIndex], committed: frozenset[StageKey]
) -> dict[Cell, Asked]:
    """What is asked in each period of the horizon, in canonical order; zero demand is left out."""
    slices: defaultdict[Cell, defaultdict[StageKey, int]] = defaultdict(lambda: defaultdict(int))
    for key, start in starts.items():
        initiative, stage = index.initiatives[key.initiative], index.stage[key]
        last = min(index.calendar.horizon, start + stage.periods)
        for row in index.demand_of.get(key, ()):
            service = initiative.theme is Theme.AS_A_SERVICE
            need = Need(initiative.team, row.skill, row.lowest_level, service)
            for t in range(max(0, start), last if row.slices else 0):
                slices[need, PeriodIndex(t)][key] += row.slices
    return {
        cell: Asked(
            tuple(
                sorted(
                    (Ask(key, amount, key in committed) for key, amount in slices[cell].items()),
                    key=lambda ask: (not ask.committed, ask.stage),
                )
            )
        )
        for cell in sorted(slices)
    }
