"""Envelopes: floors and ceilings on a share of the money or the people."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from models.base import Frozen
from models.units import EnvelopeId, Percent, Text


class ScopeKind(StrEnum):
    """The dimension in which something applies."""

    ALL = "all"
    TEAM = "team"
    DOMAIN = "domain"
    KIND = "kind"
    THEME = "theme"


class Scope(Frozen):
    """What an envelope applies to: `all`, `team: web`, `domain: Checkout`, `theme: growth`."""

    kind: ScopeKind
    name: str = ""
    """Empty for `all` only."""

    @model_validator(mode="after")
    def _named_unless_all(self) -> "Scope":
        if (self.kind is ScopeKind.ALL) != (self.name == ""):
            raise ValueError("a scope other than all names its team, domain, kind or theme")
        return self


class Measure(StrEnum):
    """What an envelope measures, per window."""

    RELEASED = "released"
    """Money charged in the period of its stage's start."""
    SPENT = "spent"
    """Money by spend profile."""
    NEWLY_STARTED = "newly started"
    """Money spent in the first period of its stage."""
    ONGOING = "ongoing"
    """Money spent after the first period of its stage."""
    PEOPLE = "people"
    """People's time in demand."""
    STARTS = "starts"
    """Number of stages started."""


class Limit(Frozen):
    """An amount in the measure's own unit, or a percentage of the measure over everything.

    Units are minor units, slices or a count.
    """

    amount: Annotated[int, Field(ge=0, le=2**53)] | None = None
    """Slices are the average over the window's periods."""
    percent: Percent | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> "Limit":
        if (self.amount is None) == (self.percent is None):
            raise ValueError("a limit is an amount or a percentage")
        return self


EACH_WINDOW = "each"
ALL_WINDOWS = "all"


class Envelope(Frozen):
    """A floor, a ceiling or both."""

    id: EnvelopeId
    applies_to: Scope
    measure: Measure
    window: Text = EACH_WINDOW
    """One window's name, `each` (holds in every window) or `all` (over the whole horizon)."""
    at_least: Limit | None = None
    at_most: Limit | None = None
