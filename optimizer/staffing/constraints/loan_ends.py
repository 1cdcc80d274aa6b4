"""A loan ends after the longest time agreed for the person."""

from __future__ import annotations

from collections.abc import Iterable

from models.units import TeamId
from optimizer.staffing.programme import Programme
from optimizer.staffing.question import Question
from optimizer.staffing.variables import At, Variables


def loan_ends(
    question: Question, programme: Programme, variables: Variables, watched: Iterable[At]
) -> None:
    """on(p,j,t) + … + on(p,j,t+L) <= L for every team away from home.

    Periods; section 7, longest loan.
    """
    loans: set[tuple[int, TeamId]] = {(p, team) for p, team, _ in watched}
    for p, team in sorted(loans):
        person = question.people[p]
        longest = person.longest
        if longest is None or team == person.home:
            continue
        for first in range(question.horizon - longest):
            run = [(p, team, t) for t in range(first, first + longest + 1)]
            if all(at in variables.at for at in run):
                columns = [variables.on[at] for at in run]
                name = f"loan_ends[{person.id},{team},{first}]"
                programme.row(name, [(1, columns)], at_most=longest)
