"""What of each hiring option is decided by the end of the period: who is there, who is on the way.

A contractor may leave; then those who came first leave first.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from models.supply import HiringKind, HiringOption
from optimizer.rolling.quarter import Quarter


class Layer(NamedTuple):
    """So much time, from one period to another (positions before rolling)."""

    slices: int
    first: int
    last: int | None
    """None = it stays."""


class Hired(NamedTuple):
    """One option."""

    option: HiringOption
    layers: tuple[Layer, ...]
    most: int
    """What can be had besides."""

    @property
    def slices(self) -> int:
        """All that is decided."""
        return sum(layer.slices for layer in self.layers)


def hired(quarter: Quarter, option: HiringOption) -> Hired:
    """What arrives at the end of the option's lead time was ordered in the period; earlier nothing.

    What comes later can still be decided.
    """
    use = [0] * quarter.before.horizon
    for row in quarter.plan.hires:
        if row.option == option.id:
            use[row.period] = row.slices
    first = option.lead_time
    if first >= len(use) or not use[first]:
        return Hired(option, (), option.most)
    if option.kind is not HiringKind.CONTRACTOR:
        return Hired(option, (Layer(use[first], first, None),), option.most - use[first])
    stays = _stays(use, first, option.shortest_stay)
    layers = [
        Layer(before - after, first, first + at)
        for at, (before, after) in enumerate(pairwise([*stays, 0]))
        if before > after
    ]
    there = stays[max(1, first) - first] if max(1, first) < len(use) else 0
    others = [use[first + at] - stay for at, stay in enumerate(stays)]
    most = max([option.most - there, *others[1:]])
    return Hired(option, tuple(layer for layer in layers if (layer.last or 0) > 0), most)


def _stays(use: list[int], first: int, shortest: int) -> list[int]:
    """How much of those who came first is still there, period by period."""
    arrivals = [max(0, use[t] - (use[t - 1] if t else 0)) for t in range(len(use))]
    stays = [use[first]]
    for t in range(first + 1, len(use)):
        bound = sum(arrivals[max(first + 1, t - shortest + 1) : t + 1])
        stays.append(max(0, min(stays[-1], use[t] - bound)))
    return stays
