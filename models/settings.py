"""Settings: what holds for the whole portfolio."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field, field_validator

from models.base import Frozen
from models.currency import EXPONENTS
from models.exact import Exact
from models.units import Money, NonNegativeMoney, Percent, Text


class Reserve(StrEnum):
    """How much of a tranche that is not released yet is kept for it."""

    FULL = "full"
    EXPECTED = "expected"


class Settings(Frozen):
    """One portfolio's settings."""

    name: Text
    """Name of the portfolio, as it stands on the reports."""
    currency: str
    """ISO 4217 code of all money."""
    as_of: date
    """The day the plan speaks of: later outcomes do not count, earlier waivers have expired."""
    slice: Annotated[Exact, Field(gt=0, le=1)] = Decimal("0.1")
    """FTE in one slice; one FTE must be a whole number of slices."""
    discount_rate: Percent = Decimal(0)
    """Discount per year, in percent."""
    value_horizon: Annotated[int, Field(ge=0, le=1_000)] = 4
    """Periods after the last one whose value still counts."""
    most_teams: Annotated[int, Field(ge=1, le=20)] = 2
    """Most teams that one person works for in one period."""
    move_price: NonNegativeMoney = Money(0)
    """Price of moving one slice to another team."""
    evidence_days: Annotated[int, Field(ge=1, le=10_000)] = 180
    """An outcome older than this many days proves nothing."""
    gate_tolerance: Percent = Decimal(0)
    """A miss within this share of the target is *conditional*, not *failed*."""
    conditional_share: Percent = Decimal(0)
    """Share of the next tranche that a conditional gate releases."""
    reserve: Reserve = Reserve.FULL
    """Whether tranches behind open gates are charged in full or at their chance."""
    gap: Percent = Decimal("0.1")
    """The search may stop when the plan is proven to be within this many percent of the best."""
    time_limit: Annotated[int, Field(ge=1, le=86_400)] = 60
    """Seconds after which the best plan so far is taken."""
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    """Seed of everything that draws by chance."""
    both_natures_above: NonNegativeMoney | None = None
    """Initiatives that ask for more than this need a value and a delivery objective."""
    escalate_above: NonNegativeMoney | None = None
    """Conflicts in which the losers forgo more than this are for executives to settle."""

    @field_validator("currency")
    @classmethod
    def _known_currency(cls, code: str) -> str:
        if code not in EXPONENTS:
            raise ValueError("not an ISO 4217 currency code")
        return code

    @field_validator("slice")
    @classmethod
    def _divides_one(cls, part: Decimal) -> Decimal:
        if 1 % part != 0:
            raise ValueError("one FTE must be a whole number of slices, such as 0.1 or 0.25")
        return part

    @property
    def slices_per_fte(self) -> int:
        """Whole slices in one FTE."""
        return int(1 / self.slice)

    @property
    def exponent(self) -> int:
        """Decimals of the currency."""
        return EXPONENTS[self.currency]
