"""What must be done can be done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from models.dependency import DependencyType
from models.explanation import ReasonKind
from models.initiative import Initiative
from models.issue import Issue
from optimizer.reach import Reach
from optimizer.rules.basis import Basis, error, place

RULE = "must-do-possible"
_REPAIR = {
    ReasonKind.LEFT_OUT: "clear Must do or Leave out",
    ReasonKind.GATE: "clear Must do, or have the gate waived",
    ReasonKind.MONEY: "clear Must do, or let a fund pay for it",
    ReasonKind.DATES: "clear Must do, or move its dates",
    ReasonKind.DEPENDENCY: "clear Must do, or loosen the dependency",
    ReasonKind.CHOICE: "clear Must do, or take it out of the group",
}


def must_do_possible(basis: Basis) -> Iterator[Issue]:
    """An error for everything that must be done and cannot be; a waiver names the initiative."""
    musts = [row for row in basis.portfolio.initiatives if row.must_do and basis.stages(row)]
    if not musts:
        return
    reach = Reach.of(basis.facts)
    for row in musts:
        found = reach.blocked.get(basis.stages(row)[-1].key)
        if found is not None:
            yield _impossible(basis, row, found.text, _REPAIR[found.kind])
    yield from _rivals(basis, musts)


def _impossible(basis: Basis, row: Initiative, why: str, repair: str, *others: Initiative) -> Issue:
    rows = [basis.initiative_row[other.id] for other in others]
    return error(
        RULE,
        row.id,
        place("Initiatives", basis.initiative_row[row.id], "Must do"),
        f"{row.name} must be done and cannot be: {why}",
        repair,
        *(place("Initiatives", n, "Must do") for n in rows),
    )


def _rivals(basis: Basis, musts: list[Initiative]) -> Iterator[Issue]:
    """Two that must be done although only one of them can."""
    groups: defaultdict[str, list[Initiative]] = defaultdict(list)
    for row in sorted(musts, key=lambda row: row.id):
        if row.group is not None:
            groups[row.group].append(row)
    for group, (first, *others) in groups.items():
        if others:
            names = " and ".join(row.name for row in others)
            why = f"{names} must be done too, and of the group {group} only one may be"
            yield _impossible(basis, first, why, _REPAIR[ReasonKind.CHOICE], *others)
    must = {row.id: row for row in musts}
    for link in basis.portfolio.dependencies:
        pair = (link.before, link.after)
        whole = all(name in must for name in pair) and link.type is DependencyType.EXCLUDES
        if whole and not all(
            basis.stages(must[name])[0].key in basis.facts.committed for name in pair
        ):
            first, second = sorted((must[name] for name in pair), key=lambda row: row.id)
            why = f"{second.name} must be done too, and the two exclude each other"
            yield _impossible(basis, first, why, _REPAIR[ReasonKind.DEPENDENCY], second)
