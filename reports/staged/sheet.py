"""What the sheets of this workbook share."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from models.portfolio import Portfolio
from models.staged import Measure, Simulation
from reports.columns import Kind
from reports.workpiece import Workpiece


@dataclass
class Book(Workpiece):
    """A simulation on its way into a workbook."""

    portfolio: Portfolio
    simulation: Simulation

    @property
    def currency(self) -> str:
        """Of all money."""
        return self.portfolio.settings.currency


ORDER = (
    Measure.VALUE,
    Measure.FAILED,
    Measure.AFTER_FAILURE,
    Measure.IDLE,
    Measure.LAUNCHED,
    Measure.MOVED,
)
"""Money first: a chart shows its lines."""

HEADS: dict[Measure, str] = {
    Measure.VALUE: "Value",
    Measure.FAILED: "Failed work",
    Measure.AFTER_FAILURE: "After failure",
    Measure.IDLE: "Unused budget",
    Measure.MOVED: "Moves",
    Measure.LAUNCHED: "Launched",
}
"""Short names of the measures, for heads of columns."""


def kind(measure: Measure) -> Kind:
    """How a figure of a measure is shown."""
    if measure.is_money:
        return Kind.MONEY
    return Kind.FTE if measure is Measure.MOVED else Kind.COUNT


def heads(measure: Measure) -> tuple[str, str, str]:
    """The columns of a measure on the sheet Samples: annual, staged, difference."""
    name = HEADS[measure]
    return f"{name} annual", f"{name} staged", f"{name} difference"


def in_cells(book: Book, measure: Measure, value: Fraction | float) -> float:
    """A figure as its cells show it: currency units, FTE or a count."""
    if measure.is_money:
        return float(Fraction(value) / 10**book.styles.decimals)
    if measure is Measure.MOVED:
        return float(Fraction(value) / book.portfolio.settings.slices_per_fte)
    return float(value)
