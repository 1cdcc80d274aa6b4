"""Which stages are done, which go on."""

from __future__ import annotations

from datetime import date

from models.stage import Stage, StageKey, StageStatus
from optimizer.facts import standing_release
from optimizer.rolling.quarter import Quarter
from optimizer.rolling.remark import Remark

_SHEET = "Stages"


def stages(quarter: Quarter) -> tuple[tuple[Stage, ...], tuple[Remark, ...]]:
    """The stages at the end of the period, each with the day of its start."""
    remarks: list[Remark] = []
    moved: dict[StageKey, Stage] = {}
    for stage in sorted(quarter.portfolio.stages, key=lambda stage: stage.key):
        before = moved.get(StageKey(stage.initiative, stage.stage - 1))
        moved[stage.key] = _moved(quarter, stage, before, remarks)
    return tuple(moved[stage.key] for stage in quarter.portfolio.stages), tuple(remarks)


def _moved(quarter: Quarter, stage: Stage, before: Stage | None, remarks: list[Remark]) -> Stage:
    start = quarter.start(stage)
    if start is None:
        return stage
    over = quarter.is_over(stage)
    day = _began(quarter, stage, before)
    if not over and quarter.after.at_or_before(day) != start - 1:
        day = quarter.after.start(start - 1)
        if before is not None and before.started is not None:
            day = max(day, before.started)
        if stage.started is not None and stage.started != day:
            what = f"'{stage.initiative}' stage {stage.stage} started on {stage.started}; it stands"
            what += f" as {day}, since its periods are counted by the lengths of those to come"
            remarks.append(Remark(_SHEET, what))
    status = StageStatus.DONE if over else StageStatus.ACTIVE
    return stage.model_copy(update={"status": status, "started": day})


def _began(quarter: Quarter, stage: Stage, before: Stage | None) -> date:
    """The day that is known, never before that of the stage before it."""
    release = standing_release(quarter.facts.index, stage.key)
    first = quarter.before.periods[0].start
    day = stage.started or (release.date if release is not None else first)
    if stage.started is None and before is not None and before.started is not None:
        return max(day, before.started)
    return day
