"""Names for what is funded, and what they tell the programme where they cannot serve it."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from models.plan import Assignment, Shortage
from models.portfolio import Portfolio
from models.stage import Stage, StageKey
from models.units import PeriodIndex, SkillId, TeamId
from optimizer.funding.network import Need
from optimizer.funding.problem import Problem
from optimizer.funding.solve import Clash, Funding, Lack
from optimizer.planning.effort import GRACE, Effort
from optimizer.staffing import Staffing, staff

Place = tuple[TeamId, SkillId, int, PeriodIndex]
"""A team, a skill, its lowest level and a period."""

HIGHEST_LEVEL = 5
"""Of a skill."""

MANY_PLACES = 500
"""Places that lack names, above which domains are asked for less."""


def names(
    portfolio: Portfolio,
    problem: Problem,
    funding: Funding,
    effort: Effort,
    near: tuple[Assignment, ...] = (),
    *,
    rough: bool = False,
) -> Staffing:
    """Names for what is funded; once the time is up, only the necessary is done.

    `near` and `rough` are as in `optimizer.staffing.staff`.
    """
    return staff(
        portfolio,
        funding.choice.starts,
        funding.choice.hires,
        committed=problem.facts.committed,
        deadline=max(effort.deadline, time.monotonic() + GRACE),
        interrupted=effort.interrupted,
        near=near,
        rough=rough,
    )


def clashes(
    problem: Problem,
    staffing: Staffing,
    funding: Funding,
    shortage: int,
    *,
    give_up: bool,
    wide: bool = False,
) -> list[Clash | Lack]:
    """What the programme must not ask again.

    Args:
        problem: what is planned.
        staffing: the names.
        funding: the choice that they are for.
        shortage: slices that committed work may be short of.
        give_up: whether stages that lack names are given up, unless they must be done.
        wide: whether, where many lack names, domains ask for less, not each need.
    """
    lacking = sorted({StageKey(row.initiative, row.stage) for row in staffing.unserved})
    if not lacking and sum(row.slices for row in staffing.shortages) <= shortage:
        return []
    starts = funding.choice.starts
    if give_up:
        initiatives = problem.index.initiatives
        given_up = [key for key in lacking if not initiatives[key.initiative].must_do]
        must = [row for row in staffing.unserved if initiatives[row.initiative].must_do]
        clashing = [Clash((key,), None, starts, proven=False) for key in given_up]
        return [*clashing, *_lacks(problem, must, funding)]
    proven = [
        Clash(conflict.stages, conflict.period, starts)
        for conflict in staffing.conflicts
        if conflict.proven
    ]
    unproven = [
        Clash(conflict.stages, conflict.period, starts, proven=False)
        for conflict in staffing.conflicts
    ]
    return [*proven] or _lacks(problem, staffing.unserved, funding, wide=wide) or [*unproven]


def _lacks(
    problem: Problem, unserved: Sequence[Shortage], funding: Funding, *, wide: bool = False
) -> list[Clash | Lack]:
    """For each need that names could not serve: how much of it they could.

    What must be done cannot ask for less: there, what others of its domain or company ask of the
    same skill has to. So it is where all shall be `wide`: who is freed by one serves another.
    """
    missing: Counter[Place] = Counter()
    must: Counter[Place] = Counter()
    for row in unserved:
        initiative = problem.index.initiatives[row.initiative]
        place = initiative.team, row.skill, row.lowest_level, row.period
        missing[place] += row.slices
        must[place] += row.slices if initiative.must_do else 0
    if wide and len(missing) > MANY_PLACES:
        return _by_domain(problem, missing, funding)
    lacks: list[Clash | Lack] = []
    for (team, skill, level, t), slices in sorted(missing.items()):
        here = tuple(n for n in problem.workforce.needs if n[:3] == (team, skill, level))
        choices = [here]
        if must[team, skill, level, t]:
            choices += _around(problem, team, skill, level)
        asked = [_asked(problem, funding, needs, t) for needs in choices]
        enough = (n for n, (_, can_wait) in enumerate(asked) if can_wait >= slices)
        chosen = next(enough, len(choices) - 1)
        lacks.append(Lack(choices[chosen], t, asked[chosen][0] - slices))
    return lacks


def _by_domain(problem: Problem, missing: Counter[Place], funding: Funding) -> list[Clash | Lack]:
    """For each skill, level and period of a domain that lack people: how much they could serve.

    A higher level may serve the needs of a lower one. Where too little of a domain can wait, all
    that ask for the skill are asked for less.
    """
    teams = problem.index.teams
    lacking: Counter[tuple[str, SkillId, int, PeriodIndex]] = Counter()
    for (team, skill, level, t), slices in missing.items():
        lacking[teams[team].domain or "", skill, level, t] += slices
    alike: defaultdict[tuple[str | None, SkillId], list[Need]] = defaultdict(list)
    for need in problem.workforce.needs:
        alike[teams[need.team].domain or "", need.skill].append(need)
        alike[None, need.skill].append(need)
    known: dict[tuple[Need, PeriodIndex], tuple[int, int]] = {}

    def asked(needs: Sequence[Need], t: PeriodIndex) -> tuple[int, int]:
        for need in needs:
            if (need, t) not in known:
                known[need, t] = _asked(problem, funding, (need,), t)
        both = [known[need, t] for need in needs]
        return sum(all_of_it for all_of_it, _ in both), sum(waits for _, waits in both)

    lacks: list[Clash | Lack] = []
    for domain, skill, level, t in sorted(lacking):
        slices = sum(
            lacking[domain, skill, higher, t] for higher in range(level, HIGHEST_LEVEL + 1)
        )
        for place in (domain, None):
            needs = tuple(need for need in alike[place, skill] if need.lowest_level >= level)
            all_of_it, can_wait = asked(needs, t)
            if can_wait >= slices or place is None:
                lacks.append(Lack(needs, t, all_of_it - slices))
                break
    return lacks


def _around(problem: Problem, team: TeamId, skill: SkillId, level: int) -> list[tuple[Need, ...]]:
    """The needs of a skill, at least at this level: of the team's domain, and of all teams."""
    teams = problem.index.teams
    domain = teams[team].domain
    same = [n for n in problem.workforce.needs if n.skill == skill and n.lowest_level >= level]
    near = [n for n in same if domain is not None and teams[n.team].domain == domain]
    return [tuple(near), tuple(same)]


def _asked(problem: Problem, funding: Funding, needs: Iterable[Need], t: int) -> tuple[int, int]:
    """Slices that needs ask for in a period, and those of it that need not be done."""
    facts, asked, can_wait = problem.facts, 0, 0
    for need in needs:
        for row in problem.workforce.needs[need]:
            if _runs(funding, row.stage, t):
                asked += row.slices
                free = row.stage.key not in facts.committed
                if free and not problem.index.initiatives[row.stage.initiative].must_do:
                    can_wait += row.slices
    return asked, can_wait


def _runs(funding: Funding, stage: Stage, t: int) -> bool:
    start = funding.choice.starts.get(stage.key)
    return start is not None and start <= t < start + stage.periods
