"""What an arc of a network of people can take in a period."""

from __future__ import annotations

from typing import NamedTuple


class Capacity(NamedTuple):
    """Slices that an arc can take: a number, and columns that add to it or take from it."""

    slices: int
    columns: tuple[tuple[int, int], ...] = ()


Capacities = tuple[Capacity, ...]
"""By period."""
