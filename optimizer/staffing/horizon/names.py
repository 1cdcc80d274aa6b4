"""Names over all periods: a guess, then one region of teams after the other, better and better."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from models.plan import Assignment
from models.units import TeamId
from optimizer.staffing.horizon.earlier import still_serving
from optimizer.staffing.horizon.guess import guess
from optimizer.staffing.horizon.learners import Lesson, learners
from optimizer.staffing.horizon.part import part_of
from optimizer.staffing.horizon.region import alone, named
from optimizer.staffing.horizon.regions import Regions, regions
from optimizer.staffing.horizon.state import Job, Serves, Taken
from optimizer.staffing.horizon.ways import Ints, Ways
from optimizer.staffing.question import Question
from optimizer.staffing.result import StaffingError


@dataclass(frozen=True)
class Found:
    """Who serves what, over all periods."""

    serves: Serves
    lessons: dict[Lesson, int]
    moved_at_least: int | None
    """Slices that move in any staffing that serves everything; None where that is not known."""


def over_all_periods(
    question: Question,
    ways: Ways,
    stopped: Callable[[], bool],
    near: Sequence[Assignment],
    *,
    rough: bool,
) -> Found:
    """Names for all periods at once.

    Args:
        question: what is asked.
        ways: all that there are.
        stopped: asked between steps; once it says yes only the necessary is done.
        near: an earlier staffing to begin with, if any.
        rough: whether names that move more than they must are good enough for now.

    Raises:
        StaffingError: fewer people than asked for can be retrained.
    """
    serves, lessons, taken, sound = _begin(question, ways, near)
    places: Regions = ()
    for turn, only_lacking in _passes(sound=sound, rough=rough):
        if places and not only_lacking and stopped():
            break
        places = regions(question, turn)
        parts = serves.by_region(places)
        _named_in_turn(question, taken, places, parts, sound=sound, only_lacking=only_lacking)
        serves, sound = Serves.together(parts), True
    least: int | None = None
    unserved, short, _ = serves.burden(question)
    if not (rough or unserved or short or stopped()):
        parts = serves.by_region(places)
        in_all = sum(alone(question, *each) for each in zip(places, parts, strict=True))
        least = max(0, math.ceil(in_all - 1e-3))
    return Found(serves, lessons, least)


def _passes(*, sound: bool, rough: bool) -> Iterator[tuple[int, bool]]:
    """How regions are cut in each pass, and whether only those that lack people are named anew."""
    if not sound:
        yield 0, False
    yield from ((turn, True) for turn in (1, 2))
    if not rough:
        yield from ((turn, False) for turn in (3, 4))


def _begin(
    question: Question, ways: Ways, near: Sequence[Assignment]
) -> tuple[Serves, dict[Lesson, int], Taken, bool]:
    """A first state with what it takes, who learns, and whether the state breaks no rule."""
    taken = Taken(question)
    if near:
        serves = still_serving(question, near)
        taken.add(serves)
        try:
            lessons = learners(question, {}, taken)
        except StaffingError:  # who has no work left to do is too few to learn
            return _begin(question, ways, ())
        return serves, lessons, taken, not taken.is_over()
    work = guess(ways, _free(taken))
    lessons = learners(question, work, taken)
    if lessons:
        work = guess(ways, _free(taken))
    serves = Serves(work=_on_few_teams(work, question.most_teams))
    taken.add(serves)
    return serves, lessons, taken, False


def _named_in_turn(
    question: Question,
    taken: Taken,
    places: Regions,
    parts: list[Serves],
    *,
    sound: bool,
    only_lacking: bool,
) -> None:
    """Names each part anew where the others leave it what it needs, unless that is worse.

    Where the parts are not sound they may break rules: whatever comes out is better.
    """
    for r, teams in enumerate(places):
        if (
            only_lacking
            and not any(parts[r].unserved.values())
            and not any(parts[r].short.values())
        ):
            continue
        taken.add(parts[r], -1)
        try:
            found = named(part_of(question, taken, teams), parts[r])
        except StaffingError:
            if not sound:
                raise
            found = parts[r]
        if not sound or found.burden(question) <= parts[r].burden(question):
            parts[r] = found
        taken.add(parts[r])


def _free(taken: Taken) -> Ints:
    """By person and period."""
    people = taken.question.people
    return np.array([taken.free(p) for p in range(len(people))], dtype=np.int64).reshape(
        len(people), taken.question.horizon
    )


def _on_few_teams(work: dict[Job, int], most: int) -> dict[Job, int]:
    """Of everybody's work that for the teams for which they do most."""
    done: defaultdict[tuple[int, int], Counter[TeamId]] = defaultdict(Counter)
    for (p, need, t), slices in work.items():
        done[p, t][need.team] += slices
    kept = {key: {team for team, _ in teams.most_common(most)} for key, teams in done.items()}
    return {job: slices for job, slices in work.items() if job[1].team in kept[job[0], job[2]]}
