"""What one more unit of money or of a skill would be worth."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from models.envelope import Measure
from models.explanation import EnvelopePrice, ShadowPrice
from models.index import Index
from models.portfolio import Portfolio
from models.units import PeriodIndex
from models.verdict import Verdict
from optimizer.opinion.engine import Answer, Engine, Solution
from optimizer.opinion.envelopes import envelope_row, spans
from optimizer.opinion.frame import Frame
from optimizer.opinion.groups import groups
from optimizer.opinion.money import money_row
from optimizer.opinion.people import skill_row
from optimizer.opinion.second import formulate, solve

_PLACES = Decimal("0.000001")

MOST_PAIRS = 250_000
"""Groups of people times what teams may need. A larger relaxation takes longer than the plan:
600,000 pairs (60 initiatives, 250 people) took over 20 s, 110,000 (the retailer) half a second."""


def shadow_prices(
    portfolio: Portfolio,
    verdicts: Iterable[Verdict],
    *,
    seconds: float = 20,
    engine: Engine = Engine.HIGHS,
) -> tuple[ShadowPrice, ...]:
    """Prices of money by fund and window and of skills by period, the scarce ones only.

    They are the duals of a linear relaxation: indicative, and right for a small step only. Money:
    currency units of value per currency unit. Skills: currency units of value per slice that any
    team could use at any level.

    Returns:
        Sorted by fund and window, then by skill and period; empty if the portfolio is too large
        for it, or the time was too short.
    """
    found = _relaxed(portfolio, verdicts, seconds, engine)
    if found is None:
        return ()
    frame, best = found
    return (*_of_money(frame, best.duals), *_of_skills(frame, best.duals))


def envelope_prices(
    portfolio: Portfolio,
    verdicts: Iterable[Verdict],
    *,
    seconds: float = 20,
    engine: Engine = Engine.HIGHS,
) -> tuple[EnvelopePrice, ...]:
    """Prices of envelopes that bind, by envelope, span and side; empty as above."""
    found = _relaxed(portfolio, verdicts, seconds, engine)
    return () if found is None else tuple(_of_envelopes(*found))


def _relaxed(
    portfolio: Portfolio, verdicts: Iterable[Verdict], seconds: float, engine: Engine
) -> tuple[Frame, Solution] | None:
    """The relaxation and its answer; None where it is too large or there is none in time."""
    if not priceable(portfolio):
        return None
    frame = formulate(portfolio, verdicts, priced=True)
    best, _ = solve(frame, seconds=seconds, engine=engine, relaxed=True)
    return (frame, best) if best.answer is Answer.OPTIMAL else None


def priceable(portfolio: Portfolio) -> bool:
    """Whether the portfolio is small enough for it."""
    return _pairs(portfolio) <= MOST_PAIRS


def _pairs(portfolio: Portfolio) -> int:
    """Groups of people times what teams may need in any period."""
    index = Index(portfolio)
    asked = {
        (index.initiatives[row.initiative].team, row.skill, row.lowest_level)
        for row in portfolio.demand
    }
    return len(groups(index)) * len(asked) * index.calendar.horizon


def _of_money(frame: Frame, duals: dict[str, float]) -> Iterable[ShadowPrice]:
    for fund in sorted(row.id for row in frame.portfolio.funds):
        for w, window in enumerate(frame.index.calendar.windows):
            worth = _rounded(duals.get(money_row(fund, w), 0.0))
            if worth > 0:
                yield ShadowPrice(fund=fund, window=window, worth=worth)


def _of_skills(frame: Frame, duals: dict[str, float]) -> Iterable[ShadowPrice]:
    minor = 10**frame.portfolio.settings.exponent
    for skill in sorted({row.skill for row in frame.portfolio.demand}):
        for t in range(frame.horizon):
            worth = _rounded(duals.get(skill_row(skill, t), 0.0) / minor)
            if worth > 0:
                yield ShadowPrice(skill=skill, period=PeriodIndex(t), worth=worth)


def _of_envelopes(frame: Frame, best: Solution) -> Iterable[EnvelopePrice]:
    minor = 10**frame.portfolio.settings.exponent
    counted = (Measure.STARTS, Measure.PEOPLE)
    for row in sorted(frame.portfolio.envelopes, key=lambda row: row.id):
        for span in spans(frame, row):
            for side, limit in (("ceiling", row.at_most), ("floor", row.at_least)):
                dual = best.duals.get(envelope_row(row.id, span, side), 0.0)
                if limit is None or dual <= 0:
                    continue
                each = dual if row.measure not in counted else dual / minor
                if limit.percent is not None:
                    each = dual / minor * frame.everything[row.measure, span].at(best.values) / 100
                elif row.measure is Measure.PEOPLE:
                    each *= len(span)
                worth = _rounded(each)
                if worth > 0:
                    yield EnvelopePrice(envelope=row.id, span=span, side=side, worth=worth)


def _rounded(worth: float) -> Decimal:
    return max(Decimal(0), Decimal(worth).quantize(_PLACES))
