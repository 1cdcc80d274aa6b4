"""No envelope holds more than its ceiling."""

from __future__ import annotations

from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.measures import bound
from optimizer.audit.outcome import Results, outcome


def envelope_ceiling(audit: Context) -> Check:
    """Per envelope and window, the sum is at most the ceiling, an amount or a percentage."""
    return outcome("Every envelope stays within what it allows", _spans(audit))


def _spans(audit: Context) -> Results:
    for envelope in audit.portfolio.envelopes:
        limit = envelope.at_most
        if limit is None:
            continue
        for span in audit.measures.spans(envelope):
            ceiling = bound(limit, span, envelope.measure)
            where = f"{envelope.id} ({envelope.measure}) in {span.label}"
            sums = audit.words.measured(envelope.measure, span.part)
            asked = audit.words.measured(envelope.measure, ceiling)
            yield f"{where} is {sums}, more than {asked}" if span.part > ceiling else None
