"""Time that arrives at a team away from home is counted as moved."""

from __future__ import annotations

from optimizer.staffing.programme import Programme
from optimizer.staffing.question import Question
from optimizer.staffing.variables import Variables


def arrival_is_counted(question: Question, programme: Programme, variables: Variables) -> None:
    """x(p,j,t) - x(p,j,t-1) <= arrives(p,j,t), where x(p,j,-1) is the plan in force.

    Slices; section 7, moved.
    """
    for at, column in variables.arrives.items():
        p, team, t = at
        person = question.people[p]
        before = variables.at.get((p, team, t - 1), [])
        programme.row(
            f"arrival_is_counted[{person.id},{team},{t}]",
            [(1, variables.at[at]), (-1, before), (-1, [column])],
            at_most=person.in_force.get(team, 0) if t == 0 else 0,
        )
