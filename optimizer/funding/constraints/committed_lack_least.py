"""Committed stages never lack more people than they must."""

from collections.abc import Iterator

from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_most


def committed_lack_least(p: Programme) -> Iterator[Row]:
    """Sum of shortages <= the least possible one (formulation, section 7: committed stages)."""
    if p.v.short:
        yield at_most(("committed_lack_least",), [(c, 1) for c in p.v.short.values()], p.shortage)
