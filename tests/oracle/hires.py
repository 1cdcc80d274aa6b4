"""All ways to use the hiring options, and what they cost (formulation, section 6)."""

from collections.abc import Iterator
from itertools import pairwise, product

from models.supply import HiringKind, HiringOption
from models.units import OptionId
from tests.oracle.ground import Ground

Hires = dict[OptionId, tuple[int, ...]]
"""For each option the slices that are there, period by period."""


def _arrivals(levels: tuple[int, ...]) -> list[int]:
    return [max(0, now - before) for before, now in zip((0, *levels), levels, strict=False)]


def _levels(option: HiringOption, horizon: int) -> Iterator[tuple[int, ...]]:
    for levels in product(range(option.most + 1), repeat=horizon):
        if any(levels[: option.lead_time]):
            continue
        arrivals = _arrivals(levels)
        if option.kind is HiringKind.CONTRACTOR:
            stay = option.shortest_stay
            kept = [sum(arrivals[max(0, t - stay + 1) : t + 1]) for t in range(horizon)]
            if all(level >= least for level, least in zip(levels, kept, strict=True)):
                yield levels
        elif all(now >= before for before, now in pairwise(levels)):
            yield levels


def _cost(ground: Ground, option: HiringOption, levels: tuple[int, ...]) -> int:
    from fractions import Fraction

    fte = ground.portfolio.settings.slices_per_fte
    there = sum(round(Fraction(option.cost * level, fte)) for level in levels)
    come = sum(round(Fraction(option.one_off * level, fte)) for level in _arrivals(levels))
    return there + come


def all_hires(ground: Ground) -> list[tuple[int, Hires]]:
    """Every way to use the options with its cost, cheapest first."""
    options = sorted(ground.portfolio.hiring, key=lambda option: option.id)
    choices = [
        [
            (_cost(ground, option, levels), option.id, levels)
            for levels in _levels(option, ground.horizon)
        ]
        for option in options
    ]
    ways = [
        (sum(cost for cost, _, _ in way), {name: levels for _, name, levels in way})
        for way in product(*choices)
    ]
    return sorted(ways, key=lambda way: (way[0], sorted(way[1].items())))
