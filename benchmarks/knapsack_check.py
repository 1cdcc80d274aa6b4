"""What a choice of items is worth in the original knapsack, and where it does not fit.

Written from the published numbers alone; it knows nothing of portfolios.
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from benchmarks.knapsack_instance import Knapsack


def objective(knapsack: Knapsack, chosen: Collection[int]) -> Decimal:
    """The value of all chosen items."""
    return sum((knapsack.values[item] for item in chosen), Decimal(0))


def broken(knapsack: Knapsack, chosen: Collection[int]) -> tuple[str, ...]:
    """The dimensions in which the chosen items do not fit, in words; none if they all do."""
    found = []
    rows = zip(knapsack.weights, knapsack.capacities, strict=True)
    for dimension, (weights, capacity) in enumerate(rows, start=1):
        weight = sum((weights[item] for item in chosen), Decimal(0))
        if weight > capacity:
            found.append(f"dimension {dimension}: {weight} is more than {capacity}")
    return tuple(found)
