"""No team takes in more people than it can absorb."""

from collections import defaultdict
from collections.abc import Iterator

from optimizer.funding.expressions import Programme, Sum, runs, terms
from optimizer.funding.model import Row, at_most
from optimizer.funding.variables import ALWAYS


def team_takes_most(p: Programme) -> Iterator[Row]:
    """Demand - shortage <= max(most, committed demand), per team and period (section 7)."""
    force = p.problem.workforce
    for team, needs in force.needs_of_team.items():
        most = p.problem.index.teams[team].most
        if most is None:
            continue
        rows = [row for need in needs for row in force.needs[need]]
        for t in range(p.problem.horizon):
            limit = max(most, force.committed_demand(rows, t))
            taken: Sum = defaultdict(int)
            for row in rows:
                for column, sign in runs(p.v, row.stage, t):
                    taken[column] += int(sign) * row.slices
            short = [p.v.short[need, t] for need in needs if (need, t) in p.v.short]
            columns = [*terms(taken), *((column, -1) for column in short)]
            if any(column != ALWAYS for column, _ in columns):
                yield at_most(("team_takes_most", team, t), columns, limit)
