"""What is said of annual and staged funding, in sentences."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from models.settings import Settings
from models.staged import Estimate, Measure, Simulation
from models.wording import counted, money, number

LABELS: dict[Measure, str] = {
    Measure.VALUE: "Value of what is launched",
    Measure.FAILED: "Money spent on work that failed",
    Measure.AFTER_FAILURE: "  of it after the gate had failed",
    Measure.IDLE: "Budget that nobody used",
    Measure.MOVED: "Moves between teams (FTE)",
    Measure.LAUNCHED: "Initiatives launched",
}
"""What the measures are called."""


def amount(measure: Measure, value: Fraction | float, settings: Settings) -> str:
    """A mean in words: money, FTE or a count."""
    if measure.is_money:
        return money(round(value), settings.currency)
    if measure is Measure.MOVED:
        value = Fraction(value) * Fraction(settings.slice)
    return number(round(Decimal(float(value)), 1))


def interval(row: Estimate, settings: Settings) -> str:
    """`95 %: EUR 1.2 M to EUR 3.0 M more`; empty with a single sample."""
    found = row.interval
    if found is None:
        return ""
    low, high = (amount(row.measure, each, settings) for each in found)
    return f"difference, 95 %: {low} to {high}"


def sampled(simulation: Simulation) -> str:
    """How many samples there are, and whether those are all."""
    done = counted(len(simulation.samples), "sample")
    return done if simulation.is_whole else f"{done} of {simulation.asked:,}, then stopped"


def headline(simulation: Simulation, currency: str) -> str:
    """The answer in one or two sentences."""
    if simulation.gates == 0:
        return "No gate is still to be passed: annual and staged funding come to the same plan."
    worth = _worth(simulation.estimates[Measure.VALUE], currency)
    failed = _failed(simulation.estimates[Measure.FAILED], currency)
    if failed and worth.endswith(")"):
        return f"{worth}, and {failed}."
    return f"{worth}; {failed}." if failed else f"{worth}."


def _worth(row: Estimate, currency: str) -> str:
    size = money(abs(round(row.difference)), currency)
    if row.difference == 0 and not row.margin:
        return "With staged tranches the portfolio is worth as much as with annual budgets"
    way = "more" if row.difference > 0 else "less"
    if row.margin is None:
        return f"In the one sample, the portfolio is worth {size} {way} with staged tranches"
    if row.is_proven:
        return f"With staged tranches the portfolio is worth {size} {way} ({_range(row, currency)})"
    few = counted(row.more + row.less + row.same, "sample")
    return (
        f"With staged tranches the portfolio is worth {size} {way} on average, which {few} do not "
        f"prove ({_range(row, currency)})"
    )


def _failed(row: Estimate, currency: str) -> str:
    rounded = round(row.difference)
    if rounded == 0:
        return ""
    way = "less" if rounded < 0 else "more"
    return f"{money(abs(rounded), currency)} {way} goes into work that fails"


def _range(row: Estimate, currency: str) -> str:
    """The interval of the size that is told: turned round where it is less."""
    low, high = row.interval or (0.0, 0.0)
    if row.difference < 0:
        low, high = -high, -low
    return f"95 %: {money(round(low), currency)} to {money(round(high), currency)}"


def agreeing(row: Estimate) -> str:
    """In how many samples it is more, less, the same."""
    return f"{row.more:,} / {row.less:,} / {row.same:,}"
