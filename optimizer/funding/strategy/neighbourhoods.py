"""Neighbourhoods: which initiatives to decide anew together, everything else staying as it is.

Large neighbourhood search (Shaw, CP 1998) in turns over what competes: a domain, the starts of a
time, the claims on a scarce fund or skill, a cluster of dependencies, and chance, which ties them
together.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from optimizer.funding.arrays import Arrays, Flags, Floats, Ints
from optimizer.funding.strategy.bound import Relaxed

STARTS = 8
"""Starts of a stage that are open, those that the relaxation likes best."""

REPLACEMENTS = 30
"""Initiatives at most that may come in where some have to go."""

NOISE = 0.25
"""Chance in the choice among work that is not in the plan, in typical losses."""


@dataclass(frozen=True, eq=False)
class Ground:
    """What neighbourhoods are drawn from."""

    arrays: Arrays
    relaxed: Relaxed
    units: tuple[Ints, ...]
    """Chains of each initiative."""
    domain_of: Ints
    """By unit."""
    must: Flags
    """By unit: whether it must be done."""
    linked: tuple[tuple[int, ...], ...]
    """Units that depend on each unit or that it depends on."""

    @cached_property
    def unit_of(self) -> Ints:
        """By chain."""
        unit_of = np.zeros(len(self.arrays.chains), dtype=np.int64)
        for unit, chains in enumerate(self.units):
            unit_of[chains] = unit
        return unit_of

    @cached_property
    def likely(self) -> Flags:
        """Starts that are open when their initiative is: the relaxation's best."""
        likely = np.zeros(len(self.arrays.cost), dtype=np.bool_)
        for chain in self.arrays.chains:
            can = chain[self.arrays.upper[chain] > 0]
            best = np.argsort(-self.relaxed.reduced[can], kind="stable")[:STARTS]
            likely[can[best]] = True
            likely[can] |= self.relaxed.values[can] > 0
        return likely

    @cached_property
    def loss(self) -> Floats:
        """By unit: what the relaxation loses at least if its first stage is started."""
        loss = np.full(len(self.units), np.inf)
        for unit, chains in enumerate(self.units):
            can = [c for k in chains for c in self.arrays.chains[k] if self.arrays.upper[c] > 0]
            if can:
                loss[unit] = max(0.0, -float(self.relaxed.reduced[can].max()))
        return loss

    @cached_property
    def typical(self) -> float:
        """A usual loss: the median of those that are not zero."""
        some = self.loss[np.isfinite(self.loss) & (self.loss > 0)]
        return float(np.median(some)) if len(some) else 1.0

    def with_linked(self, units: set[int]) -> set[int]:
        """These units and those linked to them."""
        return units | {other for unit in units for other in self.linked[unit]}

    def in_domains_of(self, units: set[int]) -> Flags:
        """By unit: whether it is of a domain of these."""
        return np.isin(self.domain_of, self.domain_of[sorted(units)])

    def around(self, units: set[int]) -> set[int]:
        """All initiatives of the domains of these units and of those linked to them."""
        return set(np.flatnonzero(self.in_domains_of(self.with_linked(units))).tolist())

    def starts_of(self, units: Ints, values: Floats) -> Flags:
        """The columns that are open where these units are decided anew."""
        is_open = np.zeros(len(values), dtype=np.bool_)
        for unit in units:
            for chain in self.units[unit]:
                columns = self.arrays.chains[chain]
                is_open[columns] = self.likely[columns] | (values[columns] > 0)
        return is_open


