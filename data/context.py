"""What the meaning of a cell hangs on besides the cell."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from models.settings import Settings


@dataclass(frozen=True)
class Notation:
    """How a folder of CSV files writes its cells; declared in `format.json`, never guessed."""

    delimiter: str = ","
    decimal: str = "."


@dataclass(frozen=True)
class Context:
    """Scales and names; without Settings the widest scales hold, so that no fault is made up."""

    currency: str | None = None
    exponent: int = 4
    slice: Decimal = Decimal("0.001")
    notation: Notation | None = None
    """How numbers are written in text; None where cells have types of their own."""
    teams: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()

    @classmethod
    def of(cls, settings: Settings, notation: Notation | None = None) -> Context:
        """The scales that these settings ask for."""
        return cls(settings.currency, settings.exponent, settings.slice, notation)
