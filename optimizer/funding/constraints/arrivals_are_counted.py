"""No growth of what a team has from others goes unpriced."""

from collections import defaultdict
from collections.abc import Iterator

from models.units import TeamId
from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_least


def arrivals_are_counted(p: Programme) -> Iterator[Row]:
    """Arriving >= imported(t) - imported(t-1), where imported(-1) is in force (section 7: moved).

    Without flows: the least that each team's people from elsewhere move, whoever they are.
    """
    force: defaultdict[TeamId, int] = defaultdict(int)
    for row in p.problem.index.portfolio.assignments:
        if row.team != p.problem.index.people[row.person].home_team:
            force[row.team] += row.slices
    for (team, t), arriving in p.v.arriving.items():
        before = p.v.imported.get((team, t - 1))
        terms = [(arriving, 1), (p.v.imported[team, t], -1)]
        if before is not None:
            terms.append((before, 1))
        standing = force[team] if t == 0 else 0
        yield at_least(("arrivals_are_counted", team, t), [*terms], -standing)
