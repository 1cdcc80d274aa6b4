"""Nobody who was hired leaves early."""

from collections.abc import Iterator

from models.supply import HiringKind
from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_least


def hires_stay(p: Programme) -> Iterator[Row]:
    """Arrived >= h(t)-h(t-1); h(t) >= h(t-1), or >= arrivals of the shortest stay (section 6)."""
    for option in p.problem.index.portfolio.hiring:
        hired, arrived = (
            [column[option.id, t] for t in range(p.problem.horizon)]
            for column in (p.v.hired, p.v.arrived)
        )
        for t in range(p.problem.horizon):
            before = [(hired[t - 1], 1)] if t > 0 else []
            name = ("hires_stay", option.id, t)
            yield at_least((*name, "arrive"), [(arrived[t], 1), (hired[t], -1), *before], 0)
            if option.kind is HiringKind.CONTRACTOR:
                stay = arrived[max(0, t - option.shortest_stay + 1) : t + 1]
                yield at_least((*name, "stay"), [(hired[t], 1), *((a, -1) for a in stay)], 0)
            elif t > 0:
                yield at_least((*name, "stay"), [(hired[t], 1), (hired[t - 1], -1)], 0)
