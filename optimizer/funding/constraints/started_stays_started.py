"""What has started has started."""

from collections.abc import Iterator

from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_most


def started_stays_started(p: Programme) -> Iterator[Row]:
    """by[s,t-1] <= by[s,t] (docs/programme.md)."""
    for stage in p.problem.free:
        for t in range(1, p.problem.horizon):
            name = ("started_stays_started", *stage.key, t)
            yield at_most(name, [(p.v.by(stage.key, t - 1), 1), (p.v.by(stage.key, t), -1)], 0)
