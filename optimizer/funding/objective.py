"""What the programme maximizes: expected, discounted value less prices (formulation, section 6)."""

from __future__ import annotations

from fractions import Fraction

from models.initiative import CountsFrom
from models.stage import Stage, StageKey
from optimizer.funding.expressions import Programme


def price(p: Programme, *, ties: bool = True) -> int:
    """Sets the objective's coefficients on the columns; returns its constant, in minor units.

    With `ties`, of plans worth the same one is the best.
    """
    constant = sum(_committed(p, stage) for stage in p.problem.committed)
    for stage in p.problem.free:
        if stage.key not in p.problem.facts.out:
            _price_starts(p, stage)
    for (key, anchor), live in p.v.live.items():
        _price_steps(p, live, list(p.problem.worth.at(key, anchor)))
    _price_money(p)
    _price_people(p)
    if ties:
        _break_ties(p)
    return constant


def _anchors(p: Programme, key: StageKey) -> list[CountsFrom]:
    """Anchors of the stage's benefits that wait for no flag."""
    return [
        anchor
        for anchor in CountsFrom
        if (key, anchor) in p.problem.worth.benefits and (key, anchor) not in p.v.live
    ]


def worth_of_start(p: Programme, stage: Stage, start: int) -> int:
    """Benefits that wait for no flag, less lateness, of a stage that starts then."""
    worth = p.problem.worth
    value = sum(
        worth.launched(
            stage.key, anchor, start + (stage.periods if anchor is CountsFrom.FINISH else 0)
        )
        for anchor in _anchors(p, stage.key)
    )
    return value - worth.lateness(stage, start)


def _committed(p: Programme, stage: Stage) -> int:
    start = p.problem.facts.starts.get(stage.key)
    return 0 if start is None else worth_of_start(p, stage, start)


def _price_starts(p: Programme, stage: Stage) -> None:
    values = [worth_of_start(p, stage, t) for t in range(p.problem.horizon)]
    _price_steps(p, p.v.started[stage.key], values)


def _price_steps(p: Programme, columns: list[int], values: list[int]) -> None:
    """A step of a cumulative variable in t is worth values[t]."""
    for column, value, later in zip(columns, values, [*values[1:], 0], strict=True):
        if value != later:
            p.v.columns.pay(column, value - later)


TIES = Fraction(2, 5)
"""All tie-breaks together are worth less than half a minor unit: they never outweigh a cent."""

VISIBLE = Fraction(1, 10_000_000)
"""An engine sees no less, and smaller prices cost it 20 times the time. Where ties are smaller,
trimming asks for less money, and the canonical order decides the rest."""


def _break_ties(p: Programme) -> None:
    """Of plans worth the same: the one that asks for less money, then the earlier one."""
    horizon = p.problem.horizon
    free = [stage for stage in p.problem.free if stage.key not in p.problem.facts.out]
    most = sum((stage.tranche + 1) * horizon + horizon for stage in free)
    if most * VISIBLE > TIES:
        return
    for stage in free:
        dislike = [(stage.tranche + 1) * horizon + t + 1 for t in range(horizon)]
        columns = p.v.started[stage.key]
        for column, now, later in zip(columns, dislike, [*dislike[1:], 0], strict=True):
            p.v.columns.pay(column, -TIES * (now - later) / most)


def rounding(p: Programme) -> Fraction:
    """By how much an exact value may exceed the objective: tie-breaks and rounded prices."""
    prices = (
        p.v.columns.prices.get(c, 0)
        for c in (*p.v.overrun.values(), *p.v.hired.values(), *p.v.arrived.values())
    )
    return TIES + sum((Fraction(1, 2) for x in prices if Fraction(x).denominator > 1), Fraction(0))


def _price_money(p: Programme) -> None:
    for number, column in p.v.flag.items():
        p.v.columns.pay(column, -(p.problem.dependencies[number][0].flag_cost or 0))
    windows = p.problem.index.calendar.windows
    for (fund, w), column in p.v.overrun.items():
        overrun_price = p.problem.index.budgets[fund, windows[w]].overrun_price
        p.v.columns.pay(column, -Fraction(overrun_price or 0))


def _price_people(p: Programme) -> None:
    settings = p.problem.index.portfolio.settings
    options = {option.id: option for option in p.problem.index.portfolio.hiring}
    for (option, _), column in p.v.hired.items():
        p.v.columns.pay(column, -Fraction(options[option].cost, settings.slices_per_fte))
    for (option, _), column in p.v.arrived.items():
        p.v.columns.pay(column, -Fraction(options[option].one_off, settings.slices_per_fte))
    for column in (*p.v.moved.values(), *p.v.arriving.values()):
        p.v.columns.pay(column, -settings.move_price)
