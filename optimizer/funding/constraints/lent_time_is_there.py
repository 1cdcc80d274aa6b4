"""Nobody is lent who is not there."""

from collections import defaultdict
from collections.abc import Iterator

from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_most
from optimizer.funding.network import Hub


def lent_time_is_there(p: Programme) -> Iterator[Row]:
    """What a hub passes on <= what comes to it, per period (formulation, section 7: person)."""
    given: defaultdict[tuple[Hub, int], list[int]] = defaultdict(list)
    passed: defaultdict[tuple[Hub, int], list[int]] = defaultdict(list)
    for flow in (p.v.flow, p.v.pooled, p.v.hire_flow, p.v.passed):
        for (source, node, t), column in flow.items():
            if isinstance(node, Hub):
                given[node, t].append(column)
            if isinstance(source, Hub):
                passed[source, t].append(column)
    for number, ((hub, t), columns) in enumerate(passed.items()):
        terms = [(column, 1) for column in columns] + [(c, -1) for c in given[hub, t]]
        yield at_most(("lent_time_is_there", number, hub.skill, t), [*terms], 0)
