"""No envelope gets less than its floor."""

from collections.abc import Iterator
from fractions import Fraction

from models.envelope import Envelope, Limit, Measure, Scope, ScopeKind
from optimizer.funding.expressions import Programme, Terms, summed, terms
from optimizer.funding.model import Row, at_least


def envelope_floor(p: Programme) -> Iterator[Row]:
    """Sum >= amount, or 100 * sum >= p * total (formulation, section 5)."""
    for envelope in p.problem.index.portfolio.envelopes:
        if envelope.at_least is not None:
            for label, columns, amount in limited(p, envelope, envelope.at_least):
                yield at_least(("envelope_floor", envelope.id, label), columns, amount)


def limited(p: Programme, envelope: Envelope, limit: Limit) -> Iterator[tuple[str, Terms, int]]:
    """For each window the terms and the number that a floor or a ceiling holds them against."""
    sums = p.measured(envelope.measure, envelope.applies_to)
    totals = p.measured(envelope.measure, Scope(kind=ScopeKind.ALL)) if limit.percent else sums
    for label, periods in spans(p, envelope):
        total = summed(sums[t] for t in periods)
        if limit.amount is not None:
            people = envelope.measure is Measure.PEOPLE
            yield label, terms(total), limit.amount * (len(periods) if people else 1)
        elif limit.percent is not None:
            share = Fraction(limit.percent) / 100
            scaled = {column: share.denominator * amount for column, amount in total.items()}
            for column, amount in summed(totals[t] for t in periods).items():
                scaled[column] = scaled.get(column, 0) - share.numerator * amount
            yield label, [(c, amount) for c, amount in scaled.items() if amount and c], 0


def spans(p: Programme, envelope: Envelope) -> Iterator[tuple[str, list[int]]]:
    """The windows that an envelope holds in, with their periods."""
    calendar = p.problem.index.calendar
    if envelope.window == "all":
        yield "all", list(calendar.indices)
        return
    for window, periods in zip(calendar.windows, calendar.periods_in, strict=True):
        if envelope.window in ("each", window):
            yield window, list(periods)
