"""The plan in force: what is running, since when, and what must be done."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from random import Random

from benchmarks.generated_frame import AS_OF
from benchmarks.generated_size import Size, happens
from benchmarks.generated_work import Capability, Step, Work
from models.calendar import Calendar
from models.initiative import Theme
from models.stage import StageStatus
from models.units import SkillId, TeamId

_RUNNING_PERCENT = 17
_MUST_DO_PERCENT = 2
_HEADROOM = 0.6
"""Of what a team has of a skill, the most that running stages use together."""


def in_force(
    size: Size, drafts: tuple[Work, ...], calendar: Calendar, able: Capability
) -> tuple[Work, ...]:
    """The initiatives with their progress; what is due by law is marked among the others."""
    draw = size.draw("progress")
    running = set(draw.sample(range(len(drafts)), max(2, size.initiatives * 17 // 100)))
    load: Counter[tuple[TeamId, SkillId]] = Counter()
    begun = [
        _begun(draw, work, calendar, able, load) if n in running else work
        for n, work in enumerate(drafts)
    ]
    musts = _musts(size, begun)
    return tuple(
        replace(work, must_do=True, theme=Theme.REGULATORY) if work.id in musts else work
        for work in begun
    )


def _begun(
    draw: Random,
    work: Work,
    calendar: Calendar,
    able: Capability,
    load: Counter[tuple[TeamId, SkillId]],
) -> Work:
    """Some stages done, and the next one active if the team has the people for it."""
    most_done = len(work.steps) - 1
    done = min(most_done, draw.choice((0, 0, 1, 1, 1, 2)))
    fits = _fits(work, work.steps[done], able, load)
    active = fits and (done == 0 or happens(draw, 40))
    if not active:
        done = max(1, done)
    at = 0
    steps = list(work.steps)
    if active:
        _carry(work, steps[done], load)
        at = -min(steps[done].periods, draw.randint(0, 2))
        steps[done] = _dated(draw, steps[done], StageStatus.ACTIVE, at, calendar)
    for n in reversed(range(done)):
        at -= steps[n].periods
        steps[n] = _dated(draw, steps[n], StageStatus.DONE, at, calendar)
    return replace(work, steps=tuple(steps))


def _dated(draw: Random, step: Step, status: StageStatus, at: int, calendar: Calendar) -> Step:
    started = min(AS_OF, calendar.start(at) + timedelta(days=draw.randint(0, 20)))
    return replace(step, status=status, started=started)


def _fits(work: Work, step: Step, able: Capability, load: Counter[tuple[TeamId, SkillId]]) -> bool:
    known = able.slices[work.team.id]
    return all(
        (skill, 1) not in known
        or load[work.team.id, skill] + slices <= known[skill, level] * _HEADROOM
        for skill, level, slices in step.needs
    )


def _carry(work: Work, step: Step, load: Counter[tuple[TeamId, SkillId]]) -> None:
    for skill, _, slices in step.needs:
        load[work.team.id, skill] += slices


def _musts(size: Size, begun: list[Work]) -> frozenset[str]:
    """The smallest regulatory initiatives that fit in the time, one of each team at most."""
    count = max(1, size.initiatives * _MUST_DO_PERCENT // 100)
    free = [
        work
        for work in begun
        if not work.running and sum(step.periods for step in work.steps) <= size.periods
    ]
    free.sort(key=lambda work: (work.theme is not Theme.REGULATORY, work.cost, work.id))
    chosen: dict[TeamId, Work] = {}
    for work in free:
        if len(chosen) < count:
            chosen.setdefault(work.team.id, work)
    return frozenset(work.id for work in chosen.values())
