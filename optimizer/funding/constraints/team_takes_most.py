"""No team takes in more people than it can absorb."""

from collections import defaultdict
from collections.abc import Iterator

from models.units import TeamId
from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_most
from optimizer.funding.network import Need


def team_takes_most(p: Programme) -> Iterator[Row]:
    """All workers' flows to a team <= max(most, its committed demand), per period (section 7)."""
    force = p.problem.workforce
    taken: defaultdict[tuple[TeamId, int], list[int]] = defaultdict(list)
    for flow in (p.v.flow, p.v.passed, p.v.pooled, p.v.hire_flow):
        for (source, node, t), column in flow.items():
            if isinstance(node, Need) and not isinstance(source, Need):
                taken[node.team, t].append(column)
    for (team, t), columns in taken.items():
        most = p.problem.index.teams[team].most
        if most is None:
            continue
        rows = [row for need in force.needs_of_team[team] for row in force.needs[need]]
        limit = max(most, force.committed_demand(rows, t))
        yield at_most(("team_takes_most", team, t), [(c, 1) for c in columns], limit)
