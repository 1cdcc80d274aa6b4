"""Work that has begun had its tranche released."""

from __future__ import annotations

from collections.abc import Iterator

from models.issue import Issue
from models.stage import StageStatus
from optimizer.facts import standing_release
from optimizer.rules.basis import Basis, place, warning

RULE = "committed-has-release"


def committed_has_release(basis: Basis) -> Iterator[Issue]:
    """A warning for every active or done stage whose tranche the ledger's extract does not show.

    A waiver names `initiative/stage`.
    """
    for n, stage in enumerate(basis.portfolio.stages):
        begun = stage.status is not StageStatus.NOT_STARTED
        if begun and stage.tranche and standing_release(basis.index, stage.key) is None:
            yield warning(
                RULE,
                f"{stage.initiative}/{stage.stage}",
                place("Stages", n, "Status"),
                f"“{stage.name}” of {basis.name(stage.initiative)} is {stage.status}, and no "
                f"release of its {basis.money(stage.tranche)} stands in Releases",
                "add the release to Releases, or correct the status",
            )
