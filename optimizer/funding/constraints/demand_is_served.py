"""No stage runs without the people that it asks for."""

from collections import defaultdict
from collections.abc import Iterator

from optimizer.funding.expressions import Programme, Sum, runs, terms
from optimizer.funding.model import Row, equal
from optimizer.funding.network import Need


def demand_is_served(p: Programme) -> Iterator[Row]:
    """Flows in - out + shortage = slices of the stages that run, per need and period (section 7).

    What flows out serves lower levels of the same team and skill.
    """
    served = _served(p)
    for need, rows in p.problem.workforce.needs.items() if p.v.flows else ():
        for t in p.problem.workforce.busy_at(need):
            demand: Sum = defaultdict(int)
            for row in rows:
                for column, sign in runs(p.v, row.stage, t):
                    demand[column] -= int(sign) * row.slices
            name = ("demand_is_served", *need, t)
            yield equal(name, [*served[need, t], *terms(demand)], 0)


def _served(p: Programme) -> defaultdict[tuple[Need, int], list[tuple[int, int]]]:
    served: defaultdict[tuple[Need, int], list[tuple[int, int]]] = defaultdict(list)
    for flow in (p.v.flow, p.v.pooled, p.v.hire_flow, p.v.passed):
        for (source, node, t), column in flow.items():
            if isinstance(node, Need):
                served[node, t].append((column, 1))
            if isinstance(source, Need):
                served[source, t].append((column, -1))
    for (need, t), column in p.v.short.items():
        served[need, t].append((column, 1))
    return served
