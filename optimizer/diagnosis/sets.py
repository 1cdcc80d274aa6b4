"""Smallest sets that clash and smallest sets whose removal helps, one after the other.

MARCO (Liffiton, Previti, Malik and Marques-Silva, Constraints 2016): a map of what is known so far
gives the largest set of rows that nothing known decides. If it clashes, it is shrunk to a smallest
clash; if it does not, what it leaves out is a smallest change that helps.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from optimizer.diagnosis.ground import Ground
from optimizer.diagnosis.likely import likely
from optimizer.funding.conflict import smallest
from optimizer.funding.places import Demanded

MANY = 12
"""Rows from which a relaxation is asked first which of them matter."""

LARGE, SECONDS_RELAXED = 20_000, 5.0
"""Columns from which it takes longer than it saves, and the seconds that it has."""

SECONDS_EACH = 20.0
"""For one question whether some rows can hold."""


class OverError(Exception):
    """Nothing more may be asked."""


@dataclass
class Sets:
    """What is known of a ground."""

    clashes: list[tuple[Demanded, ...]] = field(default_factory=list)
    """Smallest sets of rows that cannot all hold."""
    sure: list[bool] = field(default_factory=list)
    """Of each clash, whether every question on the way to it was answered: it is minimal."""
    changes: list[tuple[Demanded, ...]] = field(default_factory=list)
    """Smallest sets of rows without which the others hold, the smallest first."""
    complete: bool = False
    """Whether there are no others."""
    unsure: bool = False
    """Whether a question found no answer: a set may have a row too many."""


@dataclass
class Search:
    """A search for them within limits."""

    ground: Ground
    deadline: float
    """On the clock of `time.monotonic`."""
    interrupted: Callable[[], bool]
    content: Callable[[Sets], bool] = lambda _: False
    """Whether no more changes are wanted than are found."""
    found: Sets = field(default_factory=Sets)

    def clash(self, names: Sequence[Demanded]) -> bool:
        """Whether these cannot all hold; what is not known in time counts as no."""
        if self.over:
            raise OverError
        until = min(self.deadline, time.monotonic() + SECONDS_EACH)
        answer = self.ground.clash(names, until, self.interrupted)
        self.found.unsure |= answer is None
        return answer is True

    def _fewer(self, seed: list[Demanded]) -> list[Demanded]:
        """Few of the rows that clash, if a relaxation tells; else all of them."""
        columns, _ = self.ground.built.model.size
        if len(seed) < MANY or columns > LARGE:
            return seed
        near = likely(self.ground, seed, min(self.deadline, time.monotonic() + SECONDS_RELAXED))
        return near if near and self.clash(near) else seed

    @property
    def over(self) -> bool:
        """Whether nothing more may be asked."""
        return self.interrupted() or time.monotonic() > self.deadline

    def run(self, most_clashes: int, most_changes: int) -> Sets:
        """As many as asked for, or all there are, or as many as the time allows."""
        try:
            return self._run(most_clashes, most_changes)
        except OverError:
            return self.found

    def _run(self, most_clashes: int, most_changes: int) -> Sets:
        found = self.found
        while not self.over:
            helped = len(found.changes) >= most_changes or self.content(found)
            if len(found.clashes) >= most_clashes and helped:
                return found
            seed = _unexplored(self.ground.names, found)
            if seed is None:
                found.complete = not found.unsure
                return found
            if self.clash(seed):
                if len(found.clashes) >= most_clashes + most_changes:
                    return found
                before, found.unsure = found.unsure, False
                shrunk = smallest(self.clash, self._fewer(seed))
                found.sure.append(not found.unsure)
                found.unsure |= before
                found.clashes.append(tuple(sorted(shrunk, key=self.ground.names.index)))
            elif not self.over:
                kept = set(seed)
                found.changes.append(tuple(n for n in self.ground.names if n not in kept))
        return found


def _unexplored(names: Sequence[Demanded], found: Sets) -> list[Demanded] | None:
    """The largest set of rows that contains no known clash and is within no set that holds."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    kept = {name: model.new_bool_var("") for name in names}
    for clash in found.clashes:
        model.add_bool_or([kept[name].negated() for name in clash])
    for change in found.changes:
        model.add_bool_or([kept[name] for name in change])
    model.maximize(sum(kept.values()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.catch_sigint_signal = False  # Ctrl-C is listened for elsewhere
    if solver.solve(model) != cp_model.OPTIMAL:
        return None
    return [name for name in names if solver.boolean_value(kept[name])]
