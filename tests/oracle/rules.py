"""Rules between initiatives: dependencies and groups (formulation, sections 2 and 3)."""

from models.dependency import Dependency, DependencyType
from models.stage import StageKey
from tests.oracle.ground import Ground, Starts

NEVER = 10**9
LONG_AGO = -(10**9)


def ends(ground: Ground, row: Dependency) -> tuple[StageKey, StageKey]:
    """The Before and the After stage."""
    last_before = len(ground.stages(row.before))
    last_after = len(ground.stages(row.after))
    first = row.type is DependencyType.EXCLUDES
    before = row.before_stage or (1 if first else last_before)
    after = row.after_stage or (last_after if row.type is DependencyType.SAME_RELEASE else 1)
    return StageKey(row.before, before), StageKey(row.after, after)


def ready(ground: Ground, row: Dependency, starts: Starts) -> int:
    """First period in which the later one may start without a flag."""
    before, _ = ends(ground, row)
    if before in ground.done:
        return LONG_AGO
    finish = ground.finish(before, starts)
    return NEVER if finish is None else finish + row.lag


def flag_used(ground: Ground, row: Dependency, starts: Starts) -> bool:
    """Whether a flagged dependency is bridged by its flag."""
    _, after = ends(ground, row)
    return (
        row.type is DependencyType.FINISH_START
        and row.flag_cost is not None
        and after not in ground.committed
        and after in starts
        and starts[after] < ready(ground, row, starts)
    )


def holds(ground: Ground, row: Dependency, starts: Starts) -> bool:
    """Whether starts respect a dependency."""
    before, after = ends(ground, row)
    if row.type is DependencyType.SAME_RELEASE:
        return _same_release(ground, before, after, starts)
    there = before in ground.done or before in starts
    if row.type is DependencyType.EXCLUDES:
        both = there and (after in ground.done or after in starts)
        return not both or {before, after} <= ground.committed
    if after in ground.committed or after not in starts:
        return True
    if row.type is DependencyType.NEEDS:
        return there
    return row.flag_cost is not None or starts[after] >= ready(ground, row, starts)


def _same_release(ground: Ground, before: StageKey, after: StageKey, starts: Starts) -> bool:
    pair = {before, after}
    if pair & ground.done or pair <= ground.committed:
        return True
    finishes = {ground.finish(key, starts) for key in pair}
    if pair & ground.committed:
        return None in finishes or len(finishes) == 1
    return len(finishes) == 1


def groups_hold(ground: Ground, starts: Starts) -> bool:
    """Whether of each group at most one is started, beyond what is committed."""
    started: dict[str, list[bool]] = {}
    for row in ground.portfolio.initiatives:
        first = StageKey(row.id, 1)
        if row.group is not None and (first in starts or first in ground.done):
            started.setdefault(row.group, []).append(first in ground.committed)
    return all(len(chosen) == 1 or all(chosen) for chosen in started.values())


def allowed(ground: Ground, starts: Starts) -> bool:
    """Whether starts respect every rule between initiatives."""
    return groups_hold(ground, starts) and all(
        holds(ground, row, starts) for row in ground.portfolio.dependencies
    )
