"""No pool gives more than it has, elsewhere or at another time."""

from __future__ import annotations

from collections import defaultdict

from models.plan import Assignment, Check, Worker
from models.supply import Pool
from models.units import PoolId
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def pool_within_capacity(audit: Context) -> Check:
    """A pool gives its time, within From and To, to those it is for."""
    return outcome("Pools give what they have, where and while they are there", _pools(audit))


def _pools(audit: Context) -> Results:
    used: defaultdict[tuple[str, int], int] = defaultdict(int)
    for row in audit.effort.work:
        if row.worker is Worker.POOL:
            used[row.who, row.period] += row.slices
            yield _scope(audit, row)
    for (name, t), slices in used.items():
        pool = audit.effort.pools[PoolId(name)]
        has = pool.slices if _is_there(audit, pool, t) else 0
        told = f"pool {name} gives {audit.words.time(slices)} in {audit.words.period(t)}"
        yield f"{told} and has {audit.words.time(has)}" if slices > has else None


def _scope(audit: Context, row: Assignment) -> str | None:
    pool, team = audit.effort.pools[PoolId(row.who)], audit.effort.team_of(row)
    everyone = pool.team is None and pool.domain is None
    domain = audit.index.teams[team].domain
    if everyone or pool.team == team or (pool.domain is not None and pool.domain == domain):
        return None
    return f"pool {row.who} does not work for {audit.words.team(team)}"


def _is_there(audit: Context, pool: Pool, t: int) -> bool:
    calendar = audit.index.calendar
    begun = pool.from_period is None or calendar.index(pool.from_period) <= t
    return begun and (pool.to_period is None or t <= calendar.index(pool.to_period))
