"""Whole numbers from an engine's answers, and the first for which something holds."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

NOISE = Fraction(1, 1_000)
"""By which an engine's answer in whole units may be off."""


def first_where(holds: Callable[[int], bool], low: int, high: int) -> int:
    """The first number from `low` on for which it holds; `high` where it holds for none before."""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def rounded_up(found: float) -> int:
    """The least whole number that an engine's answer stands for."""
    if math.isinf(found):
        return 0
    return math.ceil(Fraction(found) - NOISE - abs(Fraction(found)) / 10**9)


def down(found: float) -> int:
    """The largest one."""
    if math.isinf(found):
        return 2**60
    return math.floor(Fraction(found) + NOISE + abs(Fraction(found)) / 10**9)
