"""Void work: what was done behind a failed gate, and what was done in waiting for such work."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from models.dependency import DependencyType
from models.stage import StageKey
from models.units import InitiativeId
from optimizer.facts import Facts
from optimizer.worth import after_stage, before_stage

_WAITS = (DependencyType.FINISH_START, DependencyType.SAME_RELEASE)


def first_failures(gates: Collection[StageKey]) -> dict[InitiativeId, int]:
    """For each initiative the stage that the first of these failed gates ends."""
    found: dict[InitiativeId, int] = {}
    for gate in sorted(gates, reverse=True):
        found[gate.initiative] = gate.stage
    return found


def void(
    facts: Facts, started: Collection[StageKey], failed: Mapping[InitiativeId, int]
) -> frozenset[StageKey]:
    """The started stages that bring nothing, by the facts of the first plan.

    What was committed when the simulation begins counts, as it does in a plan.
    """
    free = {key for key in started if key not in facts.committed}
    found = {key for key in free if key.stage > failed.get(key.initiative, key.stage)}
    while True:
        more = {
            key
            for waiting in waiting_for(facts, found)
            for key in free
            if key.initiative == waiting.initiative and key.stage >= waiting.stage
        }
        if more <= found:
            return frozenset(found)
        found |= more


def waiting_for(facts: Facts, stages: Collection[StageKey]) -> Iterator[StageKey]:
    """The stages that wait for one of these, or are released together with it."""
    for row in facts.index.portfolio.dependencies:
        if row.type not in _WAITS:
            continue
        before, after = before_stage(facts, row), after_stage(facts, row)
        if before in stages:
            yield after
        if after in stages and row.type is DependencyType.SAME_RELEASE:
            yield before
