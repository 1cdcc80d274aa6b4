"""How soon a peer was how close: book-keeping over what it found when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.peers.run import Asks, Run

Events = Sequence[tuple[float, float]]
"""Seconds and value, in any order."""


def seconds_to_first(events: Events) -> float | None:
    """When there was a plan at all; None where there never was."""
    return min((seconds for seconds, _ in events), default=None)


def seconds_to(events: Events, bound: float, share: float) -> float | None:
    """When a plan was within a share (0.01 is 1 %) of a bound; None where none ever was."""
    close = (seconds for seconds, value in events if gap(value, bound) <= share)
    return min(close, default=None)


def gap(value: float, bound: float) -> float:
    """Distance to a bound as a share of it; 0 where the value is no less."""
    return max(0.0, bound - value) / max(abs(bound), 1.0)


def best_bounds(runs: Iterable[Run]) -> dict[Asks, float]:
    """The smallest bound that anyone proved for each model."""
    bounds: dict[Asks, float] = {}
    for run in runs:
        if run.bound is not None:
            bounds[run.asks] = min(run.bound, bounds.get(run.asks, run.bound))
    return bounds
