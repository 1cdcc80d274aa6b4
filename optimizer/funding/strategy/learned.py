"""The programme with the rows about people that are known so far; it only ever learns more."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from optimizer.funding.arrays import Arrays, Floats, Ints
from optimizer.funding.people import Bounded, People

TOLERANCE = 1e-3
"""Slices; whole demand against whole supply."""


@dataclass
class Learned:
    """Arrays that grow where an answer asks for more people than there are."""

    arrays: Arrays
    people: People
    latest: csr_array | None = None
    """The rows that were learned last, over starts."""
    news: list[Bounded] | None = None
    """Of a branch: what it has learned on its own."""

    def branch(self) -> Learned:
        """The same, to learn on its own."""
        return Learned(self.arrays, self.people, self.latest, news=[])

    def join(self, branch: Learned) -> None:
        """Learns what a branch has learned."""
        for rows in branch.news or ():
            self.learn(rows)

    def learn(self, rows: Bounded) -> None:
        """Takes in rows, given over cumulative columns."""
        self.latest = self.arrays.over_starts(rows.matrix)
        self.arrays = self.arrays.with_rows(self.latest, rows.upper)
        if self.news is not None:
            self.news.append(rows)

    def spoken_of(self, values: Floats) -> Ints:
        """Starts of these values that the rows learned last are about."""
        used = np.flatnonzero((values > 0) & (self.arrays.chain_of >= 0))
        if self.latest is None:
            return used[:0]
        return used[np.asarray((self.latest[:, used] > 0).sum(axis=0)).ravel() > 0]

    def staffable(self, values: Floats) -> bool:
        """Whether people can serve what these values ask; if not, it learns why."""
        cumulative = self.arrays.cumulative(values)
        if self.people.breaks(cumulative, TOLERANCE) is None:
            return True
        rows = self.people.broken(cumulative, TOLERANCE)
        if rows is not None:
            self.learn(rows)
        return rows is None
