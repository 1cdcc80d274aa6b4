"""Nobody is lent who is not there."""

from collections import defaultdict
from collections.abc import Iterator

from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_most
from optimizer.funding.needs import Hub


def lent_time_is_there(p: Programme) -> Iterator[Row]:
    """What a hub passes to needs <= what groups lend it, per period (section 7: person)."""
    given: defaultdict[tuple[Hub, int], list[int]] = defaultdict(list)
    for (_, hub, t), column in p.v.lent.items():
        given[hub, t].append(column)
    passed: defaultdict[tuple[Hub, int], list[int]] = defaultdict(list)
    for (hub, _, t), column in p.v.passed.items():
        passed[hub, t].append(column)
    for number, ((hub, t), columns) in enumerate(passed.items()):
        terms = [(column, 1) for column in columns] + [(c, -1) for c in given[hub, t]]
        yield at_most(("lent_time_is_there", number, hub.skill, t), [*terms], 0)
