"""Teams and the business functions that lend them people."""

from decimal import Decimal
from enum import StrEnum

from models.base import Frozen
from models.units import DomainId, FunctionId, NonNegativeSlices, Percent, TeamId, Text


class TeamKind(StrEnum):
    """What a team serves."""

    PRODUCT = "product"
    """Serves users."""
    PLATFORM = "platform"
    """Serves products."""
    INFRASTRUCTURE = "infrastructure"
    """Serves products and platforms."""


class Team(Frozen):
    """A product, platform or infrastructure team."""

    id: TeamId
    name: Text
    kind: TeamKind
    domain: DomainId | None = None
    """The group of teams it belongs to."""
    leader: Text | None = None
    reserve: Percent = Decimal(0)
    """Share of its own people's time kept for as-a-service work, in percent."""
    fewest: NonNegativeSlices | None = None
    """It lends nobody while that would leave it with less of its own people's time than this."""
    most: NonNegativeSlices | None = None
    """It can absorb no more of people's time than this in a period."""


class Function(Frozen):
    """A business function, such as marketing, with its one contact in technology."""

    id: FunctionId
    contact: Text
    most_lent: NonNegativeSlices | None = None
    """Most of its people's time that is lent in one period; empty = no limit."""
