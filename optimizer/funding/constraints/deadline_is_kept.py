"""Where no penalty is set, a deadline is never missed."""

from collections.abc import Iterator

from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_most


def deadline_is_kept(p: Programme) -> Iterator[Row]:
    """by[last,H-1] <= by[last,L+1-d] (formulation, section 2: deadline)."""
    for initiative in p.problem.index.portfolio.initiatives:
        if initiative.latest_finish is None or initiative.deadline_penalty is not None:
            continue
        last = p.problem.index.stages_of[initiative.id][-1]
        if last.key in p.problem.facts.committed:
            continue
        latest = p.problem.index.calendar.index(initiative.latest_finish) + 1 - last.periods
        columns = [(p.v.by(last.key, p.problem.horizon - 1), 1), (p.v.by(last.key, latest), -1)]
        yield at_most(("deadline_is_kept", initiative.id), [*columns], 0)
