"""Dependencies between initiatives."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from models.base import Frozen
from models.units import InitiativeId, NonNegativeMoney, StageNumber, TeamId


class DependencyType(StrEnum):
    """What one initiative asks of another."""

    FINISH_START = "finish-start"
    """The later one starts when the earlier one has finished."""
    SAME_RELEASE = "same release"
    """Both finish in the same period, or neither starts."""
    NEEDS = "needs"
    """The later one is started only if the earlier one is started too, whenever."""
    EXCLUDES = "excludes"
    """At most one of the two is started."""


class Dependency(Frozen):
    """One row: `after` depends on `before`."""

    before: InitiativeId
    before_stage: StageNumber | None = None
    """Empty = its last stage; its first one for `excludes`."""
    after: InitiativeId
    after_stage: StageNumber | None = None
    """Empty = its first stage; its last one for `same release`."""
    type: DependencyType = DependencyType.FINISH_START
    lag: Annotated[int, Field(ge=0, le=1_000)] = 0
    """Periods between finish and start; for `finish-start` only."""
    flag_cost: NonNegativeMoney | None = None
    """Price of a feature flag that lets the later one start without the earlier; empty = hard."""
    release_plan_of: TeamId | None = None
    """The team on whose release plan the dependency stands."""
