"""What a cell may hold when it has been read and before anything is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Formatted:
    """A number whose number format adds meaning: a per cent sign, a currency, leading zeros."""

    number: Decimal
    code: str
    """Excel's number format code, as in `0.0%`."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """A cell with nothing to read in it: an error, a formula without a stored value."""

    what: str
    allowed: str


Value: TypeAlias = str | Decimal | bool | date | Formatted | Flaw | None
"""A cell of the input. None is an empty one. In CSV files all filled cells are `str`."""

Shown: TypeAlias = str | int | Decimal | date | None
"""A cell of the output."""

MOST_DIGITS = 15
"""Significant digits that a spreadsheet keeps; more of them are refused, never dropped."""


def described(value: Value) -> str:  # noqa: PLR0911 - one return for each type
    """The value as a message quotes it."""
    match value:
        case None:
            return "nothing"
        case str():
            return f"'{value if len(value) <= _QUOTED else value[:_QUOTED] + '…'}'"
        case bool():
            return "TRUE" if value else "FALSE"
        case Decimal():
            return f"{value:f}"
        case Formatted():
            return f"{value.number:f}"
        case Flaw():
            return value.what
        case _:
            return f"the date {value.isoformat()}"


_QUOTED = 60
