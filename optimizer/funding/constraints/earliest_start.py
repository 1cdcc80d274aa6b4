"""Nothing starts before it may: its earliest start, and now only what its gates release."""

from collections.abc import Iterator

from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_most


def earliest_start(p: Programme) -> Iterator[Row]:
    """by[s,earliest(s)-1] <= 0 (formulation, section 2: earliest)."""
    for stage in p.problem.free:
        earliest = p.problem.facts.earliest.get(stage.key, 0)
        if earliest > 0:
            yield at_most(("earliest_start", *stage.key), [(p.v.by(stage.key, earliest - 1), 1)], 0)
