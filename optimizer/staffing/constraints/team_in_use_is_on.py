"""Who works for a team in a period is on it."""

from __future__ import annotations

from collections.abc import Iterable

from optimizer.staffing.programme import Programme
from optimizer.staffing.question import Question
from optimizer.staffing.variables import At, Variables


def team_in_use_is_on(
    question: Question, programme: Programme, variables: Variables, watched: Iterable[At]
) -> None:
    """x(p,j,t) <= room(p,j,t) * on(p,j,t) (slices; section 7, most teams and longest loan)."""
    for at in watched:
        p, team, t = at
        person = question.people[p]
        room = person.room(team, t)
        programme.row(
            f"team_in_use_is_on[{person.id},{team},{t}]",
            [(1, variables.at[at]), (-room, [variables.on[at]])],
            at_most=0,
        )
