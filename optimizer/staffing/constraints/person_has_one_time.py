"""Nobody works more than the time they have, and locked time is for its team alone."""

from __future__ import annotations

from collections import defaultdict

from optimizer.staffing.programme import Programme
from optimizer.staffing.question import Question
from optimizer.staffing.variables import Variables


def person_has_one_time(question: Question, programme: Programme, variables: Variables) -> None:
    """Sum over j of max(x(j,t), locked(j,t)) + retrained(t) <= available(t).

    Slices; section 7, one time. Written as: what is not at a team with a lock, or is beyond its
    lock, fits in what is not locked.
    """
    unlocked: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    bound: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for (p, team, t), columns in variables.at.items():
        person = question.people[p]
        (bound if person.locked_in_all[t] else unlocked)[p, t] += columns
        if person.locked_in_all[t] and not person.lock(team, t):
            unlocked[p, t] += columns
    for (p, _, t), column in (*variables.over.items(), *variables.retrained.items()):
        unlocked[p, t].append(column)
    for (p, t), columns in unlocked.items():
        person = question.people[p]
        free = person.available[t] - person.locked_in_all[t]
        programme.row(f"person_has_one_time[{person.id},{t}]", [(1, columns)], at_most=free)
    for (p, t), columns in bound.items():  # implied; it keeps a person's time in one block
        name = f"person_has_one_time[{question.people[p].id},{t},locked]"
        programme.row(name, [(1, columns)], at_most=question.people[p].available[t])
