"""No envelope gets less than its floor."""

from __future__ import annotations

from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.measures import bound
from optimizer.audit.outcome import Results, outcome


def envelope_floor(audit: Context) -> Check:
    """Per envelope and window, the sum is at least the floor, an amount or a percentage."""
    return outcome("Every envelope gets at least what it asks for", _spans(audit))


def _spans(audit: Context) -> Results:
    for envelope in audit.portfolio.envelopes:
        limit = envelope.at_least
        if limit is None:
            continue
        for span in audit.measures.spans(envelope):
            floor = bound(limit, span, envelope.measure)
            where = f"{envelope.id} ({envelope.measure}) in {span.label}"
            sums = audit.words.measured(envelope.measure, span.part)
            asked = audit.words.measured(envelope.measure, floor)
            yield f"{where} is {sums}, less than {asked}" if span.part < floor else None
