"""A large programme, better bit by bit: some initiatives are free, all others stay as they are.

It has no flows of people: rows that hold needs against people are learned where an answer asks for
more than there are, as in the strategy of large portfolios.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random

import numpy as np

from models.stage import StageKey
from models.units import InitiativeId
from optimizer.funding.engine import Answer, Ending, Search, solve
from optimizer.funding.model import Coefficient, Model, Row, at_least, at_most
from optimizer.funding.people import People
from optimizer.funding.problem import Problem
from optimizer.funding.variables import NEVER, Variables

LARGE = 3_000
"""Starts to be decided (stages times periods) from which one exact solve is not the way."""
FREE = 10
"""Initiatives that are free at a time: of few, few ask for more people than there are."""
PASSES = 3
"""Times that each is free without any gain, after which it is over."""
LESSONS = 30
"""Times that one of these searches is told that people are too few."""
SECONDS_EACH = 4.0
"""For one answer of one of them."""
HALF, TOLERANCE = 0.5, 0.01
WIDE = 0.05
"""Relative gap of what is mended."""


def is_large(problem: Problem) -> bool:
    """Whether one exact solve is not the way."""
    free = sum(1 for stage in problem.free if stage.key not in problem.facts.out)
    return free * problem.horizon > LARGE


@dataclass
class Nearby:
    """A search, and what it has learned of people."""

    v: Variables
    people: People
    interrupted: Callable[[], bool] = lambda: False
    learned: list[Row] = field(default_factory=list)

    def bit_by_bit(
        self,
        model: Model,
        start: tuple[float, ...],
        deadline: float,
        seed: int,
        gap: float,
        parts: int,
    ) -> Answer:
        """The best for its prices that is found by the deadline, from a solution to begin with.

        So many `parts` are decided anew, within a relative `gap` each. Never called optimal.
        `deadline` is on the clock of `time.monotonic`.
        """
        names = sorted({key.initiative for key in self.v.started})
        rng = Random(seed)  # noqa: S311 - to vary the search, not for secrecy
        best = Answer(Ending.TIME, start, worth(model, start), float("inf"), 0)
        order: list[InitiativeId] = []
        in_vain, most = 0, PASSES * max(1, len(names) // FREE)
        for _ in range(parts):
            if in_vain >= most or self._over(deadline):
                break
            if len(order) < min(FREE, len(names)):
                order = rng.sample(names, len(names))
            free, order = set(order[:FREE]), order[FREE:]
            values = best.values or start
            narrow = model.with_rows(_as_they_are(self.v, values, free))
            answer = self.answered(narrow, values, deadline, seed, gap=gap)
            in_vain += 1
            if answer.values is not None and worth(model, answer.values) > best.objective:
                gained = worth(model, answer.values)
                best, in_vain = replace(best, values=answer.values, objective=gained), 0
        return best

    def mended(
        self,
        model: Model,
        values: tuple[float, ...],
        broken: Sequence[Row],
        deadline: float,
        seed: int,
    ) -> Answer:
        """The best that heeds rows which these values break, where little else is decided anew."""
        owner = {column: key.initiative for key, each in self.v.started.items() for column in each}
        columns = {column for row in broken for column, _ in row.terms if column in owner}
        about = sorted({owner[column] for column in columns if values[column] > HALF})
        rng = Random(seed)  # noqa: S311 - as above
        names = sorted({key.initiative for key in self.v.started})
        for most in (FREE, 2 * FREE, 4 * FREE):
            free = set(rng.sample(about, min(most, len(about))))
            free |= set(rng.sample(names, min(FREE, len(names))))
            narrow = model.with_rows(_as_they_are(self.v, values, free))
            answer = self.answered(narrow, None, deadline, seed, gap=WIDE)
            if answer.values is not None:
                break
        return answer

    def _over(self, deadline: float) -> bool:
        return time.monotonic() > deadline - 0.2 or self.interrupted()

    def answered(
        self,
        model: Model,
        hint: tuple[float, ...] | None,
        deadline: float,
        seed: int,
        *,
        gap: float = 0.0,
    ) -> Answer:
        """An answer that people can serve in groups; without values where none was found."""
        for _ in range(LESSONS):
            until = min(deadline, time.monotonic() + SECONDS_EACH)
            search = Search(gap, until, seed=seed, interrupted=self.interrupted)
            answer = solve(model.with_rows(self.learned), search, hint)
            if answer.values is None:
                return answer
            news = self._too_much(answer.values)
            if not news:
                return answer
            self.learned += news
        return Answer(Ending.TIME, None, 0.0, float("inf"), 0)

    def _too_much(self, values: tuple[float, ...]) -> list[Row]:
        """Rows that these values break, because people are too few."""
        own = len(self.people.programme.v.columns.names)
        found = self.people.broken(np.array(values[:own]), TOLERANCE)
        if found is None:
            return []
        rows = []
        for number, upper in enumerate(found.upper):
            row = found.matrix[[number], :].tocoo()
            terms: list[tuple[int, Coefficient]] = [
                (int(column), round(float(amount)))
                for column, amount in zip(row.coords[1], row.data, strict=True)
            ]
            rows.append(at_most(("people", len(self.learned) + number), terms, round(float(upper))))
        return rows


def worth(model: Model, values: Sequence[float]) -> float:
    """What values are worth at the prices of a programme."""
    return sum(float(price) * values[column] for column, price in model.columns.prices.items())


def _as_they_are(v: Variables, values: Sequence[float], free: set[InitiativeId]) -> Iterator[Row]:
    """All starts but those of the free initiatives."""
    for key, columns in v.started.items():
        if key.initiative not in free:
            first = next((t for t, column in enumerate(columns) if values[column] > HALF), None)
            yield from fixed(key, columns, first)


def fixed(key: StageKey, columns: Sequence[int], start: int | None) -> Iterator[Row]:
    """The stage starts then, or (None) never."""
    last = columns[-1] if start is None else NEVER if start == 0 else columns[start - 1]
    yield at_most(("as it is", *key), [(last, 1)], 0)
    if start is not None:
        yield at_least(("as it is", *key), [(columns[start], 1)], 1)
