"""What is hired or taught gives no more than is there."""

from __future__ import annotations

from collections import defaultdict

from optimizer.staffing.programme import Programme
from optimizer.staffing.question import Question
from optimizer.staffing.variables import Variables


def hire_has_so_much(question: Question, programme: Programme, variables: Variables) -> None:
    """Sum over needs of hire(o,n,t) <= h(o,t), for reskill <= retrained(o,t).

    Slices; section 7, hire.
    """
    given: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for (o, _, t), column in variables.hire.items():
        given[o, t].append(column)
    taught: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for (_, o, t), column in variables.retrained.items():
        taught[o, t].append(column)
    for (o, t), columns in given.items():
        option = question.hires[o]
        terms, most = [(1, columns)], option.slices[t]
        if option.from_skill is not None:
            terms, most = [*terms, (-1, taught[o, t])], 0
        programme.row(f"hire_has_so_much[{option.id},{t}]", terms, at_most=most)
