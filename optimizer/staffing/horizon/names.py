"""Names over all periods: a guess, then one region of teams after the other, better and better."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from models.plan import Assignment
from models.units import TeamId
from optimizer.staffing.horizon.earlier import still_serving
from optimizer.staffing.horizon.guess import guess
from optimizer.staffing.horizon.hubs import helped
from optimizer.staffing.horizon.learners import Lesson, learners
from optimizer.staffing.horizon.part import Near, part_of
from optimizer.staffing.horizon.region import alone, named
from optimizer.staffing.horizon.regions import (
    LARGE,
    MIDDLE,
    SMALL,
    Regions,
    around,
    districts,
    regions,
)
from optimizer.staffing.horizon.state import Job, Serves, Taken
from optimizer.staffing.needs import Need
from optimizer.staffing.question import Question
from optimizer.staffing.result import StaffingError

TRIED, HOPELESS = 20, 0.8
"""Regions that lack people after which a pass ends if such a share of what they lacked still lacks:
then it is not for want of looking."""


@dataclass(frozen=True)
class Found:
    """Who serves what, over all periods."""

    serves: Serves
    lessons: dict[Lesson, int]
    moved_at_least: int | None
    """Slices that move in any staffing that serves everything; None where that is not known."""


def over_all_periods(
    question: Question,
    stopped: Callable[[], bool],
    near: Sequence[Assignment],
    *,
    rough: bool,
) -> Found:
    """Names for all periods at once.

    Args:
        question: what is asked.
        stopped: asked between steps; once it says yes only the necessary is done.
        near: an earlier staffing to begin with, if any.
        rough: whether names that move more than they must are good enough for now.

    Raises:
        StaffingError: fewer people than asked for can be retrained.
    """
    coarse = districts(question)
    serves, lessons, taken, sound = _begin(question, coarse, near)
    places: Regions = ()
    for each in _passes(sound=sound, rough=rough, many=len(coarse) > 1):
        if places and not each.only_lacking and stopped():
            break
        places = regions(question, each.most, shifted=each.shifted)
        parts = serves.by_region(places)
        idle = _idle(question, taken) if any(part.lacking for part in parts) else ()
        trial = _Trial()
        for r, teams in enumerate(places):
            if each.only_lacking and (trial.is_vain or not parts[r].lacking):
                continue
            who = None if len(coarse) == 1 else _near(question, idle, teams, parts[r], coarse)
            before, parts[r] = (
                parts[r],
                _named_anew(question, taken, teams, parts[r], who, sound=sound),
            )
            trial.note(before, parts[r])
        serves, sound = Serves.together(parts), True
    unserved, short, _ = serves.burden(question)
    known = not (rough or unserved or short)
    return Found(serves, lessons, _fewest(question, places, serves, stopped) if known else None)


def _fewest(
    question: Question, places: Regions, serves: Serves, stopped: Callable[[], bool]
) -> int | None:
    """Slices that move at least, the regions each alone; None where there is no time."""
    least = 0.0
    for teams, part in zip(places, serves.by_region(places), strict=True):
        if stopped():
            return None
        least += alone(question, teams, part)
    return max(0, math.ceil(least - 1e-3))


@dataclass
class _Trial:
    """Whether naming regions that lack people anew finds any."""

    regions: int = 0
    lacked: int = 0
    lack: int = 0

    def note(self, before: Serves, after: Serves) -> None:
        """One more region, before and after."""
        self.regions += 1
        self.lacked += before.lacking
        self.lack += after.lacking

    @property
    def is_vain(self) -> bool:
        """Whether so little was found that it is quicker to ask for less."""
        return self.regions >= TRIED and self.lack > HOPELESS * self.lacked


class _Pass(NamedTuple):
    """How regions are cut, and whether only those that lack people are named anew."""

    most: int
    only_lacking: bool
    shifted: bool = False


def _passes(*, sound: bool, rough: bool, many: bool) -> Iterator[_Pass]:
    if not sound:
        yield _Pass(MIDDLE if many else LARGE, only_lacking=False)
    yield _Pass(SMALL, only_lacking=True, shifted=True)
    yield _Pass(LARGE, only_lacking=True)
    if not rough:
        yield _Pass(LARGE, only_lacking=False, shifted=True)
        yield _Pass(LARGE, only_lacking=False)


def _begin(
    question: Question, coarse: Regions, near: Sequence[Assignment]
) -> tuple[Serves, dict[Lesson, int], Taken, bool]:
    """A first state with what it takes, who learns, and whether the state breaks no rule."""
    taken = Taken(question)
    if near:
        serves = still_serving(question, near)
        taken.add(serves)
        try:
            lessons = learners(question, {}, taken)
        except StaffingError:  # who has no work left to do is too few to learn
            return _begin(question, coarse, ())
        return serves, lessons, taken, not taken.is_over()
    work = _guessed(question, coarse)
    lessons = learners(question, work, taken)
    work = _beside_lessons(work, taken, {(p, t) for p, _, t in lessons})
    serves = Serves(work=_on_few_teams(work, question.most_teams))
    taken.add(serves)
    return serves, lessons, taken, False


def _guessed(question: Question, coarse: Regions) -> dict[Job, int]:
    """Who could do what in one district after the other, as those before leave them time."""
    work: dict[Job, int] = {}
    taken = Taken(question)
    for teams in coarse:
        near = None if len(coarse) == 1 else Near(teams, frozenset())
        part = part_of(question, taken, teams, near)
        found = guess(part.question)
        here = {(part.people[p], need, t): slices for (p, need, t), slices in found.items()}
        taken.add(Serves(work=here))
        work |= here
    return work if len(coarse) == 1 else helped(question, work)


def _beside_lessons(
    work: dict[Job, int], taken: Taken, learning: set[tuple[int, int]]
) -> dict[Job, int]:
    """What those who learn can still do in the period; the same for all others."""
    left = {
        (p, t): taken.free(p)[t] + taken.question.people[p].locked_in_all[t] for p, t in learning
    }
    kept: dict[Job, int] = {}
    for (p, need, t), slices in work.items():
        able = min(slices, left.get((p, t), slices))
        if able > 0:
            kept[p, need, t] = able
        if (p, t) in left:
            left[p, t] -= able
    return kept


def _idle(question: Question, taken: Taken) -> tuple[frozenset[int], ...]:
    """By period: who has time left."""
    free = [taken.free(p) for p in range(len(question.people))]
    return tuple(
        frozenset(p for p, times in enumerate(free) if times[t]) for t in range(question.horizon)
    )


def _near(
    question: Question,
    idle: Sequence[frozenset[int]],
    teams: frozenset[TeamId],
    part: Serves,
    coarse: Regions,
) -> Near:
    """Whom a region looks at: its districts, who serves it, and who has time for what lacks.

    Who is idle is as it was before the pass; it is not asked where nothing lacks.
    """
    lacking: defaultdict[Need, set[int]] = defaultdict(set)
    for served in (part.unserved, part.short):
        for (need, t), slices in served.items():
            if slices:
                lacking[need].add(t)
    people = {p for p, _, _ in part.work}
    for need, periods in lacking.items():
        people.update(p for p in question.able(need) if any(p in idle[t] for t in periods))
    return Near(around(teams, coarse), frozenset(people))


def _named_anew(
    question: Question,
    taken: Taken,
    teams: frozenset[TeamId],
    part: Serves,
    near: Near | None,
    *,
    sound: bool,
) -> Serves:
    """A part named anew where the others leave it what it needs, unless that is worse.

    Where the parts are not sound they may break rules: whatever comes out is better.
    """
    taken.add(part, -1)
    try:
        found = named(part_of(question, taken, teams, near), part)
    except StaffingError:
        if not sound:
            raise
        found = part
    kept = found if not sound or found.burden(question) <= part.burden(question) else part
    taken.add(kept)
    return kept


def _on_few_teams(work: dict[Job, int], most: int) -> dict[Job, int]:
    """Of everybody's work that for the teams for which they do most."""
    done: defaultdict[tuple[int, int], Counter[TeamId]] = defaultdict(Counter)
    for (p, need, t), slices in work.items():
        done[p, t][need.team] += slices
    kept = {key: {team for team, _ in teams.most_common(most)} for key, teams in done.items()}
    return {job: slices for job, slices in work.items() if job[1].team in kept[job[0], job[2]]}
