"""Tries to put an initiative's missing stages into a plan as it stands, and says what stops it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from models.explanation import ReasonKind
from models.stage import Stage, StageKey
from models.units import InitiativeId, PeriodIndex
from models.verdict import VerdictKind
from models.wording import listed
from optimizer.explain.block import Block, ranked
from optimizer.explain.placement import Bundle, bundle, places, untimely
from optimizer.explain.purses import Ask, asks
from optimizer.explain.standing import Standing


class Attempt(NamedTuple):
    """Stages at starts, and what stands in the way."""

    starts: Mapping[StageKey, int]
    blocks: tuple[Block, ...]
    overruns: int
    """Price of the money above soft budgets."""

    @property
    def miss(self) -> Fraction:
        """How far it is from fitting; 0 fits."""
        return sum((block.miss for block in self.blocks), Fraction(0))


class Finding(NamedTuple):
    """What keeps an initiative, or the rest of it, out of a plan."""

    block: Block
    """The binding constraint at the most hopeful start."""
    start: int | None = None
    """The most hopeful start, where one was tried."""
    with_others: tuple[InitiativeId, ...] = ()
    """What it hangs on and was tried together with it."""
    forgone: int = 0
    """Expected value of the missing stages, as soon as they could start, in minor units."""


def insertion(standing: Standing, initiative: InitiativeId) -> Finding:
    """What keeps the missing stages of the initiative out of the plan; it must have some.

    The start with the smallest sum of missing shares among those that bring value is the most
    hopeful one; of its constraints the one that misses most is binding.
    """
    first = standing.missing(initiative)[0]
    blocked = standing.reach.blocked.get(first.key)
    if blocked is not None:
        return Finding(Block(blocked.kind, first.key, blocked.text))
    found = bundle(standing, initiative)
    attempts = [_attempt(standing, found, starts) for starts in places(standing, found.stages)]
    attempts = [attempt for attempt in attempts if first.key in attempt.starts]
    if not attempts:
        text = f"{first.name} cannot start before the plan ends"
        return Finding(Block(ReasonKind.DATES, first.key, text))
    forgone = max(0, _gain(standing, attempts[0]))
    others = tuple(sorted({stage.initiative for stage in found.others} - {initiative}))
    if found.block is not None:
        return Finding(found.block, forgone=forgone)
    best = next((a for a in _hopeful(attempts) if _gain(standing, a) > 0), None)
    if best is None:
        return Finding(_without_value(standing, initiative, attempts[0]))
    if best.blocks and (gate := _gate(standing, found, first)) is not None:
        return Finding(gate, best.starts[first.key], others, forgone)
    block = _binding(best) if best.blocks else _crowded_out(standing, first, best)
    return Finding(block, best.starts[first.key], others, forgone)


def _attempt(standing: Standing, found: Bundle, starts: Mapping[StageKey, int]) -> Attempt:
    blocks, overruns = scarce(standing, starts)
    blocks = (*untimely(standing, starts), *blocks, *standing.bounds.fit(starts))
    dropped = [stage.key for stage in found.others if stage.key not in starts]
    if dropped:
        text = f"{standing.name(dropped[0].initiative)}, which it needs, cannot start in time"
        blocks = (*blocks, Block(ReasonKind.DEPENDENCY, found.own[0].key, text))
    return Attempt(starts, blocks, overruns)


def scarce(
    standing: Standing, starts: Mapping[StageKey, int], moving: InitiativeId | None = None
) -> tuple[tuple[Block, ...], int]:
    """What money and people do not suffice for, and the price of overruns.

    What the plan gives to the initiative that is `moving` counts as free.
    """
    wanted = [ask for key in sorted(starts) for ask in _asks(standing, key, starts[key])]
    unpaid, overruns = standing.purses.fit(wanted, moving)
    return (*unpaid, *standing.hands.fit(starts, moving)), overruns


def _asks(standing: Standing, key: StageKey, start: int) -> list[Ask]:
    stage = standing.index.stage[key]
    return asks(standing.index, stage, standing.dues.of(stage, PeriodIndex(start)))


def _hopeful(attempts: list[Attempt]) -> list[Attempt]:
    """Most hopeful first, the earlier first among equals."""
    return sorted(attempts, key=lambda attempt: attempt.miss)


def _gain(standing: Standing, attempt: Attempt) -> int:
    return standing.gain(attempt.starts) - attempt.overruns


def _binding(attempt: Attempt) -> Block:
    return max(attempt.blocks, key=lambda block: block.miss)


def _without_value(standing: Standing, initiative: InitiativeId, soonest: Attempt) -> Block:
    """Why nothing is gained, however it starts."""
    first = standing.missing(initiative)[0]
    for stage in standing.missing(initiative):
        blocked = standing.reach.blocked.get(stage.key)
        if blocked is not None:
            return Block(blocked.kind, stage.key, blocked.text)
    if not standing.index.benefits_of.get(initiative):
        text = "it promises no benefit"
    elif soonest.overruns or standing.gain(soonest.starts) < 0:
        gain = _gain(standing, soonest)
        text = f"its prices exceed what it brings: {standing.money(gain)} at the earliest start"
    else:
        text = "nothing of what it brings would count any more"
    waiting = _waiting_for(standing, initiative)
    if waiting:
        text += f", and {standing.name(waiting[0])}, which hangs on it, is not funded either"
    return Block(ReasonKind.NO_VALUE, first.key, text)


def _waiting_for(standing: Standing, initiative: InitiativeId) -> list[InitiativeId]:
    """Initiatives that hang on this one and are not in the plan."""
    return sorted(
        {
            row.after
            for row in standing.index.portfolio.dependencies
            if row.before == initiative
            and row.after != initiative
            and row.type.value != "excludes"
            and standing.missing(row.after)
        }
    )


def _gate(standing: Standing, found: Bundle, first: Stage) -> Block | None:
    """The gate before the first missing stage, if it alone keeps it from fitting now."""
    facts = standing.facts
    if first.key in facts.releasable or facts.earliest[first.key] != 1:
        return None
    opened = next(places(standing, found.stages, frozenset([first.key])), {})
    if opened.get(first.key) != 0:
        return None
    attempt = _attempt(standing, found, opened)
    if attempt.blocks or _gain(standing, attempt) <= 0:
        return None
    return Block(
        ReasonKind.GATE, first.key, f"it could start now, but {gate_lacks(standing, first)}"
    )


def gate_lacks(standing: Standing, stage: Stage) -> str:
    """What keeps the stage's tranche from being released: a clause without full stop."""
    for earlier in standing.index.stages_of[stage.initiative][: stage.stage - 1]:
        verdict = standing.facts.verdicts[earlier.key]
        if verdict.kind.opens:
            continue
        said = verdict.reason.rstrip(".")
        if verdict.kind in (VerdictKind.PENDING, VerdictKind.UNPROVEN):
            said = said[:1].lower() + said[1:]  # our own words; the others begin with a metric
        return f"the gate after {earlier.name} is {verdict.kind}: {said}"
    return f"the release of {stage.name} or of a stage before it was reversed"


