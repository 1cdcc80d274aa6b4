"""Of initiatives that are alternatives no two are started."""

from collections import defaultdict
from collections.abc import Iterator

from models.stage import StageKey
from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_most


def one_of_a_group(p: Programme) -> Iterator[Row]:
    """Sum of by[first,H-1] over the group <= max(1, committed ones) (formulation, section 2)."""
    groups: defaultdict[str, list[StageKey]] = defaultdict(list)
    for initiative in p.problem.index.portfolio.initiatives:
        if initiative.group is not None and initiative.id in p.problem.index.stages_of:
            groups[initiative.group].append(p.problem.index.stages_of[initiative.id][0].key)
    for group, firsts in groups.items():
        committed = sum(key in p.problem.facts.committed for key in firsts)
        columns = [(p.v.by(key, p.problem.horizon - 1), 1) for key in firsts]
        yield at_most(("one_of_a_group", group), [*columns], max(1, committed))
