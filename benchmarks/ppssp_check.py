"""What a choice of starts is worth in the original instance, and which of its rows it breaks.

Written from the instance's own rules and in its own units. It knows nothing of portfolios, so a
mistake in how the instance was turned into one would show here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from benchmarks.ppssp_instance import Instance

Starts = Mapping[int, int]
"""The year in which each selected project starts."""


def objective(instance: Instance, starts: Starts) -> Fraction:
    """The sum of value[q] / (1 + rate)^(start + q) over the selected projects, exactly."""
    growth = 1 + Fraction(instance.rate)
    return sum(
        (
            Fraction(value) / growth ** (start + q)
            for number, start in starts.items()
            for q, value in enumerate(instance.projects[number].value)
        ),
        Fraction(0),
    )


def broken(instance: Instance, starts: Starts) -> tuple[str, ...]:
    """The rows of the instance that these starts break, in words; none if they are feasible."""
    return (*_broken_money(instance, starts), *_broken_order(instance, starts))


def _broken_money(instance: Instance, starts: Starts) -> Iterator[str]:
    last = max((start + len(instance.projects[i].cost) for i, start in starts.items()), default=0)
    for t in range(last):
        first, later = Decimal(0), Decimal(0)
        for number, start in starts.items():
            cost = _cost(instance, number, t - start)
            first, later = (first + cost, later) if t == start else (first, later + cost)
        yield from _above(f"budget in year {t}", first + later, instance.budget[t])
        yield from _above(f"ongoing cost in year {t}", later, instance.ongoing[t])
        if t < instance.years:
            yield from _above(f"initiation in year {t}", first, instance.initiation[t])
    for k, most in enumerate(instance.streams):
        costs = (
            _cost(instance, number, t - start)
            for number, start in starts.items()
            if instance.projects[number].stream == k
            for t in range(instance.years)
        )
        yield from _above(f"capability stream {k}", sum(costs, Decimal(0)), most)


def _cost(instance: Instance, number: int, q: int) -> Decimal:
    cost = instance.projects[number].cost
    return cost[q] if 0 <= q < len(cost) else Decimal(0)


def _above(row: str, amount: Decimal, most: Decimal) -> Iterator[str]:
    if amount > most:
        yield f"{row}: {amount} is more than {most}"


def _broken_order(instance: Instance, starts: Starts) -> Iterator[str]:
    for t in range(instance.years):
        count = sum(1 for start in starts.values() if start == t)
        yield from _above(f"starts in year {t}", Decimal(count), Decimal(instance.most_starts))
    for number, start in starts.items():
        if not 0 <= start < instance.years:
            yield f"project {number} starts in year {start}"
        for other in instance.projects[number].prerequisites:
            if other not in starts:
                yield f"project {number} lacks its prerequisite {other}"
            elif starts[other] + instance.projects[other].duration > start:
                yield f"project {number} starts before its prerequisite {other} has finished"
        for other in instance.projects[number].exclusions:
            if other in starts:
                yield f"project {number} excludes {other}"