def _crowded_out(standing: Standing, first: Stage, attempt: Attempt) -> Block:
    """It would fit by the sums: either names forbid it, or the search stopped before trying it."""
    start = attempt.starts[first.key]
    rivals = _neighbours(standing, first, start)
    text = f"money and people would suffice by their sums in {standing.period(start)}, but "
    text += f"{_by_name(standing, rivals)} are not free by name" if rivals else "not by name"
    distance = standing.plan.bound - standing.plan.value.total
    if distance > 0:
        text += f", or the search stopped within {standing.money(distance)} of the best plan"
    return Block(ReasonKind.CROWDED_OUT, first.key, text, winners=rivals)


def _by_name(standing: Standing, rivals: tuple[InitiativeId, ...]) -> str:
    return f"the people at work for {listed([standing.name(name) for name in rivals])}"


def _neighbours(standing: Standing, stage: Stage, start: int) -> tuple[InitiativeId, ...]:
    """Who uses most of the skills that the stage needs when it would start."""
    shares: defaultdict[InitiativeId, int] = defaultdict(int)
    for row in standing.index.demand_of.get(stage.key, ()):
        users = standing.hands.spare.usage.by_skill.get((row.skill, start))
        for name, slices in (users or {}).items():
            shares[name] += slices
    shares.pop(stage.initiative, None)
    return ranked(shares)
