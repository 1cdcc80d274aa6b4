"""What `headgate staged` says: a few lines for people, keys for machines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.staged import Measure

if TYPE_CHECKING:
    from models.portfolio import Portfolio
    from models.staged import Estimate, Figures, Simulation


def said(
    simulation: Simulation, portfolio: Portfolio, output: str, seconds: float
) -> Sequence[str]:
    """The answer, a line per measure, the file."""
    from reports.staged.words import LABELS, amount, headline, interval, sampled

    settings = portfolio.settings
    lines = [headline(simulation, settings.currency)]
    for measure, row in simulation.estimates.items():
        annual, staged = (amount(measure, mean, settings) for mean in (row.annual, row.staged))
        sure = interval(row, settings)
        line = f"{LABELS[measure]:<44} annual {annual}, staged {staged}"
        lines.append(f"{line} ({sure})" if sure else line)
    lines.append(f"{output}: {sampled(simulation)} in {seconds:.1f} s")
    return lines


def as_document(simulation: Simulation) -> dict[str, object]:
    """Keys of `--json`: money in whole minor units, people's time in slices."""
    return {
        "asked_samples": simulation.asked,
        "seed": simulation.seed,
        "quarters": simulation.quarters,
        "gates": simulation.gates,
        "asked_gap": simulation.gap,
        "measures": {measure.value: _measure(row) for measure, row in simulation.estimates.items()},
        "samples": [
            {
                "sample": sample.number,
                "fails": sample.fails,
                "annual": _figures(sample.annual),
                "staged": _figures(sample.staged),
            }
            for sample in simulation.samples
        ],
    }


def _measure(row: Estimate) -> dict[str, object]:
    """Means of money are rounded half-even to minor units; means of counts are not."""
    low, high = row.interval or (None, None)

    def shown(value: float | None) -> float | None:
        if value is None:
            return None
        return round(value) if row.measure.is_money else round(value, 3)

    return {
        "annual": shown(float(row.annual)),
        "staged": shown(float(row.staged)),
        "difference": shown(float(row.difference)),
        "low": shown(low),
        "high": shown(high),
        "more": row.more,
        "less": row.less,
        "same": row.same,
    }


def _figures(figures: Figures) -> dict[str, object]:
    found: dict[str, object] = {measure.value: figures.of(measure) for measure in Measure}
    return found | {
        "stopped": figures.stopped,
        "plans": figures.plans,
        "widest_gap": figures.widest_gap,
        "eased": figures.eased,
    }
