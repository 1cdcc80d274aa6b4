"""Every stage but an initiative's first follows a gate with at least one objective."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from models.issue import Issue
from optimizer.rules.basis import Basis, place, warning

RULE = "gate-has-objective"


def gate_has_objective(basis: Basis) -> Iterator[Issue]:
    """A warning for every gate without objective before a tranche that is still to be released.

    A waiver names `initiative/stage`, the stage that the gate ends.
    """
    for stages in basis.index.stages_of.values():
        for ended, following in pairwise(stages):
            if following.key in basis.facts.committed or basis.index.objectives_of.get(ended.key):
                continue
            yield warning(
                RULE,
                f"{ended.initiative}/{ended.stage}",
                place("Stages", basis.stage_row[ended.key], "Stage"),
                f"the gate after “{ended.name}” of {basis.name(ended.initiative)} has no "
                f"objective, so the tranche of “{following.name}” "
                f"({basis.money(following.tranche)}) stays held",
                "set at least one objective for this initiative and stage in Objectives",
                place("Stages", basis.stage_row[following.key], "Stage"),
            )
