"""An earlier staffing, as far as it still serves what is asked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from models.plan import Assignment, Worker
from models.stage import StageKey
from models.units import PeriodIndex, SkillId, TeamId
from optimizer.staffing.horizon.state import Job, Serves
from optimizer.staffing.needs import Cell
from optimizer.staffing.question import Question

Ask = tuple[StageKey, SkillId, int, PeriodIndex]
"""A stage, a skill, its lowest level and a period."""

Place = tuple[Cell, bool]
"""The need in its period, and whether the stage is committed."""


def still_serving(question: Question, rows: Iterable[Assignment]) -> Serves:
    """What these rows serve of what is asked now; all that they do not is unserved.

    Who worked for a stage that is gone serves what else their team asks of the same skill. Nobody
    serves what they may not, and no team takes more than it may. Whether all together is too much
    of someone's time, or of what is lent or kept, is not looked at.
    """
    serving = _Serving.of(question)
    over = [(row, rest) for row in rows if (rest := serving.same(row))]
    alike = _alike(serving.places, serving.left)
    for row, rest in over:
        serving.other(row, rest, alike.get((row.team, row.skill, row.lowest_level, row.period), ()))
    serves = serving.serves
    for ask, slices in serving.left.items():
        cell, committed = serving.places[ask]
        (serves.short if committed else serves.unserved)[cell] += slices
    return serves


@dataclass
class _Serving:
    """What is served so far, and what is left to serve."""

    position: dict[Worker, dict[str, int]]
    places: dict[Ask, Place]
    left: Counter[Ask]
    rooms: _Rooms
    serves: Serves

    @classmethod
    def of(cls, question: Question) -> _Serving:
        """Nothing is served yet."""
        places: dict[Ask, Place] = {}
        left: Counter[Ask] = Counter()
        for (need, t), wanted in question.asked.items():
            for asked in wanted.asks:
                ask = asked.stage, need.skill, need.level, t
                places[ask] = (need, t), asked.committed
                left[ask] += asked.slices
        position = {
            Worker.PERSON: {str(person.id): p for p, person in enumerate(question.people)},
            Worker.POOL: {str(pool.id): g for g, pool in enumerate(question.pools)},
            Worker.HIRE: {str(option.id): o for o, option in enumerate(question.hires)},
        }
        serves = Serves(
            unserved=dict.fromkeys(question.asked, 0), short=dict.fromkeys(question.asked, 0)
        )
        return cls(position, places, left, _Rooms(question), serves)

    def same(self, row: Assignment) -> int:
        """A row serves what it served; answers the slices of it that are not asked any more."""
        if row.initiative is None or row.stage is None:
            return 0
        ask = StageKey(row.initiative, row.stage), row.skill, row.lowest_level, row.period
        return int(row.slices) - self._serve(row, ask, int(row.slices))

    def other(self, row: Assignment, slices: int, asks: Iterable[Ask]) -> None:
        """As many slices of a row serve these asks instead."""
        for ask in asks:
            slices -= self._serve(row, ask, slices)

    def _serve(self, row: Assignment, ask: Ask, most: int) -> int:
        who = self.position[row.worker].get(str(row.who))
        if who is None or not self.left.get(ask):
            return 0
        (need, t), _ = self.places[ask]
        job: Job = who, need, t
        slices = self.rooms.take(row.worker, job, min(most, self.left[ask]))
        self.left[ask] -= slices
        if slices:
            jobs = {
                Worker.PERSON: self.serves.work,
                Worker.POOL: self.serves.pool,
                Worker.HIRE: self.serves.hire,
            }[row.worker]
            jobs[job] = jobs.get(job, 0) + slices
        return slices


def _alike(
    places: Mapping[Ask, Place], left: Mapping[Ask, int]
) -> dict[tuple[TeamId | None, SkillId, int, PeriodIndex], list[Ask]]:
    """What is not served yet, by the team that asks, skill, level and period."""
    found: defaultdict[tuple[TeamId | None, SkillId, int, PeriodIndex], list[Ask]] = defaultdict(
        list
    )
    for ask, ((need, t), _) in places.items():
        if left[ask]:
            found[need.team, need.skill, need.level, t].append(ask)
    return dict(found)


@dataclass
class _Rooms:
    """What is left of the time of each worker at a team, and of what a team takes."""

    question: Question
    worked: Counter[tuple[Worker, int, TeamId | None, int]] = field(default_factory=Counter)
    """Slices by worker, team (for people) and period."""
    absorbed: Counter[tuple[TeamId, int]] = field(default_factory=Counter)

    def take(self, worker: Worker, job: Job, slices: int) -> int:
        """As much of it as there is room for."""
        who, need, t = job
        key = worker, who, need.team if worker is Worker.PERSON else None, t
        place = need.team, t
        most = self.question.absorb.get(place, self.absorbed[place] + slices)
        rooms = self._most(worker, job) - self.worked[key], most - self.absorbed[place]
        taken = max(0, min(slices, *rooms))
        self.worked[key] += taken
        self.absorbed[place] += taken
        return taken

    def _most(self, worker: Worker, job: Job) -> int:
        """What a worker can do there at all."""
        who, need, t = job
        if worker is Worker.PERSON:
            may = self.question.may_serve(who, need)
            return self.question.people[who].room(need.team, t) if may else 0
        supplies = self.question.pools if worker is Worker.POOL else self.question.hires
        return supplies[who].slices[t] if supplies[who].may_serve(need) else 0
