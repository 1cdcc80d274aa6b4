"""What depends on what, stage by stage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from models.dependency import Dependency, DependencyType
from models.plan import TrancheState
from models.stage import StageKey
from models.units import InitiativeId
from reports.context import Context


@dataclass(frozen=True)
class Link:
    """A dependency with the two stages that it is about."""

    row: Dependency
    before: StageKey
    after: StageKey


@dataclass(frozen=True)
class Links:
    """The dependencies in which one waits for another; what excludes another waits for nothing."""

    context: Context

    @cached_property
    def all(self) -> tuple[Link, ...]:
        """In the order of their stages."""
        rows = (
            Link(row, *ends(self.context, row))
            for row in self.context.portfolio.dependencies
            if row.type is not DependencyType.EXCLUDES and row.before != row.after
        )
        return tuple(
            sorted(rows, key=lambda link: (link.before, link.after, link.row.model_dump_json()))
        )

    @cached_property
    def open(self) -> tuple[Link, ...]:
        """Those between a stage that is not over and one that is planned and not released."""
        return tuple(
            link
            for link in self.all
            if not self.context.done(link.before) and self._to_come(link.after)
        )

    def _to_come(self, key: StageKey) -> bool:
        row = self.context.stage_plans.get(key)
        return row is not None and row.start is not None and row.state is not TrancheState.RELEASED

    @cached_property
    def into(self) -> Mapping[InitiativeId, tuple[Link, ...]]:
        """What each initiative still waits for."""
        return _grouped((link.after.initiative, link) for link in self.open)

    @cached_property
    def out_of(self) -> Mapping[InitiativeId, tuple[Link, ...]]:
        """What still waits for each initiative."""
        return _grouped((link.before.initiative, link) for link in self.open)

    @cached_property
    def leaving(self) -> Mapping[InitiativeId, tuple[Link, ...]]:
        """All dependencies on each initiative, whatever became of them."""
        return _grouped((link.before.initiative, link) for link in self.all)


def ends(context: Context, row: Dependency) -> tuple[StageKey, StageKey]:
    """The two stages that a dependency is about, defaults filled in."""
    last_before = len(context.index.stages_of.get(row.before, ()))
    last_after = len(context.index.stages_of.get(row.after, ()))
    before = 1 if row.type is DependencyType.EXCLUDES else last_before
    after = last_after if row.type is DependencyType.SAME_RELEASE else 1
    return (
        StageKey(row.before, row.before_stage or before),
        StageKey(row.after, row.after_stage or after),
    )


def _grouped(rows: Iterable[tuple[InitiativeId, Link]]) -> Mapping[InitiativeId, tuple[Link, ...]]:
    found: defaultdict[InitiativeId, list[Link]] = defaultdict(list)
    for key, link in rows:
        found[key].append(link)
    return {key: tuple(links) for key, links in found.items()}
