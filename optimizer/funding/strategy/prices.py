"""What one more unit of money, people and room is worth to the relaxation that gives the bound.

The dual value of a row is what its limit would bring if it were one larger. An envelope's floor
has more room where it is lower.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from models.envelope import Envelope, Limit, Measure, Scope, ScopeKind
from models.explanation import EnvelopePrice, ShadowPrice
from models.units import PeriodIndex, SkillId
from optimizer.funding.arrays import Arrays, Floats
from optimizer.funding.build import Built
from optimizer.funding.constraints.envelope_floor import spans
from optimizer.funding.expressions import Programme, summed
from optimizer.funding.network import Need
from optimizer.funding.people import People
from optimizer.funding.scaled import Scaled
from optimizer.funding.strategy.bound import Bounding

_PLACES = Decimal("0.000001")


About = tuple[PeriodIndex, tuple[Need, ...]]
"""Of a row about people."""

MONOTONE = "started_stays_started"
"""Rows that the start form does without."""


class Duals(NamedTuple):
    """The relaxation's answer, and the minor units that one more of each limit would bring."""

    values: Floats
    """Of the cumulative columns."""
    rows: dict[tuple[object, ...], float]
    """By the name of a row."""
    people: list[tuple[PeriodIndex, tuple[Need, ...], float]]
    """Of rows about people: the period, and the needs that are too many."""


def relaxed(built: Built, stopped: Callable[[], bool]) -> Duals | None:
    """Solves the relaxation of a programme without flows; None where it has no answer.

    Rows about people are found round by round. Once it is stopped, those found by then are all.
    Starts that no row allows stay open, unlike in the search: more room would allow them.
    """
    scaled, people = Scaled(built.model), People(built.programme)
    monotone = np.array([row.name[0] == MONOTONE for row in built.model.rows], dtype=np.bool_)
    arrays = Arrays.of(scaled, built.programme.v.started.values(), monotone)
    bounding = Bounding.of(arrays, people)
    relaxation, broken = bounding.relaxation, None
    about: list[About] = []
    while bounding.solve():
        values = relaxation.arrays.cumulative(relaxation.values)
        if not (stopped() or bounding.finished):
            broken = people.broken(values, all_of_them=False)
        if stopped() or bounding.finished or broken is None:
            return _read(built, scaled, relaxation.duals, about, values)
        relaxation.add(broken)
        about += broken.about
    return None


def _read(built: Built, scaled: Scaled, duals: Floats, about: list[About], values: Floats) -> Duals:
    """The rows of the programme come first, those about people last."""
    minor = float(scaled.objective_scale)
    kept = [
        (row.name, float(scale))
        for row, scale in zip(built.model.rows, scaled.row_scale, strict=True)
        if row.name[0] != MONOTONE
    ]
    rows = {
        name: float(dual) * scale / minor
        for (name, scale), dual in zip(kept, duals[: len(kept)], strict=True)
        if dual
    }
    last = duals[len(duals) - len(about) :]
    people = [(t, needs, float(d) / minor) for (t, needs), d in zip(about, last, strict=True) if d]
    return Duals(values, rows, people)


def of_money_and_people(p: Programme, duals: Duals) -> Iterator[ShadowPrice]:
    """The scarce ones: funds by window, then skills by period."""
    index = p.problem.index
    for fund in sorted(index.funds):
        share = float(Fraction(index.funds[fund].carry_over) / 100)
        for w, window in enumerate(index.calendar.windows):
            here = duals.rows.get(("fund_covers_charges", fund, w), 0.0)
            later = duals.rows.get(("carry_over_is_a_share", fund, w + 1), 0.0)
            worth = _rounded(here + share * later)
            lacking = p.shortfalls.get((fund, w), 0) > 0  # a little more only fills that up
            if worth > 0 and not lacking:
                yield ShadowPrice(fund=fund, window=window, worth=worth)
    minor = 10**index.portfolio.settings.exponent
    for (skill, t), slices in sorted(_of_skills(duals).items()):
        worth = _rounded(slices / minor)
        if worth > 0:
            yield ShadowPrice(skill=skill, period=t, worth=worth)


def _of_skills(duals: Duals) -> dict[tuple[SkillId, PeriodIndex], float]:
    """Minor units for a slice that any team could use: for the need where it is worth most.

    It relieves every row that this need is part of.
    """
    relief: defaultdict[tuple[Need, PeriodIndex], float] = defaultdict(float)
    for t, needs, dual in duals.people:
        for need in needs:
            relief[need, t] += dual
    most: dict[tuple[SkillId, PeriodIndex], float] = {}
    for (need, t), worth in relief.items():
        most[need.skill, t] = max(worth, most.get((need.skill, t), 0.0))
    return most


def of_room(p: Programme, duals: Duals) -> Iterator[EnvelopePrice]:
    """Envelopes that bind, by envelope, span and side."""
    for envelope in sorted(p.problem.index.portfolio.envelopes, key=lambda row: row.id):
        for label, periods in spans(p, envelope):
            for side, limit, sign in (
                ("ceiling", envelope.at_most, 1),
                ("floor", envelope.at_least, -1),
            ):
                dual = sign * duals.rows.get((f"envelope_{side}", envelope.id, label), 0.0)
                if limit is None or dual <= 0:
                    continue
                worth = _rounded(dual * _units(p, duals, envelope, limit, periods))
                if worth > 0:
                    span = tuple(PeriodIndex(t) for t in periods)
                    yield EnvelopePrice(envelope=envelope.id, span=span, side=side, worth=worth)


def _units(
    p: Programme, duals: Duals, envelope: Envelope, limit: Limit, periods: list[int]
) -> float:
    """Units of a row's limit in one of the envelope's, with its price in currency units."""
    minor = float(10**p.problem.index.portfolio.settings.exponent)
    if limit.percent is not None:
        sums = p.measured(envelope.measure, Scope(kind=ScopeKind.ALL))
        total = summed(sums[t] for t in periods)
        everything = sum(float(duals.values[c]) * amount for c, amount in total.items())
        return (Fraction(limit.percent) / 100).denominator * everything / 100 / minor
    if envelope.measure is Measure.PEOPLE:
        return len(periods) / minor
    return 1 / minor if envelope.measure is Measure.STARTS else 1.0


def _rounded(worth: float) -> Decimal:
    return max(Decimal(0), Decimal(worth).quantize(_PLACES))
