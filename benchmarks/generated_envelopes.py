"""Envelopes of a generated portfolio: floors and ceilings that a sensible plan can keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from benchmarks.generated_work import Work
from models.calendar import Calendar
from models.envelope import ALL_WINDOWS, EACH_WINDOW, Envelope, Limit, Measure, Scope, ScopeKind
from models.stage import StageStatus
from models.units import EnvelopeId

_FEWEST_DOMAINS = 4
"""From so many domains on, the largest is held back."""


def envelopes(works: tuple[Work, ...], calendar: Calendar) -> tuple[Envelope, ...]:
    """Shares a little beside what the initiatives ask for on the whole."""
    return tuple(_envelopes(works, calendar))


def _envelopes(works: tuple[Work, ...], calendar: Calendar) -> Iterator[Envelope]:
    yield _share("Modernization floor", ScopeKind.THEME, "modernization", at_least=20)
    yield _share("Growth ceiling", ScopeKind.THEME, "growth", at_most=50)
    yield _share(
        "People on platforms", ScopeKind.KIND, "platform", measure=Measure.PEOPLE, at_least=15
    )
    effort = Counter[str]()
    for work in works:
        effort[work.team.domain or ""] += sum(step.effort for step in work.steps)
    if len(effort) >= _FEWEST_DOMAINS:
        domain, most = max(effort.items(), key=lambda pair: (pair[1], pair[0]))
        ceiling = round(100 * most / effort.total()) + 1
        yield _share(
            f"People in {domain}", ScopeKind.DOMAIN, domain, measure=Measure.PEOPLE, at_most=ceiling
        )
    free = [s for w in works for s in w.steps if s.status is StageStatus.NOT_STARTED]
    yield Envelope(
        id=EnvelopeId("Starts in a window"),
        applies_to=Scope(kind=ScopeKind.ALL),
        measure=Measure.STARTS,
        window=EACH_WINDOW,
        at_most=Limit(amount=5 + len(free) // len(calendar.windows)),
    )
    asked = sum(step.tranche for step in free)
    yield Envelope(
        id=EnvelopeId("Newly started in a window"),
        applies_to=Scope(kind=ScopeKind.ALL),
        measure=Measure.NEWLY_STARTED,
        window=EACH_WINDOW,
        at_most=Limit(amount=asked // len(calendar.windows) // 2),
    )


def _share(
    name: str,
    kind: ScopeKind,
    what: str,
    *,
    measure: Measure = Measure.RELEASED,
    at_least: int | None = None,
    at_most: int | None = None,
) -> Envelope:
    return Envelope(
        id=EnvelopeId(name),
        applies_to=Scope(kind=kind, name=what),
        measure=measure,
        window=ALL_WINDOWS,
        at_least=None if at_least is None else Limit(percent=Decimal(at_least)),
        at_most=None if at_most is None else Limit(percent=Decimal(at_most)),
    )
