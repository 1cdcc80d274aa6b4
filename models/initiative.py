"""Initiatives and the benefits that they promise."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from models.base import Frozen
from models.exact import Exact
from models.units import (
    FunctionId,
    InitiativeId,
    MetricId,
    NonNegativeMoney,
    Percent,
    PeriodId,
    StageNumber,
    TeamId,
    Text,
)


class Theme(StrEnum):
    """Why a company does something."""

    GROWTH = "growth"
    MODERNIZATION = "modernization"
    AS_A_SERVICE = "as-a-service"
    REGULATORY = "regulatory"
    RUN = "run"


class Initiative(Frozen):
    """A body of work of one team."""

    id: InitiativeId
    name: Text
    team: TeamId
    theme: Theme | None = None
    function: FunctionId | None = None
    """The business function that asked for it."""
    must_do: bool = False
    """Its last stage starts within the horizon."""
    leave_out: bool = False
    """Nothing of it is started that has not started yet."""
    group: Text | None = None
    """Of the initiatives with the same group at most one is started."""
    earliest_start: PeriodId | None = None
    """No stage starts before this period."""
    latest_finish: PeriodId | None = None
    """Its last stage finishes by the end of this period."""
    deadline_penalty: NonNegativeMoney | None = None
    """Price per period that the last stage finishes after `latest_finish`; empty = it must not."""


class CountsFrom(StrEnum):
    """When a benefit begins to count."""

    FINISH = "finish"
    START = "start"


class Benefit(Frozen):
    """A promised improvement of one metric."""

    initiative: InitiativeId
    metric: MetricId
    uplift: Exact
    """Improvement in the metric's unit at full effect; positive is good, whatever is better."""
    after_stage: StageNumber | None = None
    """The stage that brings it; the last one unless set."""
    counts_from: CountsFrom = CountsFrom.FINISH
    ramp: Annotated[int, Field(ge=0, le=1_000)] = 0
    """Periods of growth in equal steps before the full effect."""
    lasts: Annotated[int, Field(ge=1, le=10_000)] | None = None
    """Periods in which it counts, ramp included; empty = to the end of the value horizon."""
    confidence: Percent = Decimal(100)
    profile: tuple[Annotated[Exact, Field(ge=-1_000_000, le=1_000_000)], ...] = ()
    """Explicit weights per period instead of ramp and lasts; nothing counts after the last."""
