"""Nobody does work that they cannot do."""

from __future__ import annotations

from models.plan import Assignment, Check, Worker
from models.units import OptionId, PersonId, PoolId
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def skill_and_level_fit(audit: Context) -> Check:
    """People have the skill at the lowest level or above; pools and hires are of the skill."""
    return outcome("Everyone can do the work they are given", _rows(audit))


def _rows(audit: Context) -> Results:
    for row in audit.effort.work:
        if _can(audit, row):
            yield None
            continue
        level = f" at level {row.lowest_level}" if row.worker is Worker.PERSON else ""
        name = audit.words.person(PersonId(row.who))
        yield f"{name} does {row.skill}{level} for {row.initiative}/{row.stage} without having it"


def _can(audit: Context, row: Assignment) -> bool:
    if row.worker is Worker.POOL:
        return audit.effort.pools[PoolId(row.who)].skill == row.skill
    if row.worker is Worker.HIRE:
        return audit.effort.options[OptionId(row.who)].skill == row.skill
    return audit.index.skills_of[PersonId(row.who)].get(row.skill, 0) >= row.lowest_level
