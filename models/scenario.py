"""Scenarios: edits of a portfolio, in the order in which they are made."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from models.base import Frozen
from models.portfolio import Portfolio
from models.units import FundId, PeriodIndex

NOW = PeriodIndex(0)


class CannotEdit(Exception):
    """An edit that a portfolio does not allow; its text is `what is wrong; what is allowed`."""

    def __init__(self, what: str, allowed: str) -> None:
        """Keep both halves."""
        super().__init__(f"{what}; {allowed}")
        self.what = what
        self.allowed = allowed


@dataclass(frozen=True)
class Amend:
    """One cell says something else."""

    sheet: str
    row: str
    """What people call the row: `Growth 2027-Q1`."""
    column: str
    was: str
    now: str
    field: str
    """Name of the portfolio's field that holds the row."""
    old: Frozen
    new: Frozen
    """The row before and after."""


class Kind(StrEnum):
    """What can be dropped, with the rows that only speak of it."""

    PERSON = "person"
    INITIATIVE = "initiative"
    POOL = "pool"
    HIRING = "hiring"
    ENVELOPE = "envelope"


@dataclass(frozen=True)
class Drop:
    """Somebody or something is not there."""

    kind: Kind
    name: str
    """ID or name."""


@dataclass(frozen=True)
class Slip:
    """An initiative is late: it starts, or what runs of it finishes, some periods later."""

    initiative: str
    """ID or name."""
    periods: int
    planned: PeriodIndex = NOW
    """The period from which it is counted: that of its first start in the plan as it is."""


@dataclass(frozen=True)
class Scale:
    """The budgets of a fund, or of all funds, times a share, in whole minor units, half-even."""

    fund: FundId | None
    share: Fraction


Edit: TypeAlias = Amend | Drop | Slip | Scale


@dataclass(frozen=True)
class Touched:
    """An edit in words, and what it is about: what a plan shows of it has it for its cause."""

    said: str
    initiatives: frozenset[str] = field(default_factory=frozenset)
    funds: frozenset[str] = field(default_factory=frozenset)
    people: frozenset[str] = field(default_factory=frozenset)
    envelopes: frozenset[str] = field(default_factory=frozenset)
    settings: bool = False


@dataclass(frozen=True)
class Scenario:
    """A portfolio after its edits."""

    portfolio: Portfolio
    edits: tuple[Touched, ...]
    remarks: tuple[str, ...]
    """What is to be known: what had to stay, what could not follow."""
