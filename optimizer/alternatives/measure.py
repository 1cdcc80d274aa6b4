"""How far apart two plans are, as a committee sees it.

What counts is which initiatives are funded to the end, weighed by the money that they ask for, and
when their last stages start. Who does what, and which fund pays, counts for nothing; nor does work
that promises nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from models.stage import StageKey
from models.units import InitiativeId
from optimizer.funding.model import Coefficient
from optimizer.funding.problem import Problem
from optimizer.funding.variables import ALWAYS, Variables

GRAIN = 1_000
"""Weights are thousandths of all money that is asked for."""

IN_OR_OUT = 4
"""An initiative in or out counts as much as a shift over so many times the whole plan."""


@dataclass(frozen=True)
class Measure:
    """What is compared of one portfolio's plans."""

    horizon: int
    weights: dict[InitiativeId, int]
    """Of initiatives that promise something and whose last stage is to be decided."""
    last: dict[InitiativeId, StageKey]
    """Their last stages."""

    @classmethod
    def of(cls, problem: Problem) -> Measure:
        """What can differ between plans of a problem."""
        index, facts = problem.index, problem.facts
        promising = {row.initiative for row in index.portfolio.benefits if row.uplift > 0}
        last, money = {}, {}
        for initiative, stages in sorted(index.stages_of.items()):
            key = stages[-1].key
            if key in facts.committed or key in facts.out or initiative not in promising:
                continue
            last[initiative] = key
            money[initiative] = sum(s.tranche for s in stages if s.key not in facts.committed)
        total = max(1, sum(money.values()))
        weights = {name: 1 + amount * GRAIN // total for name, amount in money.items()}
        return cls(problem.horizon, weights, last)

    def ends(self, starts: Mapping[StageKey, int]) -> dict[InitiativeId, int]:
        """Start of each last stage that is started; what is compared, and nothing else."""
        return {name: starts[key] for name, key in self.last.items() if key in starts}

    def apart(self, one: Mapping[InitiativeId, int], other: Mapping[InitiativeId, int]) -> int:
        """How far apart two plans are, by the starts of their last stages."""
        total = 0
        for name, weight in self.weights.items():
            first, second = one.get(name, self.horizon), other.get(name, self.horizon)
            total += weight * abs(first - second)
            total += weight * IN_OR_OUT * self.horizon * ((name in one) != (name in other))
        return total

    @property
    def least(self) -> int:
        """How far apart plans must be to be two: as far as one small initiative in or out.

        A shift of larger work counts as much, a shift of small work does not.
        """
        return IN_OR_OUT * self.horizon

    def columns(
        self, v: Variables, other: Mapping[InitiativeId, int]
    ) -> list[tuple[int, Coefficient]]:
        """How far a plan is from another one, over the columns of the programme."""
        total: Counter[int] = Counter()
        for name, weight in self.weights.items():
            by = [v.by(self.last[name], t) for t in range(self.horizon)]
            start = other.get(name, self.horizon)
            for t, column in enumerate(by):  # |start - other|, period by period
                total[column] += weight if t < start else -weight
                total[ALWAYS] += 0 if t < start else weight
            whole = weight * IN_OR_OUT * self.horizon
            total[by[-1]] += -whole if name in other else whole
            total[ALWAYS] += whole if name in other else 0
        return [(column, Fraction(amount)) for column, amount in sorted(total.items()) if amount]
