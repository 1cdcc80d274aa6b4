"""Nothing is started whose other half is not in the plan."""

from collections.abc import Iterator

from models.dependency import DependencyType
from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_most


def needed_is_selected(p: Programme) -> Iterator[Row]:
    """by[a,H-1] <= by[b,H-1] (formulation, section 3: needs)."""
    last = p.problem.horizon - 1
    for number, _, before, after in p.problem.of_type(DependencyType.NEEDS):
        if after.key not in p.problem.facts.committed:
            columns = [(p.v.by(after.key, last), 1), (p.v.by(before.key, last), -1)]
            yield at_most(("needed_is_selected", number), [*columns], 0)
