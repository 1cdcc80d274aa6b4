"""Two halves of one release never finish in different periods."""

from collections.abc import Iterator

from models.dependency import DependencyType
from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_most, equal


def same_release_together(p: Programme) -> Iterator[Row]:
    """by[a,t-d(a)] = by[b,t-d(b)]; with one committed only "if it starts" (section 3)."""
    facts, horizon = p.problem.facts, p.problem.horizon
    for number, _, before, after in p.problem.of_type(DependencyType.SAME_RELEASE):
        pair = (before, after)
        if any(stage.key in facts.done for stage in pair):
            continue
        free = [stage for stage in pair if stage.key not in facts.starts]
        if len(free) == 1:
            alone = free[0]
            other = before if alone is after else after
            start = facts.starts[other.key] + other.periods - alone.periods
            last, at, earlier = (p.v.by(alone.key, t) for t in (horizon - 1, start, start - 1))
            name = ("same_release_together", number)
            yield at_most((*name, "late"), [(last, 1), (at, -1)], 0)
            yield at_most((*name, "early"), [(earlier, 1)], 0)
        elif free:
            longest = max(before.periods, after.periods)
            for t in range(horizon + longest):
                columns = [
                    (p.v.by(after.key, t - after.periods), 1),
                    (p.v.by(before.key, t - before.periods), -1),
                ]
                yield equal(("same_release_together", number, t), [*columns], 0)
