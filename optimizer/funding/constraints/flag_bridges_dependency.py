"""No work ships ahead of what it depends on without a paid feature flag."""

from collections.abc import Iterator

from models.dependency import DependencyType
from optimizer.funding.expressions import Programme, ready
from optimizer.funding.model import Row, at_most


def flag_bridges_dependency(p: Programme) -> Iterator[Row]:
    """by[a,t] - by[b,t-d(b)-lag] <= flag (formulation, section 3: with Flag cost)."""
    for number, row, before, after in p.problem.of_type(DependencyType.FINISH_START):
        flag = p.v.flag.get(number)
        if flag is None:
            continue
        for t in range(p.problem.horizon):
            columns = [(p.v.by(after.key, t), 1), (ready(p.v, before, row.lag, t), -1), (flag, -1)]
            yield at_most(("flag_bridges_dependency", number, t), [*columns], 0)
