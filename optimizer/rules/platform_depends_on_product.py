"""A platform never depends on a product; infrastructure depends on neither."""

from __future__ import annotations

from collections.abc import Iterator

from models.dependency import DependencyType
from models.issue import Issue
from models.team import TeamKind
from optimizer.rules.basis import Basis, error, place

RULE = "platform-depends-on-product"
_LEVEL = {TeamKind.INFRASTRUCTURE: 0, TeamKind.PLATFORM: 1, TeamKind.PRODUCT: 2}


def platform_depends_on_product(basis: Basis) -> Iterator[Issue]:
    """An error for every dependency in which the later team stands below the earlier one.

    The later initiative depends on the earlier one; a feature flag makes that cheaper, not right.
    `excludes` is no dependency in this sense. A waiver names `before -> after`.
    """
    for n, row in enumerate(basis.portfolio.dependencies):
        if row.type is DependencyType.EXCLUDES:
            continue
        before = basis.index.teams[basis.index.initiatives[row.before].team]
        after = basis.index.teams[basis.index.initiatives[row.after].team]
        if _LEVEL[after.kind] < _LEVEL[before.kind]:
            yield error(
                RULE,
                f"{row.before} -> {row.after}",
                place("Dependencies", n, "After"),
                f"{basis.name(row.after)} of the {after.kind} team {after.name} depends on "
                f"{basis.name(row.before)} of the {before.kind} team {before.name}",
                "products depend on platforms and both on infrastructure, never the other way "
                "round: turn the dependency round, or have it waived",
                place("Dependencies", n, "Before"),
            )
