"""The four numbers that a generated portfolio follows from, and how chance is drawn from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random


@dataclass(frozen=True)
class Size:
    """What is asked of the generator."""

    initiatives: int
    people: int
    periods: int
    seed: int

    def draw(self, topic: str) -> Random:
        """A stream of its own for each topic, so that one topic's change leaves the others alone.

        A text as a seed gives the same stream in every process.
        """
        return Random(
            f"{self.seed}/{self.initiatives}/{self.people}/{self.periods}/{topic}",
        )


def happens(draw: Random, percent: float) -> bool:
    """True in so many of a hundred draws."""
    return draw.random() * 100 < percent


def apportioned(total: int, weights: Sequence[float]) -> list[int]:
    """Whole parts of the total by weight: floors, then one each to the largest remainders."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(part) for part in exact]
    order = sorted(range(len(weights)), key=lambda n: (parts[n] - exact[n], n))
    for n in order[: total - sum(parts)]:
        parts[n] += 1
    return parts


def significant(amount: float, digits: int = 3) -> Decimal:
    """The number rounded to so many digits, as people would write it."""
    return Decimal(f"{amount:.{digits}g}")
