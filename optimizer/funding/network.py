"""How time flows from those who have it to needs: over hubs, and from high levels to low ones.

Who has a skill at a level enters once, at the highest level that is asked for and not above their
own. Time that is not needed there falls to the next lower level or goes on to a team, so that
nobody needs a column for every level and, away from home, none for every team.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from models.units import SkillId, TeamId


class Reach(tuple[TeamId, ...]):  # noqa: SLOT001 - a tuple cannot have slots with a name
    """Teams, sorted. Many nodes share a long one, so its hash is computed once."""

    _hash: int

    def __hash__(self) -> int:
        try:
            return self._hash
        except AttributeError:
            self._hash = super().__hash__()
            return self._hash


TOP = 5
"""The highest level: that of pools and of those who are hired."""


class Need(NamedTuple):
    """Demand that the same workers can serve: of one team, skill and lowest level."""

    team: TeamId
    skill: SkillId
    lowest_level: int
    as_a_service: bool
    """Whether a platform's reserve may serve it."""


class Hub(NamedTuple):
    """Time of one skill and level that may go to any of several teams."""

    reach: Reach
    skill: SkillId
    level: int
    as_a_service: bool


Node = Need | Hub
"""Where time goes: to a need, or on to the needs within reach."""


def in_order(nodes: Iterable[Node]) -> list[Node]:
    """Needs first, then hubs; each sorted."""
    return sorted(nodes, key=lambda node: (isinstance(node, Hub), node))


Levels = tuple[int, ...]
"""From the highest down."""


@dataclass(frozen=True)
class Network:
    """Where time enters, and where it may go on to."""

    _levels: Mapping[tuple[Reach, SkillId, bool], Levels]
    """Levels asked for within a reach; a reach of one team stands for that team."""
    passes: Mapping[Node, tuple[Node, ...]]
    """The next nodes after a node: one level down, or one step nearer to the teams."""

    @classmethod
    def of(cls, needs: Iterable[Need], reaches: Iterable[Reach]) -> Network:
        """The network of these needs and of the teams that someone may reach."""
        asked: defaultdict[TeamId, set[Need]] = defaultdict(set)
        for need in needs:
            asked[need.team].add(need)
        levels: dict[tuple[Reach, SkillId, bool], Levels] = {}
        for team in sorted(asked):
            levels |= _levels(Reach((team,)), asked[team])
        passes: defaultdict[Node, list[Node]] = defaultdict(list)
        wide = sorted({reach for reach in reaches if len(reach) > 1}, key=lambda r: (len(r), r))
        for position, reach in enumerate(wide):
            found = _levels(reach, {need for team in reach for need in asked.get(team, ())})
            parts = _parts(reach, wide[:position])
            for (_, skill, service), many in found.items():
                for level in many:
                    here = Hub(reach, skill, level, service)
                    for part in parts:
                        if level in levels.get((part, skill, service), ()):
                            passes[here].append(_node(part, skill, level, service))
            levels |= found
        for (reach, skill, service), many in levels.items():
            for high, low in pairwise(many):
                passes[_node(reach, skill, high, service)].append(_node(reach, skill, low, service))
        return cls(levels, {node: tuple(to) for node, to in passes.items()})

    @cached_property
    def _before(self) -> dict[Node, list[Node]]:
        before: defaultdict[Node, list[Node]] = defaultdict(list)
        for node, targets in self.passes.items():
            for target in targets:
                before[target].append(node)
        return dict(before)

    def ancestors(self, needs: Iterable[Need]) -> set[Node]:
        """The needs and all nodes from which time may come to them."""
        found: set[Node] = set(needs)
        waiting: list[Node] = list(found)
        while waiting:
            for node in self._before.get(waiting.pop(), ()):
                if node not in found:
                    found.add(node)
                    waiting.append(node)
        return found

    def entries(self, reach: Reach, skill: SkillId, level: int) -> Iterator[Node]:
        """Where someone of this level enters who may go to these teams, one or several."""
        for service in (False, True):
            for asked in self._levels.get((reach, skill, service), ()):
                if asked <= level:
                    yield _node(reach, skill, asked, service)
                    break


def _node(reach: Reach, skill: SkillId, level: int, service: bool) -> Node:  # noqa: FBT001 - a kind of work
    if len(reach) == 1:
        return Need(reach[0], skill, level, service)
    return Hub(reach, skill, level, service)


def _levels(reach: Reach, needs: set[Need]) -> dict[tuple[Reach, SkillId, bool], Levels]:
    levels: defaultdict[tuple[Reach, SkillId, bool], set[int]] = defaultdict(set)
    for need in needs:
        levels[reach, need.skill, need.as_a_service].add(need.lowest_level)
    return {kind: tuple(sorted(levels[kind], reverse=True)) for kind in sorted(levels)}


def _parts(reach: Reach, narrower: list[Reach]) -> list[Reach]:
    """Reaches that together are this one and share no team: the widest first, then teams alone."""
    left, parts = set(reach), []
    for part in reversed(narrower):
        if left.issuperset(part):
            parts.append(part)
            left.difference_update(part)
    return sorted(parts) + [Reach((team,)) for team in sorted(left)]
