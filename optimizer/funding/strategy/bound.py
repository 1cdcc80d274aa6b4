"""The bound: a relaxation that hears, round by round, which needs ask for too many people."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from optimizer.funding.arrays import Arrays, Flags, Floats
from optimizer.funding.people import People
from optimizer.funding.strategy.relaxation import Relaxation

WORTH = 1e-5
"""Share of the bound that a round must bring on average to be followed by another."""

LOOK_BACK = 3


USED = 1e-6
"""What the relaxation takes less of it does not take."""


@dataclass(frozen=True, eq=False)
class Relaxed:
    """An answer of the relaxation; all by column but the duals."""

    values: Floats
    reduced: Floats
    """What the objective loses per unit of a column that is not used; 0 or less at 0."""
    duals: Floats
    """What a unit of each row's limit is worth."""
    objective: float

    @cached_property
    def used(self) -> Flags:
        """By column: whether any of it is taken."""
        return np.asarray(self.values > USED)


@dataclass
class Bounding:
    """The bound so far."""

    relaxation: Relaxation
    people: People
    history: list[float] = field(default_factory=list)
    """The bound after each round, in units of the scaled objective."""
    finished: bool = False
    """Whether more rounds would bring nothing worth their time."""

    @classmethod
    def of(cls, arrays: Arrays, people: People) -> Bounding:
        """Before the first round."""
        return cls(Relaxation(arrays), people)

    @property
    def bound(self) -> float:
        """Nothing is worth more."""
        return min(self.history)

    @property
    def answer(self) -> Relaxed:
        """The latest one."""
        last = self.relaxation
        return Relaxed(last.values, last.reduced, last.duals, last.objective)

    def solve(self) -> bool:
        """Half a round: the relaxation alone. False where it has no answer."""
        if not self.relaxation.solve():
            return False
        self.history.append(self.relaxation.objective)
        if len(self.history) > LOOK_BACK:
            gain = self.history[-1 - LOOK_BACK] - self.history[-1]
            self.finished = gain < LOOK_BACK * WORTH * abs(self.history[-1])
        return True

    def listen(self) -> None:
        """The other half: rows about people that the answer breaks."""
        arrays = self.relaxation.arrays
        rows = self.people.broken(arrays.cumulative(self.relaxation.values), all_of_them=False)
        if rows is None:
            self.finished = True
        else:
            self.relaxation.add(rows)
