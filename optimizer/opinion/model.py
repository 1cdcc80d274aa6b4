"""Variables and rows, collected before any solver sees them."""

from __future__ import annotations

from dataclasses import dataclass, field

from optimizer.opinion.linear import Linear, Number

_TOLERANCE = 1e-6


@dataclass(frozen=True)
class Row:
    """An expression that is at most 0 (-1) or exactly 0 (0)."""

    name: str
    expression: Linear
    sense: int

    @property
    def is_constant(self) -> bool:
        """Whether no variable has a say in it."""
        return not any(self.expression.terms.values())

    def holds(self, values: tuple[float, ...]) -> bool:
        """Whether values keep it, but for what solvers tolerate."""
        terms = [float(c) * values[i] for i, c in self.expression.terms.items() if c != 0]
        total = float(self.expression.constant) + sum(terms)
        slack = _TOLERANCE * max(1.0, abs(float(self.expression.constant)), *map(abs, terms))
        return total <= slack and (self.sense < 0 or total >= -slack)


@dataclass
class Model:
    """A mixed-integer model without objective; all variables are at least 0."""

    highs: list[float | None] = field(default_factory=list)
    """Upper bound of each variable."""
    whole: list[bool] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def variable(self, high: float | None = None, *, whole: bool = False) -> int:
        """A new variable from 0 to `high`."""
        self.highs.append(high)
        self.whole.append(whole)
        return len(self.highs) - 1

    def at_most(self, left: Linear, right: Linear, name: str = "") -> None:
        """`left <= right`; a name is needed only to ask for the row's dual."""
        self.rows.append(Row(name, left.minus(right), -1))

    def limited(self, expression: Linear, most: Number) -> Model:
        """The same model with one row more."""
        row = Row("", expression.minus(Linear(constant=most)), -1)
        return Model(self.highs, self.whole, [*self.rows, row])

    def equal(self, left: Linear, right: Linear) -> None:
        """`left == right`."""
        self.rows.append(Row("", left.minus(right), 0))