@dataclass
class Draw:
    """Draws neighbourhoods, one kind after the other."""

    ground: Ground
    chance: random.Random
    turn: int = 0

    def next(self, values: Floats, size: int, taken: Flags) -> Ints:
        """Units of the next neighbourhood: `size` in the plan and twice as many that are not."""
        others: tuple[Callable[[Floats], Floats], ...] = (
            self._by_time,
            self._by_scarcity,
            self._by_domain,
            self._by_cluster,
            self._by_chance,
        )
        kinds = [kind for other in others for kind in (self._by_doubt, other)]
        distance = kinds[self.turn % len(kinds)](values)
        self.turn += 1
        chosen = self._in_plan(values)
        free = ~taken & np.isfinite(self.ground.loss)
        inside = _nearest(distance, chosen & free, size)
        wish = self.ground.loss / self.ground.typical + NOISE * self._draws(-1.0)
        near = distance - distance.min(initial=0.0)
        outside = _nearest(
            wish + near / max(1e-9, float(near.max(initial=0.0))), ~chosen & free, 2 * size
        )
        return np.sort(np.concatenate([inside, outside]))

    def beside(self, units: set[int], values: Floats) -> Ints:
        """These units, those linked to them, and work of their domains that may replace them."""
        ground = self.ground
        outside = ground.in_domains_of(units) & ~self._in_plan(values) & np.isfinite(ground.loss)
        others = _nearest(ground.loss, outside, REPLACEMENTS)
        return np.array(sorted({*ground.with_linked(units), *others.tolist()}), dtype=np.int64)

    def _in_plan(self, values: Floats) -> Flags:
        arrays = self.ground.arrays
        used = np.zeros(len(self.ground.units), dtype=np.bool_)
        columns = np.flatnonzero((arrays.chain_of >= 0) & (values > 0.5))  # noqa: PLR2004 - it starts
        used[self.ground.unit_of[arrays.chain_of[columns]]] = True
        return used

    def _draws(self, scale: float = 1.0) -> Floats:
        return np.array([scale * self.chance.expovariate(1.0) for _ in self.ground.units])

    def _by_chance(self, values: Floats) -> Floats:  # noqa: ARG002 - as the other kinds
        return self._draws()

    def _by_doubt(self, values: Floats) -> Floats:
        """Where the relaxation decides otherwise (Danna, Rothberg and Le Pape, 2005)."""
        arrays, ground = self.ground.arrays, self.ground
        starts = np.flatnonzero(arrays.chain_of >= 0)
        apart = np.abs(values[starts] - ground.relaxed.values[starts])
        doubt = np.zeros(len(ground.units))
        np.add.at(doubt, ground.unit_of[arrays.chain_of[starts]], apart)
        return self._draws() - 2.0 * np.minimum(doubt, 2.0)

    def _by_time(self, values: Floats) -> Floats:
        """Near to a period in which something starts."""
        arrays, ground = self.ground.arrays, self.ground
        time = np.zeros(len(ground.units))
        last = 1
        for unit, chains in enumerate(ground.units):
            starts = [
                int(values[arrays.chains[k]].argmax())
                for k in chains
                if values[arrays.chains[k]].any()
            ]
            time[unit] = min(starts, default=0)
            last = max(last, len(arrays.chains[chains[0]]) if len(chains) else 1)
        return np.abs(time - self.chance.randrange(last)) + 0.5 * self._draws()

    def _by_scarcity(self, values: Floats) -> Floats:  # noqa: ARG002 - as the other kinds
        """Large claims on a limit that costs value, drawn by what it costs."""
        arrays, relaxed = self.ground.arrays, self.ground.relaxed
        limits = np.where(np.isfinite(arrays.row_upper), arrays.row_upper, 0.0)
        price = np.abs(relaxed.duals * limits[: len(relaxed.duals)])
        total = float(price.sum())
        if not total:
            return self._draws()
        row = int(np.searchsorted(np.cumsum(price), self.chance.random() * total))
        entries = arrays.matrix[[min(row, len(price) - 1)]]
        claim = np.zeros(len(self.ground.units))
        columns = entries.indices[arrays.chain_of[entries.indices] >= 0]
        units = self.ground.unit_of[arrays.chain_of[columns]]
        np.maximum.at(claim, units, 1.0)
        return 3.0 * (1.0 - claim) + self._draws()

    def _by_domain(self, values: Floats) -> Floats:  # noqa: ARG002 - as the other kinds
        here = self.chance.choice(sorted(set(self.ground.domain_of.tolist())))
        elsewhere = np.asarray(self.ground.domain_of != here, dtype=np.float64)
        return 3.0 * elsewhere + self._draws()

    def _by_cluster(self, values: Floats) -> Floats:  # noqa: ARG002 - as the other kinds
        """By steps of dependency from an initiative."""
        distance = 6.0 + self._draws()
        first = self.chance.randrange(len(self.ground.units))
        ring, steps = [first], 0.0
        seen = {first}
        while ring and steps < 6:  # noqa: PLR2004 - beyond it chance decides
            for unit in ring:
                distance[unit] = steps
            ring = sorted({near for unit in ring for near in self.ground.linked[unit]} - seen)
            seen.update(ring)
            steps += 1.0
        return distance


def _nearest(distance: Floats, allowed: Flags, count: int) -> Ints:
    where = np.flatnonzero(allowed)
    return where[np.argsort(distance[where], kind="stable")[:count]]
