"""A stopped, left out or unpayable stage never starts."""

from collections.abc import Iterator

from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_most


def out_never_starts(p: Programme) -> Iterator[Row]:
    """by[s,H-1] <= 0 for stages that are out (formulation, section 2: out)."""
    for key in sorted(p.problem.facts.out):
        yield at_most(("out_never_starts", *key), [(p.v.by(key, p.problem.horizon - 1), 1)], 0)
