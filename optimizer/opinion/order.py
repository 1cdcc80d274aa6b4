"""Order, duties, groups and dependencies, in sums of starts (formulation, sections 2 and 3)."""

from __future__ import annotations

from itertools import pairwise

from models.dependency import Dependency, DependencyType
from models.stage import StageKey
from optimizer.opinion.frame import Frame
from optimizer.opinion.linear import Linear
from optimizer.worth import after_stage, before_stage


def add_order(frame: Frame) -> None:
    """All rows between stages."""
    for stages in frame.index.stages_of.values():
        for before, after in pairwise(stages):
            _follows(frame, before.key, after.key, 0)
    _add_duties(frame)
    _add_groups(frame)
    for row in frame.portfolio.dependencies:
        _add_dependency(frame, row)


def _follows(frame: Frame, before: StageKey, after: StageKey, lag: int) -> None:
    """A later stage has started by t only if the earlier one was ready by t."""
    for t in frame.starts.get(after, {}):
        frame.model.at_most(frame.started(after, t), frame.finished(before, t - lag))


def _add_duties(frame: Frame) -> None:
    for row in frame.portfolio.initiatives:
        stages = frame.index.stages_of.get(row.id, ())
        if row.must_do and stages:
            frame.model.equal(frame.started(stages[-1].key), Linear(constant=1))


def _add_groups(frame: Frame) -> None:
    groups: dict[str, list[StageKey]] = {}
    for row in frame.portfolio.initiatives:
        if row.group is not None and row.id in frame.index.stages_of:
            groups.setdefault(row.group, []).append(StageKey(row.id, 1))
    for firsts in groups.values():
        room = 0 if any(key in frame.facts.committed for key in firsts) else 1
        chosen = Linear()
        for key in firsts:
            if key not in frame.facts.committed:
                chosen.increase(frame.started(key))
        frame.model.at_most(chosen, Linear(constant=room))


def _add_dependency(frame: Frame, row: Dependency) -> None:
    before, after = before_stage(frame.facts, row), after_stage(frame.facts, row)
    decided = {before, after} <= frame.facts.committed
    if row.type is DependencyType.SAME_RELEASE:
        if not decided and not {before, after} & frame.facts.done:
            _same_release(frame, before, after)
    elif row.type is DependencyType.EXCLUDES:
        if not decided:
            both = frame.started(before).plus(frame.started(after))
            frame.model.at_most(both, Linear(constant=1))
    elif after in frame.facts.committed:
        return
    elif row.type is DependencyType.NEEDS:
        frame.model.at_most(frame.started(after), frame.started(before))
    elif row.flag_cost is None:
        _follows(frame, before, after, row.lag)
    else:
        _add_flag(frame, row, before, after)


def _same_release(frame: Frame, one: StageKey, other: StageKey) -> None:
    """Both finish in the same period; a committed one binds only where the other may be."""
    for key, partner in ((one, other), (other, one)):
        duration = frame.index.stage[key].periods
        for t, variable in frame.starts.get(key, {}).items():
            together = frame.finished(partner, t + duration)
            before = frame.finished(partner, t + duration - 1)
            frame.model.at_most(Linear.of([variable]), together.minus(before))


def _add_flag(frame: Frame, row: Dependency, before: StageKey, after: StageKey) -> None:
    """The flag is used if the later stage has started by some t, the earlier not ready by t."""
    used = frame.model.variable(1, whole=True)
    frame.gains.add(used, -(row.flag_cost or 0))
    for t in frame.starts[after]:
        ready = frame.finished(before, t - row.lag)
        frame.model.at_most(frame.started(after, t), ready.plus(Linear.of([used])))
