"""A pool gives no more than it has."""

from __future__ import annotations

from collections import defaultdict

from optimizer.staffing.programme import Programme
from optimizer.staffing.question import Question
from optimizer.staffing.variables import Variables


def pool_has_so_much(question: Question, programme: Programme, variables: Variables) -> None:
    """Sum over needs of pool(g,n,t) <= its time within From … To.

    Slices per period; section 7, pool.
    """
    given: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for (g, _, t), column in variables.pool.items():
        given[g, t].append(column)
    for (g, t), columns in given.items():
        pool = question.pools[g]
        programme.row(f"pool_has_so_much[{pool.id},{t}]", [(1, columns)], at_most=pool.slices[t])
