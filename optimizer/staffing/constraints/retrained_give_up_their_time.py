"""What is taught is given up by people who had the old skill."""

from __future__ import annotations

from collections import defaultdict

from optimizer.staffing.programme import Programme
from optimizer.staffing.question import Question
from optimizer.staffing.variables import Variables


def retrained_give_up_their_time(
    question: Question, programme: Programme, variables: Variables
) -> None:
    """Sum over people of retrained(p,o,t) = h(o,t); at most, where hires are open.

    Slices; section 7, hire.
    """
    taught: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for (_, o, t), column in variables.retrained.items():
        taught[o, t].append(column)
    for o, option in enumerate(question.hires):
        for t in variables.periods if option.from_skill is not None else ():
            most = option.slices[t]
            if most:
                programme.row(
                    f"retrained_give_up_their_time[{option.id},{t}]",
                    [(1, taught[o, t])],
                    at_least=0 if question.hires_open else most,
                    at_most=most,
                )
