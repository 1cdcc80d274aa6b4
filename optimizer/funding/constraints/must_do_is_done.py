"""What must be done is started to its last stage."""

from collections.abc import Iterator

from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_least


def must_do_is_done(p: Programme) -> Iterator[Row]:
    """by[last,H-1] >= 1 (formulation, section 2: must do)."""
    for initiative in p.problem.index.portfolio.initiatives:
        if initiative.must_do:
            last = p.problem.index.stages_of[initiative.id][-1]
            yield at_least(
                ("must_do_is_done", initiative.id),
                [(p.v.by(last.key, p.problem.horizon - 1), 1)],
                1,
            )
