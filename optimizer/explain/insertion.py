"""Tries to put an initiative's missing stages into a plan as it stands, and says what stops it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from models.explanation import ReasonKind
from models.stage import Stage, StageKey
from models.units import InitiativeId
from optimizer.explain.block import Block, binding, said
from optimizer.explain.clauses import crowded_out, gate_lacks, instead, without_value
from optimizer.explain.placement import Bundle, bundle, places, untimely
from optimizer.explain.standing import Standing

_LOOKS_IN_ALL = 60_000
"""Starts looked at closely in a whole portfolio, about: of many stages fewer for each."""

_FEWEST_LOOKS = 3


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
    blocks: tuple[Block, ...] = ()
    """All constraints that it breaks at that start."""


def insertion(standing: Standing, initiative: InitiativeId) -> Finding:
    """What keeps the missing stages of the initiative out of the plan; it must have some.

    The start with the smallest sum of missing shares among those that bring value is the most
    hopeful one; of its constraints the one that misses most is binding.
    """
    first = standing.missing(initiative)[0]
    blocked = standing.reach.blocked.get(first.key)
    if blocked is not None:
        return Finding(said(blocked.kind, first.key, blocked.text))
    found = bundle(standing, initiative)
    starts = [at for at in places(standing, found.stages) if first.key in at]
    if not starts:
        text = f"“{first.name}” cannot start before the plan ends"
        return Finding(said(ReasonKind.DATES, first.key, text))
    forgone = max(0, standing.gain(starts[0], initiative))
    if found.rival is not None:
        return Finding(instead(standing, first, found.rival, starts, forgone), forgone=forgone)
    if found.block is not None:
        return Finding(found.block, forgone=forgone)
    best = _most_hopeful(standing, found, starts)
    if best is None:
        vain = without_value(standing, initiative, starts[0])
        return Finding(vain, forgone=0 if vain.contest is None else forgone)
    others = tuple(sorted({stage.initiative for stage in found.others} - {initiative}))
    block = (
        _gate(standing, found, first)
        if best.blocks
        else crowded_out(standing, first, best.starts, _gain(standing, best))
    )
    bound = block or binding(best.blocks)
    return Finding(bound, best.starts[first.key], others, forgone, best.blocks)


def _most_hopeful(
    standing: Standing, found: Bundle, starts: list[dict[StageKey, int]]
) -> Attempt | None:
    """The attempt that brings value and misses least; None if none brings value.

    Money and dates are held against every start, people and envelopes only against those of them
    that look best, as many as the size of the portfolio allows.
    """
    roughly = sorted((_paid(standing, found, at) for at in starts), key=lambda row: row.miss)
    attempts = []
    for rough in roughly[: _closer_looks(standing)]:
        attempt = _staffed(standing, rough)
        if not attempt.blocks and _gain(standing, attempt) > 0:
            return attempt
        attempts.append(attempt)
    ordered = sorted(attempts, key=lambda attempt: attempt.miss)
    valuable = (row for row in (*ordered, *roughly) if _gain(standing, row) > 0)
    return next(valuable, None)


def _closer_looks(standing: Standing) -> int:
    return max(_FEWEST_LOOKS, _LOOKS_IN_ALL // max(1, len(standing.index.portfolio.stages)))


def _paid(standing: Standing, found: Bundle, starts: Mapping[StageKey, int]) -> Attempt:
    """An attempt held against money and dates."""
    unpaid = standing.unpaid(starts)
    blocks = (*untimely(standing, starts), *unpaid.blocks)
    dropped = [stage.key for stage in found.others if stage.key not in starts]
    if dropped:
        text = f"{standing.name(dropped[0].initiative)}, which it needs, cannot start in time"
        blocks = (*blocks, said(ReasonKind.DEPENDENCY, found.own[0].key, text))
    return Attempt(starts, blocks, unpaid.overruns)


def _staffed(standing: Standing, paid: Attempt) -> Attempt:
    """The attempt held against people and envelopes too."""
    short = (*standing.hands.fit(paid.starts), *standing.bounds.fit(paid.starts))
    return paid._replace(blocks=(*paid.blocks, *short))


def _gain(standing: Standing, attempt: Attempt) -> int:
    return standing.gain(attempt.starts) - attempt.overruns


def _gate(standing: Standing, found: Bundle, first: Stage) -> Block | None:
    """The gate before the first missing stage, if it alone keeps it from fitting now."""
    facts = standing.facts
    if first.key in facts.releasable or facts.earliest[first.key] != 1:
        return None
    opened = next(places(standing, found.stages, frozenset([first.key])), {})
    if opened.get(first.key) != 0:
        return None
    attempt = _staffed(standing, _paid(standing, found, opened))
    if attempt.blocks or _gain(standing, attempt) <= 0:
        return None
    text = f"it could start now, but {gate_lacks(standing, first)}"
    return said(ReasonKind.GATE, first.key, text)
