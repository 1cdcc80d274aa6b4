"""Who could serve what in a period: a flow network, and what its smallest cut says.

Gale's theorem (1957): people can serve all needs just if no set of needs asks for more than all who
may serve any of it have. Such a set is found as a smallest cut (Ford and Fulkerson, 1956); for
starts that are still to be decided it becomes a row of the programme.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from models.units import TeamId
from optimizer.funding.expressions import Programme
from optimizer.funding.needs import Group
from optimizer.funding.network import Need, Network, Node
from optimizer.funding.variables import is_away

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

GRAIN = 1_000
"""Flows are found in thousandths of a slice: a relaxation's demand is no whole number."""

PLENTY = 2**40
"""No limit, in grains."""

SOURCE, SINK = 0, 1


class Capacity(NamedTuple):
    """Slices that an arc can take: a number, and columns that add to it or take from it."""

    slices: int
    columns: tuple[tuple[int, int], ...] = ()


class Lack(NamedTuple):
    """A set of needs in a period, and all that could serve any of it."""

    needs: tuple[Need, ...]
    capacity: Capacity


@dataclass
class Draft:
    """A network that is being drawn."""

    period: int
    tails: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    capacities: list[Capacity | None] = field(default_factory=list)
    """None = no limit."""
    names: dict[object, int] = field(default_factory=dict)
    needs: list[Need] = field(default_factory=list)

    def node(self, name: object) -> int:
        """Number of a node, a new one at its first mention."""
        return self.names.setdefault(name, len(self.names) + 2)

    def arc(self, tail: int, head: int, capacity: Capacity | None = None) -> None:
        """From one node to another."""
        self.tails.append(tail)
        self.heads.append(head)
        self.capacities.append(capacity)

    def drawn(self) -> Supply:
        """The network, as arrays."""
        ends = [self.node(need) for need in self.needs]
        limits = [PLENTY if c is None else c.slices * GRAIN for c in self.capacities]
        extra = [
            (arc, column, sign)
            for arc, capacity in enumerate(self.capacities)
            if capacity is not None
            for column, sign in capacity.columns
        ]
        return Supply(
            tails=np.array([*self.tails, *ends], dtype=np.int64),
            heads=np.array([*self.heads, *[SINK] * len(ends)], dtype=np.int64),
            nodes=len(self.names) + 2,
            room=np.array(limits, dtype=np.int64),
            extra=np.array(extra, dtype=np.int64).reshape(-1, 3),
            capacities=tuple(self.capacities),
            needs=tuple(self.needs),
        )


@dataclass(frozen=True, eq=False)
class Supply:
    """The network of one period; its last arcs go from the needs to the sink."""

    tails: Ints
    heads: Ints
    nodes: int
    room: Ints
    """Grains that each arc takes without what columns add."""
    extra: Ints
    """Arc, column and sign of what they add or take."""
    capacities: tuple[Capacity | None, ...]
    needs: tuple[Need, ...]

    def lacks(self, demand: Floats, values: Floats, tolerance: float) -> list[Lack]:
        """Sets of needs, apart from each other, that ask for more than there is.

        Args:
            demand: slices by need, in the order of `needs`.
            values: of the columns of the programme.
            tolerance: slices that a set may ask for too much.
        """
        from ortools.graph.python import max_flow

        room = self.room.copy()
        arcs, columns, signs = self.extra.T
        np.add.at(room, arcs, np.rint(values[columns] * signs * GRAIN).astype(np.int64))
        np.maximum(room, 0, out=room)
        asked = np.rint(demand * GRAIN).astype(np.int64)
        flow = max_flow.SimpleMaxFlow()
        flow.add_arcs_with_capacity(self.tails, self.heads, np.concatenate([room, asked]))
        flow.solve(SOURCE, SINK)
        if flow.optimal_flow() >= asked.sum() - tolerance * GRAIN:
            return []
        inside = np.zeros(self.nodes, dtype=np.bool_)
        inside[flow.get_sink_side_min_cut()] = True
        inside[SINK] = False
        return list(self._parts(inside, room, asked, tolerance * GRAIN))

    def _parts(self, inside: Flags, room: Ints, asked: Ints, tolerance: float) -> Iterator[Lack]:
        """The needs on the sink's side of the cut that hang together, and what comes to them."""
        tails, heads = self.tails[: len(room)], self.heads[: len(room)]
        within = inside[tails] & inside[heads]
        shape = (self.nodes, self.nodes)
        graph = coo_array((np.ones(within.sum()), (tails[within], heads[within])), shape)
        _, label = connected_components(graph, directed=False)
        ends = self.tails[len(room) :]
        wanted = np.flatnonzero(inside[ends] & (asked > 0))
        needs: defaultdict[int, list[int]] = defaultdict(list)
        for position, part in zip(wanted.tolist(), label[ends[wanted]].tolist(), strict=True):
            needs[part].append(position)
        cut = np.flatnonzero(~inside[tails] & inside[heads])
        into: defaultdict[int, list[int]] = defaultdict(list)
        for arc, part in zip(cut.tolist(), label[heads[cut]].tolist(), strict=True):
            into[part].append(arc)
        for part, positions in sorted(needs.items()):
            if asked[positions].sum() > room[into[part]].sum() + tolerance:
                yield Lack(
                    tuple(self.needs[position] for position in positions),
                    _sum(self.capacities[arc] for arc in into[part]),
                )


