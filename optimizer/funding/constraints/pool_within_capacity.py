"""No pool gives more than it has."""

from collections import defaultdict
from collections.abc import Iterator

from models.units import PoolId
from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_most


def pool_within_capacity(p: Programme) -> Iterator[Row]:
    """Flows of a pool <= its slices, per period (formulation, section 7: pool)."""
    used: defaultdict[tuple[PoolId, int], list[int]] = defaultdict(list)
    for (pool, _, t), column in p.v.pooled.items():
        used[pool, t].append(column)
    for (pool, t), columns in used.items():
        time = p.problem.workforce.pools[pool][1][t]
        yield at_most(("pool_within_capacity", pool, t), [(c, 1) for c in columns], time)
