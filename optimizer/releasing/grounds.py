"""Grounds: what the gates before a stage say now, and on which outcomes that rests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from models.index import Index
from models.ledger import Basis, Proof
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import Money
from models.verdict import Verdict, VerdictKind


@dataclass(frozen=True)
class Grounds:
    """What may be handed over of one tranche, and why."""

    allowed: Money
    """The tranche, or what a conditional gate lets go of it, or nothing."""
    basis: Basis
    closed: tuple[str, ...] = ()
    """Why no more, gate by gate, for people."""


def grounds(index: Index, verdicts: Mapping[StageKey, Verdict], key: StageKey) -> Grounds:
    """What the gates before a stage let go of its tranche.

    Args:
        index: of the portfolio as it is now.
        verdicts: of its gates, by the stage that they end.
        key: the stage.
    """
    stage = index.stage[key]
    before = [row.key for row in index.stages_of[key.initiative] if row.stage < key.stage]
    kinds = [verdicts[gate].kind for gate in before]
    closed = tuple(
        f"the gate after stage {gate.stage} is {verdicts[gate].kind.value}: {verdicts[gate].reason}"
        for gate in before
        if not verdicts[gate].kind.opens
    )
    basis = Basis(
        verdict=kinds[-1] if kinds else None,
        proofs=tuple(_proofs(index, before)),
        waivers=tuple(
            f"{gate.initiative}/{gate.stage}: {verdicts[gate].reason}"
            for gate in before
            if verdicts[gate].kind is VerdictKind.WAIVED
        ),
    )
    allowed = stage.tranche
    if closed:
        only_last = len(closed) == 1 and kinds[-1] is VerdictKind.CONDITIONAL
        share = Fraction(index.portfolio.settings.conditional_share) if only_last else Fraction(0)
        allowed = Money(int(stage.tranche * share / 100))
    return Grounds(allowed, basis, closed)


def _proofs(index: Index, gates: Iterable[StageKey]) -> Iterable[Proof]:
    """The latest outcomes of each objective of these gates; several where they share a day."""
    for gate in gates:
        for objective in sorted(index.objectives_of.get(gate, ()), key=lambda row: row.id):
            rows = index.outcomes_of.get(objective.id, ())
            newest = max((row.date for row in rows), default=None)
            latest = [row for row in rows if row.date == newest]
            yield from sorted((Proof(**dict(row)) for row in latest), key=Proof.model_dump_json)


def evidence_key(key: StageKey, basis: Basis) -> str:
    """SHA-256 of what a request for a stage rests on: the same evidence, the same key.

    What the files of the evidence hold is not part of it: it is kept beside it.
    """
    said = basis.model_dump(mode="json")
    for proof in said["proofs"]:
        del proof["file"]
    text = json.dumps([key.initiative, key.stage, said], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def core(portfolio: Portfolio) -> str:
    """Digest of what a plan rests on and may not change before its tranches are released.

    Outcomes, waivers and budgets may change: at the release they are judged again.
    """
    return portfolio.model_copy(update={"outcomes": (), "waivers": (), "budgets": ()}).digest()
