"""What depends on work never starts before that work has finished."""

from collections.abc import Iterator

from models.dependency import DependencyType
from optimizer.funding.expressions import Programme, ready
from optimizer.funding.model import Row, at_most


def before_finishes_first(p: Programme) -> Iterator[Row]:
    """by[a,t] <= by[b,t-d(b)-lag], without flag (formulation, section 3: finish-start, hard)."""
    for number, row, before, after in p.problem.of_type(DependencyType.FINISH_START):
        if row.flag_cost is not None or after.key in p.problem.facts.committed:
            continue
        for t in range(p.problem.horizon):
            columns = [(p.v.by(after.key, t), 1), (ready(p.v, before, row.lag, t), -1)]
            yield at_most(("before_finishes_first", number, t), [*columns], 0)
