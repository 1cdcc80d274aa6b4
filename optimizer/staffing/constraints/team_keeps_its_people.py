"""A team lends nobody while that would leave it with too few of its own."""

from __future__ import annotations

from collections import defaultdict

from models.units import TeamId
from optimizer.staffing.programme import Programme
from optimizer.staffing.question import Question
from optimizer.staffing.variables import Variables


def team_keeps_its_people(question: Question, programme: Programme, variables: Variables) -> None:
    """Sum over own people and other teams of x(p,j,t) <= most lent.

    Most lent is max(0, own available - fewest, own locked elsewhere).
    Slices per period; section 7, fewest people.
    """
    away: defaultdict[tuple[TeamId, int], list[int]] = defaultdict(list)
    for (p, team, t), columns in variables.at.items():
        home = question.people[p].home
        if home is not None and home != team and (home, t) in question.lend:
            away[home, t] += columns
    for (home, t), columns in away.items():
        name = f"team_keeps_its_people[{home},{t}]"
        programme.row(name, [(1, columns)], at_most=question.lend[home, t])
