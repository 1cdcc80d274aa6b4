"""Stages of a plan that start later than the stage before them would let them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from models.dependency import DependencyType
from models.explanation import ReasonKind
from models.stage import Stage, StageKey
from models.units import InitiativeId
from optimizer.explain.block import Block, binding
from optimizer.explain.hold import Hold, holds
from optimizer.explain.standing import Standing


class Wait(NamedTuple):
    """A stage that waits, and for what."""

    stage: Stage
    soonest: int
    """The period in which the stage before it, or for a first one now, would let it start."""
    ready: int
    """The first in which gates, dates and what it waits for let it start, too."""
    start: int
    """The period in which it starts."""
    hold: Hold | None
    """What holds it until it is ready."""
    block: Block | None
    """What keeps it from starting when it is ready: the scarce thing that misses most."""
    blocks: tuple[Block, ...]
    """All scarce things that keep it from starting then."""
    cost: int
    """Value that the whole wait costs, in minor units; never negative."""
    scarcity: int
    """The part of it that goes by after the stage is ready."""


def waits(standing: Standing) -> tuple[Wait, ...]:
    """All stages that wait, by initiative and number; committed ones never do.

    What is lost is counted stage by stage, the later ones following at once: costs add up.
    """
    names = sorted(standing.index.initiatives)
    return tuple(wait for name in names for wait in _of(standing, name))


def _of(standing: Standing, initiative: InitiativeId) -> Iterator[Wait]:
    stages = planned(standing, initiative)
    for position, stage in enumerate(stages):
        start, soonest = int(standing.starts[stage.key]), standing.soonest(stage)
        if start > soonest:
            yield _wait(standing, stages, position, soonest)


def planned(standing: Standing, initiative: InitiativeId) -> tuple[Stage, ...]:
    """The stages of an initiative that the plan starts; not the committed ones."""
    return tuple(
        stage
        for stage in standing.index.stages_of.get(initiative, ())
        if stage.key in standing.starts and stage.key not in standing.facts.committed
    )


def _wait(standing: Standing, stages: tuple[Stage, ...], position: int, soonest: int) -> Wait:
    stage = stages[position]
    start = int(standing.starts[stage.key])
    found = [hold for hold in holds(standing, stage) if soonest < hold.until <= start]
    hold = max(found, key=lambda hold: hold.until, default=None)
    ready = soonest if hold is None else hold.until
    at_once, when_ready, as_planned = (
        placed(standing, stages, position, t) for t in (soonest, ready, start)
    )
    kept = standing.gain(as_planned)
    scarcity = 0
    block: Block | None = None
    blocks: tuple[Block, ...] = ()
    if start > ready:
        scarcity = max(0, standing.gain(when_ready) - kept)
        blocks = _scarce(standing, stages, stage, when_ready, scarcity)
        own = [row for row in blocks if row.stage == stage.key]
        if blocks:
            block = binding(own or blocks)
        else:
            hold = _shared(standing, stage) or hold
    cost = max(0, standing.gain(at_once) - kept)
    return Wait(stage, soonest, ready, start, hold, block, blocks, max(cost, scarcity), scarcity)


def placed(
    standing: Standing, stages: tuple[Stage, ...], position: int, t: int
) -> dict[StageKey, int]:
    """Starts with one stage in `t`: earlier ones as planned, later ones following at once."""
    starts = {stage.key: int(standing.starts[stage.key]) for stage in stages[:position]}
    for stage in stages[position:]:
        starts[stage.key] = t
        t += stage.periods
    return starts


def _scarce(
    standing: Standing,
    stages: tuple[Stage, ...],
    stage: Stage,
    starts: Mapping[StageKey, int],
    gained: int,
) -> tuple[Block, ...]:
    """What others have that the stage, or one after it, would need at these starts.

    Money and people come first: an envelope binds where both would suffice, and a budget that may
    be overrun where the price is no less than what is gained.
    """
    unpaid = standing.unpaid(starts, stage.initiative)
    found = (*unpaid.blocks, *standing.hands.fit(starts, stage.initiative))
    contested = [row for row in found if row.contest and row.stage.stage >= stage.stage]
    if not contested:
        now = {row.key: int(standing.starts[row.key]) for row in stages}
        contested = [row for row in standing.bounds.fit(starts, now) if row.contest]
    if not contested and unpaid.overruns >= gained:
        contested = [row for row in unpaid.above if row.stage.stage >= stage.stage]
    return tuple(contested)


def _shared(standing: Standing, stage: Stage) -> Hold | None:
    """The release that holds a stage which nothing else holds."""
    for link in standing.links.get(stage.key, ()):
        if link.type is DependencyType.SAME_RELEASE and link.before in standing.starts:
            other = standing.called(link.before.initiative)
            until = int(standing.starts[stage.key])
            return Hold(ReasonKind.DEPENDENCY, until, f"it shares a release with {other}")
    return None
