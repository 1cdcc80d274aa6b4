"""Money in words, from whole minor units; no float comes near it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from models.settings import Settings

_NAMES = ("", " k", " M", " bn", " tn")
_FIGURES = 1_000
"""Short amounts keep three figures, such as 41.2 M or 980 k."""

_NOISE = 1e-6
"""What a share may be off by before it is rounded up."""


def units(amount: int, exponent: int) -> Decimal:
    """The exact amount in currency units: 12345 minor units of EUR are 123.45."""
    from decimal import Decimal

    return Decimal(amount).scaleb(-exponent)


def money(amount: int, settings: Settings) -> str:
    """Whole currency units, half-even: `EUR 41,234,567`."""
    return f"{settings.currency} {round(units(amount, settings.exponent)):,}"


def short(amount: int, settings: Settings) -> str:
    """Three figures: `EUR 41.2 M`."""
    value, step = units(amount, settings.exponent), 0
    while abs(round(value, 1)) >= _FIGURES and step < len(_NAMES) - 1:
        value, step = value / 1_000, step + 1
    whole = step == 0 or abs(value) >= 100  # noqa: PLR2004 - three figures are there already
    return f"{settings.currency} {round(value) if whole else round(value, 1):,}{_NAMES[step]}"


def percent(share: float) -> str:
    """A share as a percentage, rounded up, so that "within" stays true: `0.05 %`, `38 %`."""
    if share < 0.1:  # noqa: PLR2004 - from 10 % on nobody asks for hundredths
        return f"{math.ceil(share * 10_000 - _NOISE) / 100:.2f} %"
    return f"{math.ceil(share * 100 - _NOISE):,} %"
