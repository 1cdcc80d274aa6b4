"""A team's own people keep a share of their time for as-a-service work."""

from __future__ import annotations

from collections import defaultdict

from models.units import TeamId
from optimizer.staffing.programme import Programme
from optimizer.staffing.question import Question
from optimizer.staffing.variables import Variables


def team_keeps_its_reserve(question: Question, programme: Programme, variables: Variables) -> None:
    """Sum over own people of other than as-a-service work + retrained <= what is not reserved.

    What is not reserved is floor(own available * (1 - reserve)).
    Slices per period; section 7, reserve.
    """
    other: defaultdict[tuple[TeamId, int], list[int]] = defaultdict(list)
    for (p, need, t), column in variables.work.items():
        home = question.people[p].home
        if home is not None and (home, t) in question.keep and not need.service:
            other[home, t].append(column)
    for (p, _, t), column in variables.retrained.items():
        home = question.people[p].home
        if home is not None and (home, t) in question.keep:
            other[home, t].append(column)
    for (home, t), columns in other.items():
        name = f"team_keeps_its_reserve[{home},{t}]"
        programme.row(name, [(1, columns)], at_most=question.keep[home, t])
