"""Time at a team with a lock is the locked time first, and only within reach more."""

from __future__ import annotations

from optimizer.staffing.programme import Programme
from optimizer.staffing.question import Question
from optimizer.staffing.variables import Variables


def lock_is_for_its_team(question: Question, programme: Programme, variables: Variables) -> None:
    """x(p,j,t) - over(p,j,t) <= locked(p,j,t) (slices; section 7, person and one time).

    Where the team is not within reach otherwise, `over` is absent.
    """
    for at, columns in variables.at.items():
        p, team, t = at
        person = question.people[p]
        locked = person.lock(team, t)
        if locked:
            terms = [(1, columns)]
            if at in variables.over:
                terms.append((-1, [variables.over[at]]))
            programme.row(f"lock_is_for_its_team[{person.id},{team},{t}]", terms, at_most=locked)
