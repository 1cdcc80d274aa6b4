"""Linear expressions over numbered variables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

Number = int | Fraction


@dataclass
class Linear:
    """A sum of coefficients times variables, and a constant."""

    terms: dict[int, Number] = field(default_factory=dict)
    """Coefficient by variable."""
    constant: Number = 0

    @classmethod
    def of(cls, variables: Iterable[int], constant: Number = 0) -> Linear:
        """The plain sum of these variables and a constant."""
        return cls(dict.fromkeys(variables, 1), constant)

    def add(self, variable: int, coefficient: Number = 1) -> None:
        """Adds a term."""
        self.terms[variable] = self.terms.get(variable, 0) + coefficient

    def at(self, values: Sequence[float]) -> float:
        """Its value where the variables have these values."""
        return float(self.constant) + sum(float(c) * values[i] for i, c in self.terms.items())

    def increase(self, other: Linear, factor: Number = 1) -> None:
        """Adds a multiple of another one to this."""
        self.constant += other.constant * factor
        for variable, coefficient in other.terms.items():
            self.add(variable, coefficient * factor)

    def plus(self, other: Linear, factor: Number = 1) -> Linear:
        """This and a multiple of another one."""
        total = Linear(dict(self.terms), self.constant)
        total.increase(other, factor)
        return total

    def minus(self, other: Linear) -> Linear:
        """This less another one."""
        return self.plus(other, -1)
