"""Benefits and lateness by start; launches where flags may delay them (formulation, section 6)."""

from __future__ import annotations

from models.initiative import CountsFrom
from models.stage import Stage, StageKey
from optimizer.opinion.frame import Frame
from optimizer.opinion.linear import Linear
from optimizer.worth import before_stage, flags_on


def add_gains(frame: Frame) -> None:
    """Adds what starts are worth to the objective."""
    for stage in frame.portfolio.stages:
        for start, chosen in frame.options(stage):
            frame.gains.increase(chosen, -frame.worth.lateness(stage, start))
    for key, anchor in frame.worth.benefits:
        stage = frame.index.stage[key]
        if flags_on(frame.facts, key):
            _add_launches(frame, stage, anchor)
            continue
        for start, chosen in frame.options(stage):
            launch = start + _until(stage, anchor)
            frame.gains.increase(chosen, frame.worth.launched(key, anchor, launch))


def _until(stage: Stage, anchor: CountsFrom) -> int:
    return stage.periods if anchor is CountsFrom.FINISH else 0


def _add_launches(frame: Frame, stage: Stage, anchor: CountsFrom) -> None:
    """Launched by l exactly if anchored by l and all flagged dependencies are ready by l."""
    anchors = [start + _until(stage, anchor) for start, _ in frame.options(stage)]
    if not anchors:
        return
    earlier = Linear()
    for launch in range(min(anchors), frame.worth.end):
        conditions = _conditions(frame, stage.key, anchor, launch)
        by = Linear.of([frame.model.variable(1, whole=True)])
        for condition in conditions:
            frame.model.at_most(by, condition)
        total = Linear(constant=1 - len(conditions))
        for condition in conditions:
            total.increase(condition)
        frame.model.at_most(total, by)
        frame.model.at_most(earlier, by)
        worth = frame.worth.launched(stage.key, anchor, launch)
        frame.gains.increase(by.minus(earlier), worth)
        earlier = by


def _conditions(frame: Frame, stage: StageKey, anchor: CountsFrom, launch: int) -> list[Linear]:
    """What must be 1 for the benefits to count from `launch` or before."""
    until = _until(frame.index.stage[stage], anchor)
    conditions = [frame.started(stage, launch - until)]
    flags = flags_on(frame.facts, stage)
    befores = ((before_stage(frame.facts, row), row.lag) for row in flags)
    return [*conditions, *(frame.finished(before, launch - lag) for before, lag in befores)]
