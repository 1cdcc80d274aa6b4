"""Free time is what is left person by person, whichever way it is summed."""

from collections import defaultdict
from itertools import product

import pytest

from models.person import Person
from models.team import Team
from models.units import SkillId
from optimizer.explain.able import Home, Want, home_of
from optimizer.explain.spare import Spare
from optimizer.explain.usage import Usage
from optimizer.facts import Facts
from optimizer.gates import judge
from optimizer.lending import circle_of, pool_reaches
from tests.oracle.agreement import planned
from tests.oracle.draw import draw
from tests.portfolios import with_settings

SEEDS = range(20, 50)
MUCH = 10**6


@pytest.mark.parametrize("most_teams", [None, 1])
@pytest.mark.parametrize("seed", SEEDS)
def test_free_time_is_that_of_each_person(seed: int, most_teams: int | None) -> None:
    portfolio = draw(seed)
    plan = planned(portfolio)
    if plan is None:
        return
    if most_teams is not None:  # some now work for more teams than one may
        portfolio = with_settings(portfolio, most_teams=most_teams)
    usage = Usage.of(Facts.of(portfolio, judge(portfolio)), plan)
    spare = Spare(usage)
    for team, want in product(portfolio.teams, _wants(usage)):
        free = _free(usage, team, want)
        assert spare.free(team.id, want, MUCH) == free
        assert Spare(usage).free(team.id, want, free) >= free


def _wants(usage: Usage) -> list[Want]:
    """Each skill alone, and all of them together."""
    skills = sorted({(SkillId(row.skill), row.level) for row in usage.index.portfolio.skills})
    asked = [frozenset([skill]) for skill in skills] + [frozenset(dict(skills).items())]
    return [
        Want(skills, t, service)
        for skills in asked
        for t in usage.index.calendar.indices
        for service in (False, True)
    ]


def _free(usage: Usage, team: Team, want: Want) -> int:
    """Person by person; then what the rules leave of each home's sum."""
    sums: defaultdict[Home, int] = defaultdict(int)
    for person in usage.index.portfolio.people:
        having = usage.index.skills_of[person.id]
        if any(having.get(skill, 0) >= lowest for skill, lowest in want.skills):
            sums[home_of(person)] += _left(usage, person, team, want.t)
    total = _anonymous(usage, team, want)
    for (own, function), slices in sums.items():
        caps = [slices]
        if function is not None:
            caps.append(_cap(usage.function_left(function, want.t)))
        if own is not None and not want.service:
            caps.append(usage.reserve_left(own, want.t))
        if own is not None and own != team.id:
            caps.append(_cap(usage.lendable_left(own, want.t)))
        total += min(caps)
    return total


def _cap(left: int | None) -> int:
    return MUCH if left is None else left


def _left(usage: Usage, person: Person, team: Team, t: int) -> int:
    teams = [name for name, slices in usage.at(person.id, t).items() if slices]
    if team.id not in teams and len(teams) >= usage.index.portfolio.settings.most_teams:
        return 0
    free = usage.free(person.id, team.id, t)
    if circle_of(usage.index, person).has(team):
        return free
    locked = usage.locked(person.id, t).get(team.id, 0)
    return min(free, max(0, locked - usage.at(person.id, t).get(team.id, 0)))


def _anonymous(usage: Usage, team: Team, want: Want) -> int:
    """Pools and hires."""
    skills, calendar = {skill for skill, _ in want.skills}, usage.index.calendar
    total = 0
    for pool in usage.index.portfolio.pools:
        first = 0 if pool.from_period is None else calendar.index(pool.from_period)
        last = calendar.horizon if pool.to_period is None else calendar.index(pool.to_period)
        if pool.skill in skills and pool_reaches(pool, team) and first <= want.t <= last:
            total += max(0, pool.slices - usage.by_name.get((pool.id, want.t), 0))
    for option in usage.index.portfolio.hiring:
        if option.skill in skills:
            used = usage.by_name.get((option.id, want.t), 0)
            total += max(0, usage.hired.get((option.id, want.t), 0) - used)
    return total
