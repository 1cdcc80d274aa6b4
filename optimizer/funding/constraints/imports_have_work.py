"""Nobody stays at another team without work there."""

from collections.abc import Iterator

from optimizer.funding.expressions import Programme, Sum, runs, terms
from optimizer.funding.model import Row, at_most


def imports_have_work(p: Programme) -> Iterator[Row]:
    """Imported(j,t) <= demand of the team then (formulation, section 7: moved).

    Without flows: else time from elsewhere would be kept at a team for later, and never move again.
    """
    force = p.problem.workforce
    for (team, t), imported in p.v.imported.items():
        demand = Sum(int)
        for need in force.needs_of_team[team]:
            for row in force.needs[need]:
                for column, sign in runs(p.v, row.stage, t):
                    demand[column] -= int(sign) * row.slices
        yield at_most(("imports_have_work", team, t), [(imported, 1), *terms(demand)], 0)
