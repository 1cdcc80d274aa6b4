"""No move of alike people goes unpriced."""

from collections import defaultdict
from collections.abc import Iterator

from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_least
from optimizer.funding.needs import Kin
from optimizer.funding.variables import away_in_force


def moves_are_counted(p: Programme) -> Iterator[Row]:
    """Moved >= away(kin,t) - away(kin,t-1); away(…,-1) is the plan in force (section 7: moved)."""
    away: defaultdict[tuple[Kin, int], list[int]] = defaultdict(list)
    for (group, need, t), column in p.v.flow.items():
        if need.team != group.kin.home:
            away[group.kin, t].append(column)
    for (group, _, t), column in p.v.lent.items():
        away[group.kin, t].append(column)
    force = away_in_force(p.problem)
    numbers: dict[Kin, int] = {}
    for (kin, t), moved in p.v.moved.items():
        number = numbers.setdefault(kin, len(numbers))
        now = [(column, -1) for column in away[kin, t]]
        before = [(column, 1) for column in away.get((kin, t - 1), ())]
        standing = force.get(kin, 0) if t == 0 else 0
        name = ("moves_are_counted", number, t)
        yield at_least(name, [(moved, 1), *now, *before], -standing)
