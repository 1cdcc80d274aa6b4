"""Units as types: money, people's time and periods are whole numbers, and say which they are."""

from typing import Annotated, NewType

from pydantic import Field

from models.exact import Exact

Money = NewType("Money", int)
"""An amount in whole minor units (cents) of the portfolio's currency."""

Slices = NewType("Slices", int)
"""People's time in whole slices; `Settings.slice` says how much of one FTE a slice is."""

PeriodIndex = NewType("PeriodIndex", int)
"""Position in the calendar: 0 is *now*; negative lies before the first row of Periods."""

WindowIndex = NewType("WindowIndex", int)
"""Position of a budget window in the order of its first period."""

TeamId = NewType("TeamId", str)
DomainId = NewType("DomainId", str)
FunctionId = NewType("FunctionId", str)
FundId = NewType("FundId", str)
EnvelopeId = NewType("EnvelopeId", str)
MetricId = NewType("MetricId", str)
InitiativeId = NewType("InitiativeId", str)
ObjectiveId = NewType("ObjectiveId", str)
PersonId = NewType("PersonId", str)
SkillId = NewType("SkillId", str)
PoolId = NewType("PoolId", str)
OptionId = NewType("OptionId", str)
PeriodId = NewType("PeriodId", str)
WindowId = NewType("WindowId", str)

LARGEST_MONEY = 2**53
"""No single amount may exceed this: above it spreadsheets lose cents."""

NonNegativeMoney = Annotated[Money, Field(ge=0, le=LARGEST_MONEY)]
NonNegativeSlices = Annotated[Slices, Field(ge=0, le=10**9)]
StageNumber = Annotated[int, Field(ge=1, le=99)]
Percent = Annotated[Exact, Field(ge=0, le=100)]
"""An exact percentage from 0 to 100."""

Text = Annotated[str, Field(min_length=1, max_length=32_767)]
