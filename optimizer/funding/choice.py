"""What values of the columns mean: starts, hires, and payments to the cent."""

from __future__ import annotations

from dataclasses import dataclass

from models.plan import HireUse
from models.stage import StageKey
from models.units import Money, OptionId, PeriodIndex, Slices
from optimizer.funding.expressions import Programme
from optimizer.funding.payments import Settlement, settle
from optimizer.valuation import value

HALF = 0.5
"""Above it a column that says yes or no says yes."""


@dataclass(frozen=True)
class Choice:
    """One answer to the funding programme."""

    starts: dict[StageKey, PeriodIndex]
    """Of all stages that start or are active or released."""
    hires: tuple[HireUse, ...]
    settlement: Settlement
    values: tuple[float, ...]
    """Of the columns."""


def choice(p: Programme, values: tuple[float, ...]) -> Choice | None:
    """What the values choose; None where the money does not settle to the cent."""
    starts = chosen_starts(p, values)
    settlement = settle(p.problem.dues, starts)
    if settlement is None:
        return None
    return Choice(starts, chosen_hires(p, values), settlement, values)


def chosen_starts(p: Programme, values: tuple[float, ...]) -> dict[StageKey, PeriodIndex]:
    """Start of each stage that the values start, and of the active and released ones."""
    chosen = dict(p.problem.facts.starts)
    for stage, columns in p.v.started.items():
        for t, column in enumerate(columns):
            if values[column] > HALF:
                chosen[stage] = PeriodIndex(t)
                break
    return chosen


def chosen_hires(p: Programme, values: tuple[float, ...]) -> tuple[HireUse, ...]:
    """Slices of each option there in each period, where there are any."""
    return tuple(
        HireUse(
            option=OptionId(option), period=PeriodIndex(t), slices=Slices(round(values[column]))
        )
        for (option, t), column in sorted(p.v.hired.items())
        if round(values[column]) > 0
    )


def worth_before_moves(p: Programme, chosen: Choice) -> Money:
    """Exact value of a choice, names and their moves left out."""
    accounts = chosen.settlement.accounts.values()
    return value(p.problem.worth, chosen.starts, accounts, chosen.hires, Slices(0)).total
