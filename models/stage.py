"""Stages of initiatives and the skills they demand."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, NamedTuple

from pydantic import Field

from models.base import Frozen
from models.exact import Exact
from models.units import (
    FundId,
    InitiativeId,
    NonNegativeMoney,
    NonNegativeSlices,
    Percent,
    SkillId,
    StageNumber,
    Text,
)

Level = Annotated[int, Field(ge=1, le=5)]
"""Proficiency from 1 (learning) to 5 (teaches others)."""


class StageKey(NamedTuple):
    """Names one stage of one initiative."""

    initiative: InitiativeId
    stage: int


class StageStatus(StrEnum):
    """Where a stage stands on the as-of date."""

    NOT_STARTED = "not started"
    ACTIVE = "active"
    DONE = "done"


class Stage(Frozen):
    """A step of an initiative with its tranche; its gate is at its end."""

    initiative: InitiativeId
    stage: StageNumber
    """1, 2, … without holes."""
    name: Text
    tranche: NonNegativeMoney
    """Money released at its start, all or nothing."""
    periods: Annotated[int, Field(ge=1, le=1_000)]
    """Duration."""
    capex: Percent = Decimal(0)
    """Share of the tranche that is capital expenditure."""
    spend_profile: tuple[Annotated[Exact, Field(ge=0, le=1_000_000_000_000)], ...] = ()
    """Weights of the spend, one per period of the duration; empty = even."""
    chance: Percent = Decimal(100)
    """Chance that the gate at its end is passed."""
    status: StageStatus = StageStatus.NOT_STARTED
    started: date | None = None
    """Day of its start, for active and done stages."""
    fund: FundId | None = None
    """The only fund that pays it; empty = any fund that may."""

    @property
    def key(self) -> StageKey:
        """The stage's name within the portfolio."""
        return StageKey(self.initiative, self.stage)


class Demand(Frozen):
    """People's time that a stage needs of one skill in each of its periods."""

    initiative: InitiativeId
    stage: StageNumber
    skill: SkillId
    slices: NonNegativeSlices
    lowest_level: Level = 1
