"""A business function lends no more of its people's time than it agreed to."""

from __future__ import annotations

from collections import defaultdict

from models.units import FunctionId
from optimizer.staffing.programme import Programme
from optimizer.staffing.question import Question
from optimizer.staffing.variables import Variables


def function_lends_so_much(question: Question, programme: Programme, variables: Variables) -> None:
    """Sum over its people of x(p,j,t) <= Most FTE lent (slices per period; section 7, function)."""
    lent: defaultdict[tuple[FunctionId, int], list[int]] = defaultdict(list)
    for (p, _, t), columns in variables.at.items():
        function = question.people[p].function
        if function is not None and (function, t) in question.borrow:
            lent[function, t] += columns
    for (function, t), columns in lent.items():
        name = f"function_lends_so_much[{function},{t}]"
        programme.row(name, [(1, columns)], at_most=question.borrow[function, t])
