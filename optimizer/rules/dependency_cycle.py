"""Dependencies have no cycle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import NamedTuple

from models.dependency import DependencyType
from models.issue import Issue
from models.stage import StageKey
from optimizer.rules.basis import Basis, error, place, warning
from optimizer.worth import after_stage, before_stage

RULE = "dependency-cycle"


class Edge(NamedTuple):
    """`after` waits for `before`."""

    before: StageKey
    after: StageKey
    row: int | None
    """Position in Dependencies; None = the order of stages within an initiative."""


def dependency_cycle(basis: Basis) -> Iterator[Issue]:
    """An error for every circle of waiting, a warning for every circle of mere `needs`.

    Waiting is what has an order in time: stages of an initiative, and finish-start without a flag
    (a flag lets the later one go first, so it breaks the circle). Stages of the same release finish
    together, so they count as one. `needs` asks for no order: a circle of it can be started, but
    only all together. Committed stages wait for nothing. A waiver names the circle of IDs as it
    stands in the finding's subject, such as `a -> b -> a`.
    """
    together = _Together(basis)
    graph = _Graph(together)
    graph.add([*_within_initiatives(basis), *_waiting(basis)])
    for cycle in graph.cycles():
        yield _finding(basis, cycle, together, stops=True)
    graph.add(_needs(basis))
    for cycle in graph.cycles():
        yield _finding(basis, cycle, together, stops=False)


class _Together:
    """Which stages finish in the same release, directly or through others."""

    def __init__(self, basis: Basis) -> None:
        self._leader: dict[StageKey, StageKey] = {}
        self.rows: dict[int, StageKey] = {}
        for n, row in enumerate(basis.portfolio.dependencies):
            before, after = before_stage(basis.facts, row), after_stage(basis.facts, row)
            settled = before in basis.facts.done or after in basis.facts.done
            if row.type is DependencyType.SAME_RELEASE and not settled:
                self.rows[n] = before
                first, second = sorted((self.leader(before), self.leader(after)))
                self._leader[second] = first

    def leader(self, stage: StageKey) -> StageKey:
        """The stage that stands for all that share its release."""
        while (up := self._leader.get(stage, stage)) != stage:
            stage = up
        return stage


def _within_initiatives(basis: Basis) -> Iterator[Edge]:
    for stages in basis.index.stages_of.values():
        for n, stage in enumerate(stages[1:]):
            if stage.key not in basis.facts.committed:
                yield Edge(stages[n].key, stage.key, None)


def _waiting(basis: Basis) -> Iterator[Edge]:
    for n, row in enumerate(basis.portfolio.dependencies):
        if row.type is DependencyType.FINISH_START and row.flag_cost is None:
            yield from _unless_settled(basis, n)


def _needs(basis: Basis) -> Iterator[Edge]:
    for n, row in enumerate(basis.portfolio.dependencies):
        if row.type is DependencyType.NEEDS:
            yield from _unless_settled(basis, n)


def _unless_settled(basis: Basis, n: int) -> Iterator[Edge]:
    row = basis.portfolio.dependencies[n]
    before, after = before_stage(basis.facts, row), after_stage(basis.facts, row)
    if before not in basis.facts.done and after not in basis.facts.committed:
        yield Edge(before, after, n)


class _Graph:
    """Who waits for whom, with what shares a release drawn together."""

    def __init__(self, together: _Together) -> None:
        self._together = together
        self._edges: dict[tuple[StageKey, StageKey], Edge] = {}

    def add(self, edges: Iterable[Edge]) -> None:
        """Adds edges; of several between the same two the first one stands for all."""
        for edge in sorted(edges, key=lambda edge: edge[:2]):
            pair = (self._together.leader(edge.before), self._together.leader(edge.after))
            self._edges.setdefault(pair, edge)

    def cycles(self) -> Iterator[list[Edge]]:
        """Circles found one after the other, each opened at one edge before the next search."""
        while True:
            waits_for: defaultdict[StageKey, list[StageKey]] = defaultdict(list)
            for before, after in self._edges:
                waits_for[after].append(before)
            try:
                TopologicalSorter(waits_for).prepare()
            except CycleError as found:
                pairs = list(pairwise(found.args[1]))
                yield [self._edges[pair] for pair in pairs]
                del self._edges[max(pairs, key=self._opened_last)]
            else:
                return

    def _opened_last(self, pair: tuple[StageKey, StageKey]) -> tuple[bool, Edge]:
        edge = self._edges[pair]
        return edge.row is not None, edge


def _finding(basis: Basis, cycle: list[Edge], together: _Together, *, stops: bool) -> Issue:
    turned = _from_first(cycle)
    through = {together.leader(edge.before) for edge in turned}
    shared = [n for n, stage in together.rows.items() if together.leader(stage) in through]
    rows = sorted({edge.row for edge in turned if edge.row is not None} | set(shared))
    where = [place("Dependencies", n, "Before") for n in rows]
    circle = _said(basis, turned)
    subject = " -> ".join(_run([key.initiative for edge in turned for key in edge[:2]]))
    if not stops:
        what = f"these need each other, so they start all together or not at all: {circle}"
        return warning(RULE, subject, where[0], what, "check that this is meant", *where[1:])
    what = f"dependencies go round in a circle, so none of these can start: {circle}"
    allowed = "remove one of these dependencies, or give it a flag cost"
    return error(RULE, subject, where[0], what, allowed, *where[1:])


def _from_first(cycle: list[Edge]) -> list[Edge]:
    """The circle begun at its smallest edge, so that it reads the same however it was found."""
    first = cycle.index(min(cycle, key=lambda edge: edge[:2]))
    return [*cycle[first:], *cycle[:first]]


def _said(basis: Basis, cycle: list[Edge]) -> str:
    keys = [key for edge in cycle for key in edge[:2]]
    if len({key.initiative for key in keys}) > 1:
        return " -> ".join(_run([basis.name(key.initiative) for key in keys]))
    names = _run([basis.index.stage[key].name for key in keys])
    return f"{basis.name(keys[0].initiative)}: {' -> '.join(names)}"


def _run(names: list[str]) -> list[str]:
    """The names without repeats in a row, closed to a circle."""
    run = [name for n, name in enumerate(names) if n == 0 or name != names[n - 1]]
    return run if run[0] == run[-1] and len(run) > 1 else [*run, run[0]]
