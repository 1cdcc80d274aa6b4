"""Two initiatives that exclude each other are never both started."""

from collections.abc import Iterator

from models.dependency import DependencyType
from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_most


def excluded_is_not(p: Programme) -> Iterator[Row]:
    """by[a,H-1] + by[b,H-1] <= 1, unless both are committed (formulation, section 3: excludes)."""
    last = p.problem.horizon - 1
    for number, _, before, after in p.problem.of_type(DependencyType.EXCLUDES):
        if not {before.key, after.key} <= p.problem.facts.committed:
            columns = [(p.v.by(after.key, last), 1), (p.v.by(before.key, last), 1)]
            yield at_most(("excluded_is_not", number), [*columns], 1)
