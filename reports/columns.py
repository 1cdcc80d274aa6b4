"""What a table's column holds, and how its cells look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction


class Kind(Enum):
    """What the cells of a column are; each kind has one look."""

    TEXT = "text"
    LONG = "long text, wrapped"
    ID = "an ID, small and grey"
    WORD = "a word in the colours of its meaning"
    MONEY = "minor units, shown in currency units"
    WHOLE = "minor units, shown without them"
    FTE = "slices, shown in FTE"
    COUNT = "a whole number"
    NUMBER = "a number as it is"
    RATE = "a number with two decimals"
    PERCENT = "a share, 1 is 100 %"
    DATE = "a day"

    @property
    def right(self) -> bool:
        """Whether its header stands on the right, as its numbers do."""
        return self in _NUMBERS


_NUMBERS = {
    Kind.MONEY,
    Kind.WHOLE,
    Kind.FTE,
    Kind.COUNT,
    Kind.NUMBER,
    Kind.RATE,
    Kind.PERCENT,
    Kind.DATE,
}


class Origin(Enum):
    """Where what stands in a cell comes from; each has one look."""

    DERIVED = "worked out"
    GIVEN = "given in the portfolio"
    OPEN = "given, and may be changed to see what follows"


Value = str | int | float | Decimal | Fraction | date | None


@dataclass(frozen=True)
class Toned:
    """A text in the colours of another word: a team's name as *away*."""

    text: str
    tone: str


@dataclass(frozen=True)
class Live:
    """A formula of its own in one cell, with the value that it has."""

    formula: str
    value: Value


@dataclass(frozen=True)
class Of:
    """A value of another kind than its column."""

    kind: Kind
    value: Value
    origin: Origin = Origin.DERIVED


Cell = Value | Toned | Live | Of


@dataclass(frozen=True)
class Column:
    """One column of a table."""

    header: str
    kind: Kind = Kind.TEXT
    formula: str = ""
    """`{Header}` stands for the cell of that column in the same row; rows give the values."""
    total: bool = False
    """Whether its sum stands above it."""
    origin: Origin = Origin.DERIVED
    folded: bool = False
    """Whether it is put away behind a plus sign: numbers that few look for."""
    widest: float = 46.0
    """In characters; longer text is wrapped."""
    narrowest: float = 6.0


_FIRST_DAY = date(1899, 12, 30)
"""Day 0 of spreadsheets."""


def serial(day: date) -> int:
    """The number that a day is in a spreadsheet."""
    return (day - _FIRST_DAY).days


def number(value: Value, kind: Kind, minor: int, per_fte: int) -> float | int:
    """What stands in a cell: currency units and FTE by one correctly rounded division."""
    if isinstance(value, date):
        return serial(value)
    if isinstance(value, str) or value is None:
        raise TypeError(f"{value!r} is no number for a column of {kind.value}")
    if kind in (Kind.MONEY, Kind.WHOLE):
        return float(Fraction(value) / minor)
    if kind is Kind.FTE:
        return float(Fraction(value) / per_fte)
    return value if isinstance(value, int) else float(value)


def shown(value: float, kind: Kind, decimals: Callable[[Kind], int]) -> str:
    """How a number looks, for measuring its width."""
    if kind is Kind.DATE:
        return "2027-12-31"
    if kind is Kind.PERCENT:
        return f"{value * 100:,.0f} %"
    if kind is Kind.RATE:
        return f"{value:,.2f}"
    if kind is Kind.WHOLE:
        return f"{value:,.0f}"
    if kind in (Kind.MONEY, Kind.FTE):
        return f"{value:,.{decimals(kind)}f}"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.6g}"
