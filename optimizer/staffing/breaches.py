"""Breaches: who works for too many teams at a time or too long on loan; what to take away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from models.units import TeamId
from optimizer.staffing.question import Question
from optimizer.staffing.variables import At

Used = Mapping[At, float]
"""Slices of a person at a team in a period, where there are any."""


def too_many_teams(question: Question, used: Used) -> Iterator[At]:
    """What people in too many teams do beside those teams that are dearest to keep."""
    teams: defaultdict[tuple[int, int], list[TeamId]] = defaultdict(list)
    for p, team, t in used:
        teams[p, t].append(team)
    for (p, t), names in teams.items():
        if len(names) > question.most_teams:
            yield from _dearest(question, used, p, t, names)[question.most_teams :]


def too_long_on_loan(question: Question, used: Used) -> Iterator[At]:
    """Of each loan past its length one period, the one with the least time, that cuts it short."""
    for p, team, t in used:
        person = question.people[p]
        if person.longest is None or team == person.home or (p, team, t - 1) in used:
            continue
        run = [(p, team, t)]
        while (p, team, run[-1][2] + 1) in used:
            run.append((p, team, run[-1][2] + 1))
        if len(run) > person.longest:
            within = run[: person.longest + 1]
            yield min(within, key=lambda at: (used[at], -at[2]))


def breaches(question: Question, used: Used) -> frozenset[At]:
    """Choices to take away; empty where nobody breaks a rule about teams."""
    return frozenset((*too_many_teams(question, used), *too_long_on_loan(question, used)))


def _dearest(question: Question, used: Used, p: int, t: int, names: list[TeamId]) -> list[At]:
    """A person's teams in a period: those with locked time first, home, in force, the most time."""
    person = question.people[p]
    order = sorted(
        names,
        key=lambda team: (
            not person.lock(team, t),
            team != person.home,
            team not in person.in_force,
            -used[p, team, t],
            team,
        ),
    )
    return [(p, team, t) for team in order]
