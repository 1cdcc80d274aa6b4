"""An earlier staffing, as far as it still serves what is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from models.plan import Assignment, Worker
from models.stage import StageKey
from models.units import PeriodIndex, SkillId
from optimizer.staffing.horizon.state import Job, Serves
from optimizer.staffing.horizon.ways import Ways
from optimizer.staffing.needs import Cell

Ask = tuple[StageKey, SkillId, int, PeriodIndex]
"""A stage, a skill, its lowest level and a period."""


def still_serving(ways: Ways, rows: Iterable[Assignment]) -> Serves:
    """What these rows serve of what is asked now; all that they do not is unserved."""
    question = ways.question
    position = {
        Worker.PERSON: {str(person.id): p for p, person in enumerate(question.people)},
        Worker.POOL: {str(pool.id): g for g, pool in enumerate(question.pools)},
        Worker.HIRE: {str(option.id): o for o, option in enumerate(question.hires)},
    }
    entries = set(zip(ways.way.tolist(), ways.need.tolist(), strict=True))
    able = {(*ways.pairs[way], ways.needs[n]) for way, n in entries}
    cells: dict[Ask, Cell] = {}
    left: Counter[tuple[Ask, bool]] = Counter()
    for (need, t), wanted in question.asked.items():
        for ask in wanted.asks:
            key = ask.stage, need.skill, need.level, t
            cells[key] = need, t
            left[key, ask.committed] += ask.slices
    committed = {key for key, is_committed in left if is_committed}
    serves = Serves(
        unserved=dict.fromkeys(question.asked, 0), short=dict.fromkeys(question.asked, 0)
    )
    for row in rows:
        if row.initiative is None or row.stage is None:
            continue
        key = StageKey(row.initiative, row.stage), row.skill, row.lowest_level, row.period
        who = position[row.worker].get(str(row.who))
        if who is None or key not in cells:
            continue
        need, t = cells[key]
        if row.worker is Worker.PERSON and (who, need.team, need) not in able:
            continue
        slices = min(int(row.slices), left[key, key in committed])
        left[key, key in committed] -= slices
        jobs = {Worker.PERSON: serves.work, Worker.POOL: serves.pool, Worker.HIRE: serves.hire}
        job: Job = who, need, t
        if slices:
            jobs[row.worker][job] = jobs[row.worker].get(job, 0) + slices
    for (key, is_committed), slices in left.items():
        lacking = serves.short if is_committed else serves.unserved
        lacking[cells[key]] += slices
    return serves
