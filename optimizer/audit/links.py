"""Dependencies with the stages that they mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.dependency import Dependency, DependencyType
from models.index import Index
from models.stage import StageKey
from models.units import InitiativeId


@dataclass(frozen=True)
class Link:
    """One dependency: its row, and its two stages."""

    row: Dependency
    before: StageKey
    after: StageKey


def links(index: Index, kind: DependencyType) -> Iterator[Link]:
    """The dependencies of one type, with the stages meant where none is named."""
    excludes = kind is DependencyType.EXCLUDES
    together = kind is DependencyType.SAME_RELEASE
    for row in index.portfolio.dependencies:
        if row.type is kind:
            before = _stage(index, row.before, row.before_stage, first=excludes)
            after = _stage(index, row.after, row.after_stage, first=not together)
            yield Link(row, before, after)


def _stage(index: Index, name: InitiativeId, number: int | None, *, first: bool) -> StageKey:
    if number is None:
        number = index.stages_of[name][0 if first else -1].stage
    return StageKey(name, number)
