"""Nobody learns a new skill and keeps working in the old one."""

from collections import defaultdict
from collections.abc import Iterator

from models.supply import HiringKind
from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, equal


def retrained_time_is_given_up(p: Programme) -> Iterator[Row]:
    """Retrained time of all groups = hired, per reskill option and period (section 7: hire)."""
    given: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for (_, option_id, t), column in p.v.retrained.items():
        given[option_id, t].append(column)
    for option in p.problem.index.portfolio.hiring:
        if option.kind is not HiringKind.RESKILL:
            continue
        for t in range(p.problem.horizon):
            terms = [(column, 1) for column in given[option.id, t]]
            name = ("retrained_time_is_given_up", option.id, t)
            yield equal(name, [*terms, (p.v.hired[option.id, t], -1)], 0)
