"""No stage runs without the people that it asks for."""

from collections import defaultdict
from collections.abc import Iterator

from optimizer.funding.expressions import Programme, Sum, runs, terms
from optimizer.funding.model import Row, equal
from optimizer.funding.needs import Need


def demand_is_served(p: Programme) -> Iterator[Row]:
    """Flows + shortage = slices of the stages that run, per need and period (section 7)."""
    served = _servers(p)
    for need, rows in p.problem.workforce.needs.items():
        for t in p.problem.workforce.busy[need]:
            demand: Sum = defaultdict(int)
            for row in rows:
                for column, sign in runs(p.v, row.stage, t):
                    demand[column] -= int(sign) * row.slices
            columns = [(column, 1) for column in served[need, t]]
            yield equal(("demand_is_served", *need, t), [*columns, *terms(demand)], 0)


def _servers(p: Programme) -> defaultdict[tuple[Need, int], list[int]]:
    servers: defaultdict[tuple[Need, int], list[int]] = defaultdict(list)
    for _, need, t, column in _flows(p):
        servers[need, t].append(column)
    for (need, t), column in p.v.short.items():
        servers[need, t].append(column)
    return servers


def _flows(p: Programme) -> Iterator[tuple[object, Need, int, int]]:
    for group_flow, column in p.v.flow.items():
        yield *group_flow, column
    for passed, column in p.v.passed.items():
        yield *passed, column
    for pool_flow, column in p.v.pooled.items():
        yield *pool_flow, column
    for hire_flow, column in p.v.hire_flow.items():
        yield *hire_flow, column
