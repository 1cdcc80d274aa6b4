"""Names over all periods: a guess, then one region of teams after the other, better and better."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np

from models.units import TeamId
from optimizer.staffing.engine import Limits
from optimizer.staffing.horizon.guess import guess
from optimizer.staffing.horizon.learners import Lesson, learners
from optimizer.staffing.horizon.part import part_of
from optimizer.staffing.horizon.region import alone, named
from optimizer.staffing.horizon.regions import Regions, regions
from optimizer.staffing.horizon.state import Job, Serves, Taken
from optimizer.staffing.horizon.ways import Ints, Ways
from optimizer.staffing.question import Question

PASSES = 3
"""Times that all regions are named, each time cut elsewhere; only the first where time is short."""


@dataclass(frozen=True)
class Found:
    """Who serves what, over all periods."""

    serves: Serves
    lessons: dict[Lesson, int]
    moved_at_least: int
    """Slices that move in any staffing that serves everything; 0 where this one does not."""


def over_all_periods(question: Question, ways: Ways, limits: Limits) -> Found:
    """Names for all periods at once.

    Raises:
        StaffingError: fewer people than asked for can be retrained.
    """
    taken = Taken(question)
    work = guess(ways, _free(taken))
    lessons = learners(question, work, taken)
    if lessons:
        work = guess(ways, _free(taken))
    serves = Serves(work=_on_few_teams(work, question.most_teams))
    places: Regions = ()
    for turn in range(PASSES):
        places = regions(question, turn)
        parts = serves.by_region(places)
        _named_in_turn(question, taken, places, parts, is_first=turn == 0)
        serves = Serves.together(parts)
        if limits.seconds <= 0:
            break
    unserved, short, _ = serves.burden(question)
    least = 0.0
    if not unserved and not short and limits.seconds > 0:
        parts = serves.by_region(places)
        least = sum(alone(question, *each) for each in zip(places, parts, strict=True))
    return Found(serves, lessons, max(0, math.ceil(least - 1e-3)))


def _named_in_turn(
    question: Question, taken: Taken, places: Regions, parts: list[Serves], *, is_first: bool
) -> None:
    """Names each part anew where the others leave it what it needs, unless that is worse.

    The first time nothing has been checked yet: whatever comes out is better.
    """
    if is_first:
        for part in parts:
            taken.add(part)
    for r, teams in enumerate(places):
        taken.add(parts[r], -1)
        found = named(part_of(question, taken, teams), parts[r])
        if is_first or found.burden(question) <= parts[r].burden(question):
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
