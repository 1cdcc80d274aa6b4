"""Every initiative that asks for more than a threshold has a value and a delivery objective."""

from __future__ import annotations

from collections.abc import Iterator

from models.index import Index
from models.initiative import Initiative
from models.issue import Issue
from models.metric import Nature
from optimizer.rules.basis import Basis, place, warning

RULE = "both-natures"


def both_natures(basis: Basis) -> Iterator[Issue]:
    """A warning for every initiative above the threshold that lacks a nature; a waiver names it.

    Initiatives that are over or left out ask for nothing any more.
    """
    threshold = basis.portfolio.settings.both_natures_above
    if threshold is None:
        return
    for n, row in enumerate(basis.portfolio.initiatives):
        stages = basis.stages(row)
        asked = sum(stage.tranche for stage in stages)
        over = all(stage.key in basis.facts.done for stage in stages)
        missing = [nature for nature in Nature if nature not in _natures(basis.index, row)]
        if asked <= threshold or over or row.leave_out or not missing:
            continue
        yield warning(
            RULE,
            row.id,
            place("Initiatives", n, "Initiative"),
            f"{row.name} asks for {basis.money(asked)} and has no "
            f"{' and no '.join(missing)} objective",
            f"above {basis.money(threshold)} an initiative has an objective of value and one of "
            "delivery",
        )


def _natures(index: Index, initiative: Initiative) -> set[Nature]:
    """The natures of the initiative's objectives at all its gates."""
    return {
        row.nature or index.metrics[row.metric].nature
        for stage in index.stages_of.get(initiative.id, ())
        for row in index.objectives_of.get(stage.key, ())
    }
