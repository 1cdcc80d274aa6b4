"""What stands in the way of a stage."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from models.explanation import ReasonKind
from models.stage import StageKey
from models.units import InitiativeId


class Block(NamedTuple):
    """One constraint that a stage breaks at a start, in the plan as it stands."""

    kind: ReasonKind
    stage: StageKey
    text: str
    """A clause for people, without full stop."""
    miss: Fraction = Fraction(1)
    """Share of what the stage asks for that is not there, above 0 and at most 1."""
    over: str = ""
    """The scarce thing and when, where others compete for it."""
    winners: tuple[InitiativeId, ...] = ()
    """Who has it, the largest share first."""


def ranked(shares: Mapping[InitiativeId, int]) -> tuple[InitiativeId, ...]:
    """Initiatives with a share, the largest first, equals by ID."""
    having = [name for name, share in shares.items() if share > 0]
    return tuple(sorted(having, key=lambda name: (-shares[name], name)))
