"""Ways: who may go to which team, and for what; as arrays, for there are many."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from models.units import TeamId
from optimizer.staffing.needs import Need
from optimizer.staffing.question import Question

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

Way = tuple[int, TeamId]
"""A person (by position) to a team."""


@dataclass(frozen=True, eq=False)
class Ways:
    """All ways on which somebody could serve something, and all needs, in canonical order."""

    question: Question
    needs: tuple[Need, ...]
    asked: Ints
    """Slices by need and period."""
    pairs: tuple[Way, ...]
    person: Ints
    """By way."""
    room: Ints
    """Most slices by way and period."""
    is_home: Flags
    """By way."""
    way: Ints
    """By entry: a way and a need that can be served on it."""
    need: Ints
    """By entry."""

    @classmethod
    def of(cls, question: Question) -> Ways:
        """The ways of a question."""
        needs = tuple(sorted({need for need, _ in question.asked}))
        position = {need: n for n, need in enumerate(needs)}
        asked = np.zeros((len(needs), question.horizon), dtype=np.int64)
        for (need, t), wanted in question.asked.items():
            asked[position[need], t] = wanted.free + wanted.committed
        entries = [(p, need.team, n) for n, need in enumerate(needs) for p in question.able(need)]
        pairs = tuple(sorted({(p, team) for p, team, _ in entries}))
        number = {pair: w for w, pair in enumerate(pairs)}
        people = question.people
        return cls(
            question=question,
            needs=needs,
            asked=asked,
            pairs=pairs,
            person=np.array([p for p, _ in pairs], dtype=np.int64),
            room=np.array(
                [[people[p].room(team, t) for t in range(question.horizon)] for p, team in pairs],
                dtype=np.int64,
            ).reshape(len(pairs), question.horizon),
            is_home=np.array([team == people[p].home for p, team in pairs], dtype=np.bool_),
            way=np.array([number[p, team] for p, team, _ in entries], dtype=np.int64),
            need=np.array([n for _, _, n in entries], dtype=np.int64),
        )

    @cached_property
    def needs_on(self) -> list[list[int]]:
        """Needs that can be served on each way."""
        found: list[list[int]] = [[] for _ in self.pairs]
        for way, need in zip(self.way.tolist(), self.need.tolist(), strict=True):
            found[way].append(need)
        return found

    @cached_property
    def in_force(self) -> Ints:
        """Slices of each way before the first period."""
        people = self.question.people
        return np.array([people[p].in_force.get(team, 0) for p, team in self.pairs], np.int64)

    def best_need(self, worth: Floats) -> Floats:
        """By way and period: the largest of what its entries are worth then; 0 where none is.

        Args:
            worth: by entry and period.
        """
        found = np.zeros((len(self.pairs), worth.shape[1]))
        np.maximum.at(found, self.way, worth)
        return found
