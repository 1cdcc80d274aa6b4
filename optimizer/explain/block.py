"""What stands in the way of a stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from models.explanation import ReasonKind, Scarce
from models.stage import StageKey
from models.units import InitiativeId, PersonId


class Block(NamedTuple):
    """One constraint that a stage breaks at a start, in the plan as it stands.

    Most blocks are only compared: their words are found when they are asked for.
    """

    kind: ReasonKind
    stage: StageKey
    tell: Callable[[], str]
    """A clause for people, without full stop."""
    miss: Fraction = Fraction(1)
    """Share of what the stage asks for that is not there, above 0 and at most 1."""
    over: str = ""
    """The scarce thing and when, where others compete for it."""
    rivals: Callable[[], tuple[InitiativeId, ...]] = tuple
    """Who has it, the largest share first."""
    scarce: Scarce | None = None
    """What kind of thing it is; None where nobody competes for it."""
    only: Callable[[], PersonId | None] = lambda: None
    """The one person who could do it at all, where it is one."""


def said(kind: ReasonKind, stage: StageKey, text: str) -> Block:
    """A block of which there is one, and no more of or less of it."""
    return Block(kind, stage, lambda: text)


def binding(blocks: Sequence[Block]) -> Block:
    """The one that misses most, the first among equals; there must be one."""
    return max(blocks, key=lambda block: block.miss)


def ranked(shares: Mapping[InitiativeId, int]) -> tuple[InitiativeId, ...]:
    """Initiatives with a share, the largest first, equals by ID."""
    having = sorted((-share, name) for name, share in shares.items() if share > 0)
    return tuple(name for _, name in having)
