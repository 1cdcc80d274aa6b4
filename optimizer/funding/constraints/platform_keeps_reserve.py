"""A platform's reserve for as-a-service work is never used for anything else."""

from collections import defaultdict
from collections.abc import Iterator

from models.units import TeamId
from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_most


def platform_keeps_reserve(p: Programme) -> Iterator[Row]:
    """Own people's other flows + retrained <= floor(own time * (1 - reserve)) (section 7)."""
    used: defaultdict[tuple[TeamId, int], list[int]] = defaultdict(list)
    for (group, node, t), column in p.v.flow.items():
        if group.kin.home is not None and not node.as_a_service:
            used[group.kin.home, t].append(column)
    for (group, _, t), column in p.v.retrained.items():
        if group.kin.home is not None:
            used[group.kin.home, t].append(column)
    for (home, t), columns in used.items():
        if p.problem.index.teams[home].reserve > 0:
            limit = p.other_time[home][t]
            yield at_most(("platform_keeps_reserve", home, t), [(c, 1) for c in columns], limit)
