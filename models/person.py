"""People: who they are, what they can do, when they are there, where they work today."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from models.base import Frozen
from models.stage import Level
from models.units import (
    FunctionId,
    NonNegativeMoney,
    NonNegativeSlices,
    PeriodId,
    PersonId,
    SkillId,
    TeamId,
    Text,
)


class Lendable(StrEnum):
    """How far from home someone may work."""

    NO = "no"
    DOMAIN = "domain"
    ANYWHERE = "anywhere"


class Person(Frozen):
    """Someone with a name, at home in a team or a function."""

    id: PersonId
    name: Text
    home_team: TeamId | None = None
    function: FunctionId | None = None
    slices: NonNegativeSlices
    """Time in a period without exceptions."""
    cost: NonNegativeMoney | None = None
    """Per FTE and period. Confidential: for the finance view only."""
    lendable: Lendable = Lendable.NO
    """A function's people work for product teams only."""
    longest_loan: Annotated[int, Field(ge=1, le=1_000)] | None = None
    """Most periods in a row that they work for the same team away from home."""
    location: Text | None = None
    leads: TeamId | None = None

    @model_validator(mode="after")
    def _one_home(self) -> "Person":
        if (self.home_team is None) == (self.function is None):
            raise ValueError("a person has a home team or a function, and not both")
        return self


class PersonSkill(Frozen):
    """A skill that a person has."""

    person: PersonId
    skill: SkillId
    level: Level = 1


class Availability(Frozen):
    """An exception: the time that a person has in one period."""

    person: PersonId
    period: PeriodId
    slices: NonNegativeSlices


class InForce(Frozen):
    """A row of the plan in force (sheet Assignments): where a person works today."""

    person: PersonId
    team: TeamId
    slices: NonNegativeSlices
    until: PeriodId | None = None
    """Last period; empty = no end."""
    locked: bool = False
    """This time is for this team only, through `until`."""
