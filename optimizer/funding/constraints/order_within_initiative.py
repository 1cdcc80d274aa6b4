"""A stage never starts before the one before it has finished."""

from collections.abc import Iterator
from itertools import pairwise

from optimizer.funding.expressions import Programme, ready
from optimizer.funding.model import Row, at_most


def order_within_initiative(p: Programme) -> Iterator[Row]:
    """by[s+1,t] <= by[s,t-d(s)] (formulation, section 2: order)."""
    for stages in p.problem.index.stages_of.values():
        for before, after in pairwise(stages):
            if after.key in p.problem.facts.committed:
                continue
            for t in range(p.problem.horizon):
                name = ("order_within_initiative", *after.key, t)
                yield at_most(name, [(p.v.by(after.key, t), 1), (ready(p.v, before, 0, t), -1)], 0)
