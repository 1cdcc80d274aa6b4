"""An earlier staffing, as far as it still serves what is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from models.plan import Assignment, Worker
from models.stage import StageKey
from models.units import PeriodIndex, SkillId
from optimizer.staffing.horizon.state import Job, Serves
from optimizer.staffing.needs import Cell
from optimizer.staffing.question import Question

Ask = tuple[StageKey, SkillId, int, PeriodIndex]
"""A stage, a skill, its lowest level and a period."""

Place = tuple[Cell, bool]
"""The need in its period, and whether the stage is committed."""


def still_serving(question: Question, rows: Iterable[Assignment]) -> Serves:
    """What these rows serve of what is asked now; all that they do not is unserved."""
    position = {
        Worker.PERSON: {str(person.id): p for p, person in enumerate(question.people)},
        Worker.POOL: {str(pool.id): g for g, pool in enumerate(question.pools)},
        Worker.HIRE: {str(option.id): o for o, option in enumerate(question.hires)},
    }
    serves = Serves(
        unserved=dict.fromkeys(question.asked, 0), short=dict.fromkeys(question.asked, 0)
    )
    jobs = {Worker.PERSON: serves.work, Worker.POOL: serves.pool, Worker.HIRE: serves.hire}
    places: dict[Ask, Place] = {}
    left: Counter[Ask] = Counter()
    for (need, t), wanted in question.asked.items():
        for asked in wanted.asks:
            ask = asked.stage, need.skill, need.level, t
            places[ask] = (need, t), asked.committed
            left[ask] += asked.slices
    for row in rows:
        if row.initiative is None or row.stage is None:
            continue
        ask = StageKey(row.initiative, row.stage), row.skill, row.lowest_level, row.period
        who = position[row.worker].get(str(row.who))
        if who is None or ask not in places:
            continue
        (need, t), _ = places[ask]
        if row.worker is Worker.PERSON and not question.may_serve(who, need):
            continue
        slices = min(int(row.slices), left[ask])
        left[ask] -= slices
        job: Job = who, need, t
        if slices:
            jobs[row.worker][job] = jobs[row.worker].get(job, 0) + slices
    for ask, slices in left.items():
        cell, committed = places[ask]
        (serves.short if committed else serves.unserved)[cell] += slices
    return serves
