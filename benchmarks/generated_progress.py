"""The plan in force: what is running, since when, and what must be done by law."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random

from benchmarks.generated_capability import Capability
from benchmarks.generated_frame import AS_OF
from benchmarks.generated_size import Size, happens
from benchmarks.generated_work import Step, Work
from models.calendar import Calendar
from models.initiative import Theme
from models.stage import StageStatus
from models.units import InitiativeId, SkillId, TeamId

_RUNNING_PERCENT = 17
_MUST_DO_PERCENT = 2
_ACTIVE_PERCENT = 45
"""Of those with a stage done, those whose next stage runs; the others wait for a decision."""
_HEADROOM = 0.8
"""Of what a team has of a skill, the most that running stages use together."""


def in_force(
    size: Size, drafts: tuple[Work, ...], calendar: Calendar, able: Capability
) -> tuple[Work, ...]:
    """The initiatives with their progress, those that must be done marked."""
    draw = size.draw("progress")
    count = max(2, size.initiatives * _RUNNING_PERCENT // 100)
    running = set(draw.sample(range(len(drafts)), min(count, len(drafts))))
    progress = _Progress(draw, calendar, able)
    begun = [progress.begun(work) if n in running else work for n, work in enumerate(drafts)]
    musts = _musts(size, begun)
    return tuple(
        replace(work, must_do=True, theme=Theme.REGULATORY) if work.id in musts else work
        for work in begun
    )


@dataclass(frozen=True)
class _Progress:
    """Starts initiatives in the past, as far as their teams have the people."""

    draw: Random
    calendar: Calendar
    able: Capability
    load: Counter[tuple[TeamId, SkillId]] = field(default_factory=Counter)
    """Slices that running stages use."""

    def begun(self, work: Work) -> Work:
        """Some stages done, and often the next one active."""
        steps = list(work.steps)
        done = min(len(steps) - 1, self.draw.choice((0, 0, 1, 1, 1, 2)))
        fits = self._fits(work, steps[done])
        active = fits and (done == 0 or happens(self.draw, _ACTIVE_PERCENT))
        at = 0
        if active:
            for skill, _, slices in steps[done].needs:
                self.load[work.team.id, skill] += slices
            at = -min(steps[done].periods, self.draw.randint(0, 2))
            steps[done] = self._dated(steps[done], StageStatus.ACTIVE, at)
        for n in reversed(range(done if active else max(1, done))):
            at -= steps[n].periods
            steps[n] = self._dated(steps[n], StageStatus.DONE, at)
        return replace(work, steps=tuple(steps))

    def _dated(self, step: Step, status: StageStatus, at: int) -> Step:
        day = self.calendar.start(at) + timedelta(days=self.draw.randint(0, 20))
        return replace(step, status=status, started=min(AS_OF, day))

    def _fits(self, work: Work, step: Step) -> bool:
        known = self.able.slices[work.team.id]
        return all(
            (skill, 1) not in known
            or self.load[work.team.id, skill] + slices <= known[skill, level] * _HEADROOM
            for skill, level, slices in step.needs
        )


def _musts(size: Size, begun: list[Work]) -> frozenset[InitiativeId]:
    """The cheapest regulatory initiatives that fit in the time, one of each team at most."""
    count = max(1, size.initiatives * _MUST_DO_PERCENT // 100)
    free = [work for work in begun if not work.running and work.duration <= size.periods]
    free.sort(key=lambda work: (work.theme is not Theme.REGULATORY, work.cost, work.id))
    chosen: dict[TeamId, InitiativeId] = {}
    for work in free:
        if len(chosen) < count:
            chosen.setdefault(work.team.id, work.id)
    return frozenset(chosen.values())
