"""No move of alike people goes unpriced."""

from collections.abc import Iterator

from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_least
from optimizer.funding.needs import Kin
from optimizer.funding.variables import away, away_in_force


def moves_are_counted(p: Programme) -> Iterator[Row]:
    """Moved >= x(kin,team,t) - x(kin,team,t-1); x(…,-1) is the plan in force (section 7: moved)."""
    there = away(p.problem, p.v)
    force = away_in_force(p.problem)
    numbers: dict[Kin, int] = {}
    for (kin, team, t), moved in p.v.moved.items():
        number = numbers.setdefault(kin, len(numbers))
        now = [(column, -1) for column in there[kin, team, t]]
        before = [(column, 1) for column in there.get((kin, team, t - 1), ())]
        standing = force.get((kin, team), 0) if t == 0 else 0
        name = ("moves_are_counted", number, team, t)
        yield at_least(name, [(moved, 1), *now, *before], -standing)
