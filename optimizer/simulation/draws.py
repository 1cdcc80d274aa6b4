"""Which gates fail in a sample: a draw for each sample and gate, the same for both policies."""

from __future__ import annotations

import hashlib
import json
from fractions import Fraction

from models.portfolio import Portfolio
from models.stage import Stage, StageKey
from models.verdict import VerdictKind
from optimizer.facts import Facts
from optimizer.gates import judge

_BITS = 64


def in_play(portfolio: Portfolio) -> tuple[Stage, ...]:
    """Stages whose gate is still to say something that a later stage hangs on, sorted."""
    facts = Facts.of(portfolio, judge(portfolio))
    found = []
    for initiative in sorted(facts.index.stages_of):
        for stage in facts.index.stages_of[initiative][:-1]:
            kind = facts.verdicts[stage.key].kind
            if not kind.opens and kind is not VerdictKind.FAILED:
                found.append(stage)
    return tuple(found)


def failing(gates: tuple[Stage, ...], seed: int, sample: int) -> frozenset[StageKey]:
    """The gates that fail in a sample.

    Each gate has its own draw of 64 bits, made by SHA-256 of seed, sample and gate: neither the
    order of events nor what else is in the portfolio changes it.
    """
    return frozenset(
        gate.key for gate in gates if _drawn(seed, sample, gate.key) >= Fraction(gate.chance) / 100
    )


def _drawn(seed: int, sample: int, gate: StageKey) -> Fraction:
    """Evenly spread over 0 (included) to 1 (not)."""
    name = json.dumps([seed, sample, gate.initiative, gate.stage])
    digest = hashlib.sha256(name.encode()).digest()
    return Fraction(int.from_bytes(digest[: _BITS // 8]), 2**_BITS)
