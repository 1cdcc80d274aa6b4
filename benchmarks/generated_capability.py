"""What each team of a generated portfolio can do with its own people."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from benchmarks.generated_people import Worker
from models.units import SkillId, TeamId


@dataclass(frozen=True)
class Capability:
    """Slices at home by skill and level: all of a person's first skill, half of the others."""

    slices: dict[TeamId, Counter[tuple[SkillId, int]]]
    total: int
    """Slices of all people in a period, functions included."""

    @classmethod
    def of(cls, everyone: tuple[Worker, ...]) -> Capability:
        """What everyone can do at home."""
        slices: dict[TeamId, Counter[tuple[SkillId, int]]] = {}
        for worker in everyone:
            home = worker.person.home_team
            if home is None:
                continue
            known = slices.setdefault(home, Counter())
            for n, (skill, best) in enumerate(worker.levels.items()):
                for level in range(1, best + 1):
                    known[skill, level] += worker.person.slices // (1 if n == 0 else 2)
        return cls(slices, sum(worker.person.slices for worker in everyone))

    def skills(self, team: TeamId) -> list[SkillId]:
        """The skills that a team has at any level."""
        return sorted(skill for skill, level in self.slices[team] if level == 1)
