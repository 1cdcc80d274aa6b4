"""Capacity without names: pools, and what could be hired or taught."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from models.base import Frozen
from models.units import (
    DomainId,
    Money,
    NonNegativeMoney,
    NonNegativeSlices,
    OptionId,
    PeriodId,
    PoolId,
    SkillId,
    TeamId,
)


class Pool(Frozen):
    """Anonymous capacity of one skill, at any level: a vendor's team, contractors."""

    id: PoolId
    skill: SkillId
    slices: NonNegativeSlices
    """Time in each period."""
    team: TeamId | None = None
    domain: DomainId | None = None
    """Whom it works for; neither = everyone."""
    from_period: PeriodId | None = None
    to_period: PeriodId | None = None
    """Last period in which it is there."""
    cost: NonNegativeMoney | None = None
    """Per FTE and period. For the finance view only."""


class HiringKind(StrEnum):
    """How more of a skill can be had."""

    HIRE = "hire"
    """Stays to the end of the plan."""
    CONTRACTOR = "contractor"
    """May leave after the shortest stay."""
    RESKILL = "reskill"
    """People with another skill learn this one, and stay with it."""


class HiringOption(Frozen):
    """A way to have more of a skill; serves every team, at any level."""

    id: OptionId
    skill: SkillId
    kind: HiringKind
    most: NonNegativeSlices
    cost: NonNegativeMoney = Money(0)
    """Per FTE and period."""
    lead_time: Annotated[int, Field(ge=0, le=1_000)] = 0
    """Periods before the first one can be there."""
    one_off: NonNegativeMoney = Money(0)
    """Per FTE, when they come."""
    from_skill: SkillId | None = None
    """For `reskill`: the skill that they give up."""
    shortest_stay: Annotated[int, Field(ge=1, le=1_000)] = 1
    """Periods; for `contractor`."""
