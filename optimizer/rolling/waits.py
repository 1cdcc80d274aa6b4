"""What stages ask of each other, when one of them is done or has begun."""

from __future__ import annotations

from collections.abc import Iterator

from models.dependency import Dependency, DependencyType
from models.stage import Stage, StageKey
from models.units import PeriodIndex
from optimizer.rolling.quarter import Quarter
from optimizer.rolling.remark import Remark
from optimizer.worth import after_stage, before_stage


def first_free(quarter: Quarter, stages: tuple[Stage, ...]) -> Stage | None:
    """The first stage that has not begun."""
    return next((row for row in stages if row.key not in quarter.facts.committed), None)


def waits_of(quarter: Quarter, remarks: list[Remark]) -> dict[StageKey, PeriodIndex]:
    """Until when stages must wait for a lag after a stage that ended with the period.

    By their position after rolling. Once a stage is done, its lag is not counted any more.
    """
    found: dict[StageKey, PeriodIndex] = {}
    for row in quarter.portfolio.dependencies:
        before, after = before_stage(quarter.facts, row), after_stage(quarter.facts, row)
        if row.type in (DependencyType.SAME_RELEASE, DependencyType.NEEDS):
            remarks += _freed(quarter, row, before, after)
        if row.type is not DependencyType.FINISH_START:
            continue
        if row.flag_cost is not None:
            remarks += _flagged(quarter, before, after)
        start = quarter.facts.starts.get(before)
        if start is None or after in quarter.facts.committed:
            continue
        stage = quarter.index.stage[before]
        ready = start + stage.periods + row.lag - 1
        if not quarter.is_over(stage) or ready <= 0:
            continue
        first = first_free(quarter, quarter.index.stages_of[after.initiative])
        if row.flag_cost is None and first is not None and first.key == after:
            found[after] = PeriodIndex(max(ready, found.get(after, 0)))
        else:
            remarks.append(_forgotten(row))
    return found


def _freed(quarter: Quarter, row: Dependency, *pair: StageKey) -> Iterator[Remark]:
    """What a stage asked of another one before it began itself: nothing asks for it any more."""
    needs = row.type is DependencyType.NEEDS
    for one, other in ((pair[1], pair[0]),) if needs else (pair, pair[::-1]):
        if one not in quarter.facts.starts or other in quarter.facts.committed:
            continue
        begins = one in quarter.released.starts
        if begins or (not needs and quarter.is_over(quarter.index.stage[one])):
            what = f"'{one.initiative}' has begun: nothing asks any more that '{other.initiative}' "
            what += "is done" if needs else "finishes together with it"
            yield Remark("Dependencies", what, lost=True)


def _flagged(quarter: Quarter, before: StageKey, after: StageKey) -> Iterator[Remark]:
    """Work behind a feature flag that is done before what it waits for: its value is forgotten."""
    if before in quarter.facts.done or quarter.is_over(quarter.index.stage[before]):
        return
    for stage in quarter.index.stages_of[after.initiative]:
        began = stage.stage >= after.stage and stage.key in quarter.facts.starts
        if began and quarter.is_over(stage):
            what = f"'{after.initiative}' stage {stage.stage} is done behind the flag of "
            what += f"'{before.initiative}': what it is worth then no longer counts"
            yield Remark("Dependencies", what, lost=True)


def _forgotten(row: Dependency) -> Remark:
    what = f"the lag of {row.lag} after '{row.before}' is no longer waited for by '{row.after}'"
    return Remark("Dependencies", f"{what}: what it waited for is done", lost=True)
