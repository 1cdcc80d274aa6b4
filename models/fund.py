"""Funds and their budgets."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, NamedTuple

from pydantic import Field

from models.base import Frozen
from models.exact import Exact
from models.initiative import Theme
from models.team import TeamKind
from models.units import DomainId, FundId, NonNegativeMoney, Percent, Text, WindowId


class CostType(StrEnum):
    """How accounting treats money."""

    CAPEX = "capex"
    OPEX = "opex"


class Use(NamedTuple):
    """What a part of a tranche is for, as far as funds tell uses apart."""

    domain: DomainId | None
    kind: TeamKind
    theme: Theme | None
    cost_type: CostType


class PaysFor(Frozen):
    """What a fund may pay for: all filled dimensions must fit; an empty one fits anything."""

    domains: tuple[DomainId, ...] = ()
    kinds: tuple[TeamKind, ...] = ()
    themes: tuple[Theme, ...] = ()
    cost_types: tuple[CostType, ...] = ()

    def covers(self, use: Use) -> bool:
        """Whether every filled dimension fits."""
        return (
            (not self.domains or use.domain in self.domains)
            and (not self.kinds or use.kind in self.kinds)
            and (not self.themes or use.theme in self.themes)
            and (not self.cost_types or use.cost_type in self.cost_types)
        )


class Fund(Frozen):
    """A source of money."""

    id: FundId
    name: Text
    pays_for: PaysFor = PaysFor()
    carry_over: Percent = Decimal(0)
    """Share of what a window leaves over that the next window may use, in percent."""


class Counts(StrEnum):
    """When a budget feels a tranche."""

    RELEASE = "release"
    """All of it, in the period in which its stage starts."""
    SPEND = "spend"
    """By the stage's spend profile."""


class Budget(Frozen):
    """A fund's money in one window."""

    fund: FundId
    window: WindowId
    amount: NonNegativeMoney
    counts: Counts = Counts.RELEASE
    """The same for all windows of one fund."""
    overrun_price: Annotated[Exact, Field(ge=0, le=1_000_000)] | None = None
    """Price of each unit of money above the amount; empty = no overrun."""
