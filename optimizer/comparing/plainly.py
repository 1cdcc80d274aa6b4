"""A cell as people read it."""

from __future__ import annotations

from decimal import Decimal

from models.snapshot import Said
from models.wording import number


def plainly(value: Said) -> str:
    """A number as people read it."""
    return number(value) if isinstance(value, Decimal) else str(value)
