"""Envelopes of a generated portfolio: floors and ceilings that a sensible plan can keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from benchmarks.generated_work import Work
from models.calendar import Calendar
from models.envelope import ALL_WINDOWS, EACH_WINDOW, Envelope, Limit, Measure, Scope, ScopeKind
from models.initiative import Theme
from models.stage import StageStatus
from models.team import TeamKind
from models.units import EnvelopeId

_FEWEST_DOMAINS = 4
"""From so many domains on, the one that asks for most people is held back."""
_FLOOR = 75
_CEILING = 92
"""Percent of what something asks for, against everything."""


def envelopes(works: tuple[Work, ...], calendar: Calendar) -> tuple[Envelope, ...]:
    """Shares a little beside what the initiatives ask for on the whole, and limits per window."""
    money, people = _Asked(), _Asked()
    for work in works:
        for step in work.steps:
            if step.status is StageStatus.NOT_STARTED:
                money.add(work, step.tranche)
                people.add(work, step.effort)
    starts = sum(s.status is StageStatus.NOT_STARTED for work in works for s in work.steps)
    windows = len(calendar.windows)
    return (
        *_shares(money, people),
        _per_window("Starts", Measure.STARTS, 5 + starts // windows),
        _per_window("Newly started", Measure.NEWLY_STARTED, money.total // windows // 2),
    )


class _Asked:
    """What all initiatives ask for of money or of people, and for what."""

    def __init__(self) -> None:
        self.total = 0
        self.themes = Counter[Theme]()
        self.kinds = Counter[TeamKind]()
        self.domains = Counter[str]()

    def add(self, work: Work, amount: int) -> None:
        self.total += amount
        self.themes[work.theme] += amount
        self.kinds[work.team.kind] += amount
        self.domains[work.team.domain or ""] += amount

    def percent(self, part: int, *, of_it: int) -> Decimal:
        """So many percent of a part's share, in percent of the whole with two decimals."""
        return Decimal(of_it * 100 * part // self.total) / 100


def _shares(money: _Asked, people: _Asked) -> Iterator[Envelope]:
    """Growth may not take all that it could earn; what others build on gets most of its share."""
    growth, modern = Theme.GROWTH, Theme.MODERNIZATION
    floor = money.percent(money.themes[modern], of_it=_FLOOR)
    yield _share("Modernization floor", Scope(kind=ScopeKind.THEME, name=modern), at_least=floor)
    ceiling = money.percent(money.themes[growth], of_it=_CEILING)
    yield _share("Growth ceiling", Scope(kind=ScopeKind.THEME, name=growth), at_most=ceiling)
    platform = Scope(kind=ScopeKind.KIND, name=TeamKind.PLATFORM)
    floor = people.percent(people.kinds[TeamKind.PLATFORM], of_it=_FLOOR)
    yield _share("People on platforms", platform, measure=Measure.PEOPLE, at_least=floor)
    if len(people.domains) >= _FEWEST_DOMAINS:
        domain, most = max(people.domains.items(), key=lambda pair: (pair[1], pair[0]))
        scope = Scope(kind=ScopeKind.DOMAIN, name=domain)
        ceiling = people.percent(most, of_it=_CEILING)
        yield _share(f"People in {domain}", scope, measure=Measure.PEOPLE, at_most=ceiling)


def _share(
    name: str,
    scope: Scope,
    *,
    measure: Measure = Measure.RELEASED,
    at_least: Decimal | None = None,
    at_most: Decimal | None = None,
) -> Envelope:
    """A floor or a ceiling in percent over the whole horizon."""
    return Envelope(
        id=EnvelopeId(name),
        applies_to=scope,
        measure=measure,
        window=ALL_WINDOWS,
        at_least=None if at_least is None else Limit(percent=at_least),
        at_most=None if at_most is None else Limit(percent=at_most),
    )


def _per_window(name: str, measure: Measure, amount: int) -> Envelope:
    """A ceiling on everything, the same in each window."""
    return Envelope(
        id=EnvelopeId(f"{name} in a window"),
        applies_to=Scope(kind=ScopeKind.ALL),
        measure=measure,
        window=EACH_WINDOW,
        at_most=Limit(amount=amount),
    )
