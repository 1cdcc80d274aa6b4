"""Windows: a staffing made better a period or two at a time, all else as it is.

For blocks that are too large to solve at once in whole numbers. Every step serves more, or moves
less, or leaves all as it was.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from optimizer.staffing.blocks import Block, Floats, Ints, split
from optimizer.staffing.engine import Limits, best_whole, relaxed
from optimizer.staffing.objective import Wishes
from optimizer.staffing.variables import Variables

WIDTHS = (1, 2)
"""Periods in a window, one pass each."""

MOST = 5_000
"""Unknowns up to which a window is solved."""


def improved(
    block: Block, values: Floats, variables: Variables, costs: Wishes, limits: Limits
) -> Floats:
    """Values of the block that serve at least as much and, if no more, move at most as much.

    Every choice in the block must be watched.
    """
    period = _periods(len(costs.moved), variables)[block.columns]
    arrival = costs.moved[block.columns] > 0
    cost = 1_000_000 * costs.unserved + 1_000 * costs.short + costs.moved
    best = values.copy()
    for first, last in _windows(variables.periods):
        is_free = (period >= first) & ((period <= last) | (arrival & (period == last + 1)))
        place = np.full(len(cost), -1)
        place[block.columns] = np.arange(len(block.columns))
        for part in split(block.fixed(~is_free, best)):
            here = place[part.columns]
            best[here] = _better(part, best[here], cost[part.columns], limits)
    return best


def _windows(periods: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    for width in WIDTHS:
        for first in periods[: len(periods) - width + 1]:
            yield first, first + width - 1


def _better(part: Block, now: Floats, cost: Floats, limits: Limits) -> Floats:
    if not cost @ now or len(now) > MOST or limits.seconds <= 0:
        return now
    if relaxed(part, cost).bound > cost @ now - 1 + 1e-6:
        return now
    found = best_whole(part, cost, limits, start=now)
    return now if found is None or found.cost > cost @ now - 0.5 else np.rint(found.values)


def _periods(count: int, variables: Variables) -> Ints:
    """The period that each column is about."""
    period = np.full(count, -1)
    for t, column in _dated(variables):
        period[column] = t
    return period


def _dated(variables: Variables) -> Iterator[tuple[int, int]]:
    for by_need in (variables.work, variables.pool, variables.hire):
        yield from ((t, column) for (_, _, t), column in by_need.items())
    for by_team in (variables.over, variables.arrives, variables.on):
        yield from ((t, column) for (_, _, t), column in by_team.items())
    for by_cell in (variables.short, variables.unserved):
        yield from ((t, column) for (_, t), column in by_cell.items())
    yield from ((t, column) for (_, _, t), column in variables.retrained.items())
