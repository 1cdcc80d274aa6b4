"""Stages: numbered without holes, done in their order, with profiles that fit."""

from __future__ import annotations

from collections.abc import Iterator

from models.index import Index
from models.issue import Issue
from models.nearest import nearest
from models.portfolio import Portfolio
from models.references.report import error, place, warning
from models.stage import Stage, StageStatus

_SHEET = "Stages"
_RANK = {StageStatus.DONE: 0, StageStatus.ACTIVE: 1, StageStatus.NOT_STARTED: 2}


def numbering(portfolio: Portfolio) -> Iterator[Issue]:
    """Every initiative has stages 1, 2, … without holes."""
    stages = Index(portfolio).stages_of
    for at, initiative in enumerate(portfolio.initiatives):
        if initiative.id not in stages:
            what = f"'{initiative.id}' has no stage"
            yield error(("Initiatives", at), "Initiative", what, "at least one row in Stages")
    present = {row.key for row in portfolio.stages}
    for at, row in enumerate(portfolio.stages):
        if row.stage > 1 and (row.initiative, row.stage - 1) not in present:
            what = f"'{row.initiative}' has a stage {row.stage} and no stage {row.stage - 1}"
            yield error((_SHEET, at), "Stage", what, "numbers 1, 2, … without holes")


def progress(portfolio: Portfolio) -> Iterator[Issue]:
    """What is done comes before what is active, and that before what has not started."""
    order = sorted(
        enumerate(portfolio.stages), key=lambda pair: (pair[1].initiative, pair[1].stage)
    )
    before: tuple[int, Stage] | None = None
    for at, stage in order:
        yield from _start(at, stage)
        if before is not None and before[1].initiative == stage.initiative:
            earlier = before[1]
            both_active = earlier.status is stage.status is StageStatus.ACTIVE
            if both_active or _RANK[stage.status] < _RANK[earlier.status]:
                what = (
                    f"stage {stage.stage} of '{stage.initiative}' is {stage.status.value}, "
                    f"and stage {earlier.stage} before it is {earlier.status.value}"
                )
                also = [place((_SHEET, before[0]), "Status")]
                yield error((_SHEET, at), "Status", what, "done before it starts", also)
            elif earlier.started and stage.started and stage.started < earlier.started:
                what = f"it started on {stage.started}, before the stage before it"
                also = [place((_SHEET, before[0]), "Started")]
                yield error((_SHEET, at), "Started", what, f"{earlier.started} or later", also)
        before = (at, stage)


def _start(at: int, stage: Stage) -> Iterator[Issue]:
    if stage.started is not None and stage.status is StageStatus.NOT_STARTED:
        what = f"it started on {stage.started}, and its status is not started"
        allowed = "active or done in Status, or no date"
        yield error((_SHEET, at), "Started", what, allowed, [place((_SHEET, at), "Status")])


def starts(portfolio: Portfolio) -> Iterator[Issue]:
    """Nothing has started in the future."""
    day = portfolio.settings.as_of
    for at, stage in enumerate(portfolio.stages):
        if stage.started is not None and stage.started > day:
            what = f"it started on {stage.started}, after the as-of date"
            yield error((_SHEET, at), "Started", what, f"a day up to {day}")


def profiles(portfolio: Portfolio) -> Iterator[Issue]:
    """A spend profile has a weight for each period, and one that is not 0."""
    for at, stage in enumerate(portfolio.stages):
        weights = stage.spend_profile
        if weights and len(weights) != stage.periods:
            what = f"{len(weights)} weights for {stage.periods} periods"
            allowed = f"{stage.periods} numbers with ; between them"
            yield error(
                (_SHEET, at), "Spend profile", what, allowed, [place((_SHEET, at), "Periods")]
            )
        elif weights and not any(weights):
            yield error((_SHEET, at), "Spend profile", "all weights are 0", "one above 0")


def skills(portfolio: Portfolio) -> Iterator[Issue]:
    """Demand for a skill that nobody has and nobody could bring."""
    known: dict[str, int] = {}
    for row in portfolio.skills:
        known[row.skill] = max(known.get(row.skill, 0), row.level)
    any_level = {row.skill for row in portfolio.pools} | {row.skill for row in portfolio.hiring}
    for at, demand in enumerate(portfolio.demand):
        if demand.skill in any_level or not demand.slices:
            continue
        if demand.skill not in known:
            near = nearest(demand.skill, sorted({*known, *any_level}))
            allowed = "a skill of Skills, Pools or Hiring" + (f"; nearest: {near}" if near else "")
            yield warning(
                ("Demand", at), "Skill", f"nobody has the skill '{demand.skill}'", allowed
            )
        elif known[demand.skill] < demand.lowest_level:
            what = f"nobody has '{demand.skill}' at level {demand.lowest_level}"
            yield warning(("Demand", at), "Lowest level", what, f"at most {known[demand.skill]}")
