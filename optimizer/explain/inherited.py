"""What a stage loses because the work that it waits for is short of something itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from models.stage import StageKey
from models.units import InitiativeId
from optimizer.explain.block import Block
from optimizer.explain.hold import holds
from optimizer.explain.standing import Standing
from optimizer.explain.wait import Wait, placed, planned


class Passed(NamedTuple):
    """A scarcity that is passed on to a stage that waits."""

    wait: Wait
    block: Block
    """What the work that it waits for is short of."""
    periods: int
    """By how much it is delayed for it."""
    cost: int
    """Value that goes by, in minor units; no part of what the stage loses for itself."""


def inherited(standing: Standing, waiting: Sequence[Wait]) -> Iterator[Passed]:
    """The waits for work of others that is itself late for want of what others have.

    The part of the wait that would go if that work started when it is ready.
    """
    waits_of: dict[InitiativeId, list[Wait]] = {}
    for wait in waiting:
        waits_of.setdefault(wait.stage.initiative, []).append(wait)
    for wait in waiting:
        root = _root(wait, waits_of, frozenset())
        if root is not None:
            passed = _passed(standing, wait, *root)
            if passed.cost > 0:
                yield passed


def _root(
    wait: Wait, waits_of: Mapping[InitiativeId, Sequence[Wait]], seen: frozenset[StageKey]
) -> tuple[int, Block] | None:
    """By how many periods at most, and for want of what, the work that it waits for is late."""
    before = None if wait.hold is None else wait.hold.before
    if before is None or before in seen or before.initiative == wait.stage.initiative:
        return None
    causes = []
    for other in waits_of.get(before.initiative, ()):
        if other.stage.stage <= before.stage:
            if other.block is not None:
                causes.append((other.start - other.ready, other.block))
            further = _root(other, waits_of, seen | {before})
            if further is not None:
                causes.append((min(further[0], other.ready - other.soonest), further[1]))
    return max(causes, key=lambda cause: cause[0], default=None)


def _passed(standing: Standing, wait: Wait, late: int, block: Block) -> Passed:
    stages = planned(standing, wait.stage.initiative)
    position = stages.index(wait.stage)
    others = [
        hold.until
        for hold in holds(standing, wait.stage)
        if hold.until <= wait.start and (hold.before is None or hold != wait.hold)
    ]
    sooner = max([wait.soonest, wait.ready - late, *(t for t in others if t <= wait.ready)])
    at_best, when_ready = (placed(standing, stages, position, t) for t in (sooner, wait.ready))
    cost = max(0, standing.gain(at_best) - standing.gain(when_ready))
    return Passed(wait, block, wait.ready - sooner, cost)
