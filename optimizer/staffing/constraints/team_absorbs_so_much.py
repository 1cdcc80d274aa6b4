"""A team works with no more people than it can absorb."""

from __future__ import annotations

from collections import defaultdict

from models.units import TeamId
from optimizer.staffing.programme import Programme
from optimizer.staffing.question import Question
from optimizer.staffing.variables import Variables


def team_absorbs_so_much(question: Question, programme: Programme, variables: Variables) -> None:
    """Sum of all work, pools and hires at a team <= max(most, committed demand there).

    Slices per period; section 7, most people.
    """
    working: defaultdict[tuple[TeamId, int], list[int]] = defaultdict(list)
    for columns_of in (variables.work, variables.pool, variables.hire):
        for (_, need, t), column in columns_of.items():
            if (need.team, t) in question.absorb:
                working[need.team, t].append(column)
    for (team, t), columns in working.items():
        name = f"team_absorbs_so_much[{team},{t}]"
        programme.row(name, [(1, columns)], at_most=question.absorb[team, t])
