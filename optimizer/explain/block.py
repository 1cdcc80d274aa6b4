"""What stands in the way of a stage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import NamedTuple

from models.explanation import ReasonKind
from models.stage import StageKey
from optimizer.explain.contest import Contest


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
    contest: Callable[[], Contest] | None = None
    """What is scarce and who has it; None where nobody competes for it."""


def said(kind: ReasonKind, stage: StageKey, text: str) -> Block:
    """A block of which there is one, and no more of or less of it."""
    return Block(kind, stage, lambda: text)


def binding(blocks: Sequence[Block]) -> Block:
    """The one that misses most, the first among equals; there must be one."""
    return max(blocks, key=lambda block: block.miss)
