"""The programme of all periods, over the ways that are open; it grows as ways are opened.

Rows: what each need asks; each person's time; what teams lend, keep and absorb and functions lend;
what pools and hires give; loans; and arrivals, which it is about: arrives >= x(t) - x(t-1).
Left to `rules`: teams at a time and whole loans, which a linear programme cannot say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from optimizer.staffing.horizon.ways import Ways
from optimizer.staffing.needs import Cell, Need

UNSERVED, SHORT, POOLED = 1_000.0, 100.0, 1e-3
"""Prices, in slices that move: of a slice that is not served, short in committed work, or from a
pool."""

Key = tuple[object, ...]


@dataclass
class Growth:
    """Rows and columns that are new to the engine."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    cost: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    """Upper limit by column; the lower is 0."""
    starts: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    entries: list[float] = field(default_factory=list)


@dataclass
class Programme:
    """What has been written so far: rows and columns by their meaning."""

    ways: Ways
    new: Growth = field(default_factory=Growth)
    rows: dict[Key, int] = field(default_factory=dict)
    columns: int = 0
    open: set[int] = field(default_factory=set)
    """Ways with columns."""
    work: dict[tuple[int, int, int], int] = field(default_factory=dict)
    """Way, need and period."""
    pool: dict[tuple[int, Need, int], int] = field(default_factory=dict)
    hire: dict[tuple[int, Need, int], int] = field(default_factory=dict)
    unserved: dict[Cell, int] = field(default_factory=dict)
    short: dict[Cell, int] = field(default_factory=dict)
    at: defaultdict[tuple[int, int], list[int]] = field(default_factory=lambda: defaultdict(list))
    """Work by way and period."""

    def __post_init__(self) -> None:
        self._lay_needs()
        for is_pool in (True, False):
            self._lay_supplies(is_pool=is_pool)

    def grown(self) -> Growth:
        """What is new since the last time."""
        new, self.new = self.new, Growth()
        return new

    def open_ways(self, ways: Iterable[int]) -> None:
        """Columns for these ways."""
        for way in ways:
            if way not in self.open:
                self.open.add(way)
                self._open(way)

    def _open(self, way: int) -> None:
        ways, question = self.ways, self.ways.question
        p, team = ways.pairs[way]
        person = question.people[p]
        rooms = ways.room[way].tolist()
        busy = {
            t: [n for n in ways.needs_on[way] if ways.asked[n, t]]
            for t in range(question.horizon)
            if rooms[t]
        }
        busy = {t: needs for t, needs in busy.items() if needs}
        moves = team != person.home
        for t in busy if moves else ():
            standing = person.in_force.get(team, 0) if t == 0 else 0
            self._row(("arrives", way, t), -standing, np.inf)
        if moves and person.longest is not None:
            self._lay_loans(way, person.longest, rooms, busy)
        locked = person.locked.get(team)
        for t, needs in busy.items():
            shared = self._person_rows(way, t)
            if locked is not None and locked[t]:
                shared.append((self._lock(way, t, locked[t]), 1.0))
            if moves:
                shared.append((self.rows["arrives", way, t], -1.0))
                if t + 1 in busy:
                    shared.append((self.rows["arrives", way, t + 1], 1.0))
                if person.longest is not None:
                    first = range(max(0, t - person.longest), t + 1)
                    loans = (self.rows.get(("loan", way, u)) for u in first)
                    shared += [(row, 1.0) for row in loans if row is not None]
            for n in needs:
                self._work(way, n, t, shared)
        for t in busy if moves else ():
            row = self.rows["arrives", way, t]
            self._column(1.0, np.inf, [(row, 1.0)])

    def _work(self, way: int, n: int, t: int, shared: list[tuple[int, float]]) -> None:
        ways, question = self.ways, self.ways.question
        need, person = ways.needs[n], question.people[int(ways.person[way])]
        entries = [(self.rows["need", need, t], 1.0), *shared]
        if person.home is not None and not need.service and (person.home, t) in question.keep:
            entries.append((self._limit("keep", person.home, t), 1.0))
        most = min(int(ways.room[way, t]), int(ways.asked[n, t]))
        column = self._column(0.0, most, entries)
        self.work[way, n, t] = column
        self.at[way, t].append(column)

    def _person_rows(self, way: int, t: int) -> list[tuple[int, float]]:
        """Rows about whoever works on a way, whatever they do there."""
        question = self.ways.question
        p, team = self.ways.pairs[way]
        person = question.people[p]
        rows = [self._time(p, t)]
        if person.function is not None and (person.function, t) in question.borrow:
            rows.append(self._limit("borrow", person.function, t))
        lends = person.function is None and person.home is not None and person.home != team
        if lends and (person.home, t) in question.lend:
            rows.append(self._limit("lend", person.home, t))
        return [(row, 1.0) for row in rows]

    def _time(self, p: int, t: int) -> int:
        person = self.ways.question.people[p]
        free = person.available[t] - person.locked_in_all[t]
        return self._row(("time", p, t), -np.inf, free)

    def _limit(self, kind: str, name: object, t: int) -> int:
        """The row of a limit of a team or function."""
        key = kind, name, t
        if key not in self.rows:
            question = self.ways.question
            limits: dict[str, Mapping[tuple[Any, int], int]] = {
                "lend": question.lend,
                "keep": question.keep,
                "borrow": question.borrow,
            }
            self._row(key, -np.inf, limits[kind][name, t])
        return self.rows[key]

    def _lock(self, way: int, t: int, locked: int) -> int:
        """Time that is locked for a team takes none of what is free."""
        p, team = self.ways.pairs[way]
        reaches = team in self.ways.question.people[p].reach
        row = self._row(("lock", way, t), 0, np.inf if reaches else 0)
        self._column(0.0, locked, [(row, -1.0), (self._time(p, t), -1.0)])
        return row

    def _lay_loans(
        self, way: int, longest: int, rooms: list[int], busy: dict[int, list[int]]
    ) -> None:
        """Over more periods than a loan may last, no more time than in all of them but one."""
        for t in busy:
            window = range(t, t + longest + 1)
            if all(u in busy for u in window):
                most = sum(sorted((rooms[u] for u in window), reverse=True)[:longest])
                self._row(("loan", way, t), -np.inf, most)

    def _lay_needs(self) -> None:
        question = self.ways.question
        absorbed: defaultdict[tuple[object, int], int] = defaultdict(int)
        for (need, t), wanted in question.asked.items():
            absorbed[need.team, t] += wanted.free + wanted.committed
        for cell, wanted in question.asked.items():
            need, t = cell
            asked = wanted.free + wanted.committed
            entries = [(self._row(("need", need, t), asked, asked), 1.0)]
            most = question.absorb.get((need.team, t))
            over = 0 if most is None else absorbed[need.team, t] - most
            if over > 0:
                entries.append((self._row(("absorb", need.team, t), over, np.inf), 1.0))
            self.unserved[cell] = self._column(UNSERVED, wanted.free, entries)
            self.short[cell] = self._column(SHORT, wanted.committed, entries)

    def _lay_supplies(self, *, is_pool: bool) -> None:
        question = self.ways.question
        columns = self.pool if is_pool else self.hire
        for g, supply in enumerate(question.pools if is_pool else question.hires):
            for need, t in question.asked:
                most = supply.slices[t]
                if most and supply.may_serve(need):
                    given = self._row(("gives", is_pool, g, t), -np.inf, most)
                    entries = [(self.rows["need", need, t], 1.0), (given, 1.0)]
                    columns[g, need, t] = self._column(POOLED if is_pool else 0.0, most, entries)

    def _row(self, key: Key, lower: float, upper: float) -> int:
        """Number of a row, a new one at its first mention."""
        if key not in self.rows:
            self.rows[key] = len(self.rows)
            self.new.lower.append(lower)
            self.new.upper.append(upper)
        return self.rows[key]

    def _column(self, cost: float, most: float, entries: list[tuple[int, float]]) -> int:
        new = self.new
        new.cost.append(cost)
        new.most.append(most)
        new.starts.append(len(new.rows))
        for row, entry in entries:
            new.rows.append(row)
            new.entries.append(entry)
        self.columns += 1
        return self.columns - 1
