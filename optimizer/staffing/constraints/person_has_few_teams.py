"""Nobody works for more teams at a time than the company allows."""

from __future__ import annotations

from collections.abc import Iterable

from optimizer.staffing.programme import Programme
from optimizer.staffing.question import Question
from optimizer.staffing.variables import At, Variables


def person_has_few_teams(
    question: Question, programme: Programme, variables: Variables, watched: Iterable[At]
) -> None:
    """Sum over j of on(p,j,t) <= most teams per person (teams; section 7, most teams)."""
    for p, t in sorted({(p, t) for p, _, t in watched}):
        teams = variables.teams_of[p, t]
        if len(teams) > question.most_teams:
            columns = [variables.on[p, team, t] for team in teams]
            name = f"person_has_few_teams[{question.people[p].id},{t}]"
            programme.row(name, [(1, columns)], at_most=question.most_teams)