def _sum(capacities: Iterable[Capacity | None]) -> Capacity:
    slices = 0
    columns: list[tuple[int, int]] = []
    for capacity in capacities:
        if capacity is not None:
            slices += capacity.slices
            columns += capacity.columns
    return Capacity(slices, tuple(columns))


def supply(p: Programme, t: int, teams: frozenset[TeamId], *, lent: bool) -> Supply:
    """The network of some teams' needs in a period.

    With lent people, or else with time that comes to each team from others, whoever has it.
    """
    force = p.problem.workforce
    net = Draft(t)
    net.needs = [
        need
        for team in sorted(teams)
        for need in force.needs_of_team[team]
        if t in force.busy[need]
    ]
    ways = _Ways(net, force.network.ancestors(net.needs))
    for group in force.groups_at(ways.nodes):
        nodes = [node for node in force.serves(group) if lent or not is_away(group, node)]
        if force.groups[group][t] > 0:
            _people(p, ways, group, nodes)
    for pool_id, (pool, time) in force.pools.items():
        if time[t] > 0:
            ways.enter(SOURCE, ("pool", pool_id), Capacity(time[t]), force.pool_serves(pool))
    for option in p.problem.index.portfolio.hiring:
        hired = Capacity(0, ((p.v.hired[option.id, t], 1),))
        ways.enter(SOURCE, ("hire", option.id), hired, force.hire_serves(option.skill))
    for team in () if lent else sorted(teams):
        here = [need for need in net.needs if need.team == team]
        imported = Capacity(0, ((p.v.imported[team, t], 1),))
        ways.enter(SOURCE, ("import", team), imported, here)
    ways.pass_on(force.network)
    return net.drawn()


@dataclass
class _Ways:
    """A network that is being laid, over these nodes."""

    net: Draft
    nodes: set[Node]

    def enter(self, tail: int, name: object, capacity: Capacity, nodes: Iterable[Node]) -> None:
        """Lets time in where it is wanted."""
        heads = [self.net.node(node) for node in nodes if node in self.nodes]
        if heads:
            own = self.net.node(name)
            self.net.arc(tail, own, capacity)
            for head in heads:
                self.net.arc(own, head)

    def root(self, name: object, tail: int, capacity: Capacity) -> int:
        """A node that limits those after it together."""
        if name not in self.net.names:
            self.net.arc(tail, self.net.node(name), capacity)
        return self.net.names[name]

    def pass_on(self, network: Network) -> None:
        """Arcs from each node to the next ones."""
        for node in sorted(self.nodes, key=repr):
            for target in network.passes.get(node, ()):
                if target in self.nodes:
                    self.net.arc(self.net.node(node), self.net.node(target))


def _people(p: Programme, ways: _Ways, group: Group, nodes: list[Node]) -> None:
    """A group, under what its function lends or what its platform keeps."""
    t, home, function = ways.net.period, group.kin.home, group.kin.function
    taken = p.retrained_of.get((group, t), ())
    capacity = Capacity(p.problem.workforce.groups[group][t], taken)
    most = p.most_lent.get(function) if function is not None else None
    if most is not None:
        root = ways.root(("function", function), SOURCE, Capacity(most))
        ways.enter(root, group, capacity, nodes)
        return
    reserve = Fraction(p.problem.index.teams[home].reserve) / 100 if home is not None else 0
    if home is None or not reserve:
        ways.enter(SOURCE, group, capacity, nodes)
        return
    own = p.own_time[home][t]
    team = ways.root(("team", home), SOURCE, Capacity(own))
    other = ways.root(("other work", home), team, Capacity(floor(own * (1 - reserve))))
    ways.enter(team, (group, True), capacity, [node for node in nodes if node.as_a_service])
    ways.enter(other, (group, False), capacity, [node for node in nodes if not node.as_a_service])
