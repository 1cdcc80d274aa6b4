"""Every dependency stands on the release plan of a team that it touches."""

from __future__ import annotations

from collections.abc import Iterator

from models.dependency import DependencyType
from models.issue import Issue
from optimizer.rules.basis import Basis, place, warning

RULE = "dependency-on-release-plan"


def dependency_on_release_plan(basis: Basis) -> Iterator[Issue]:
    """A warning for every dependency on no release plan, or on that of a team it does not touch.

    `excludes` has nothing to be planned. A waiver names `before -> after`.
    """
    for n, row in enumerate(basis.portfolio.dependencies):
        if row.type is DependencyType.EXCLUDES:
            continue
        touched = [basis.index.initiatives[name].team for name in (row.before, row.after)]
        if row.release_plan_of in touched:
            continue
        pair = f"{basis.name(row.after)} depends on {basis.name(row.before)}"
        if row.release_plan_of is None:
            what = f"{pair}, and this stands on no team's release plan"
        else:
            stands = basis.index.teams[row.release_plan_of].name
            what = (
                f"{pair}, and this stands on the release plan of {stands}, which has no part in it"
            )
        names = " or ".join(dict.fromkeys(touched))
        yield warning(
            RULE,
            f"{row.before} -> {row.after}",
            place("Dependencies", n, "On release plan of"),
            what,
            f"name the team that plans for it: {names}",
        )
