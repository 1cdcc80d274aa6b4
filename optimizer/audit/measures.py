"""What envelopes measure, summed per team, theme and period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from models.envelope import ALL_WINDOWS, EACH_WINDOW, Envelope, Limit, Measure, Scope, ScopeKind
from models.initiative import Theme
from models.stage import Stage
from models.units import TeamId
from optimizer.audit.arithmetic import share
from optimizer.audit.charges import Charges

Cell = tuple[TeamId, Theme | None, int]
"""A team, a theme and a period."""


@dataclass(frozen=True)
class Span:
    """One sum that an envelope limits: where, and how much of how much."""

    label: str
    """The window, or the whole horizon."""
    part: int
    """The sum over what the envelope applies to."""
    total: int
    """The sum over everything."""
    periods: int
    """Periods that are summed over."""


@dataclass(frozen=True)
class Measures:
    """All measures of a plan."""

    charges: Charges

    @cached_property
    def table(self) -> dict[Measure, dict[Cell, int]]:
        """Every measure per team, theme and period; each stage is looked at once."""
        found: dict[Measure, defaultdict[Cell, int]] = {kind: defaultdict(int) for kind in Measure}
        initiatives = self.charges.timeline.index.initiatives
        for stage in self.charges.timeline.index.portfolio.stages:
            row = initiatives[stage.initiative]
            for kind, t, amount in self._of(stage):
                found[kind][row.team, row.theme, t] += amount
        return {kind: dict(cells) for kind, cells in found.items()}

    def _of(self, stage: Stage) -> Iterator[tuple[Measure, int, int]]:
        """What one stage adds: measure, period and amount."""
        timeline = self.charges.timeline
        if not timeline.takes_place(stage.key):
            return
        released = self.charges.released_in(stage)
        runs = stage.key not in timeline.done
        for cost_type in self.charges.tranches.parts[stage.key]:
            if (stage.key, cost_type) not in self.charges.due:
                continue  # no fund may pay the committed part, so nothing is charged
            if released is not None:
                yield Measure.RELEASED, released, self.charges.charged(stage, cost_type)
            for t, q, amount in self.charges.profile(stage, cost_type) if runs else ():
                yield Measure.SPENT, t, amount
                yield Measure.ONGOING if q else Measure.NEWLY_STARTED, t, amount
        if runs:
            yield from self._work(stage)

    def _work(self, stage: Stage) -> Iterator[tuple[Measure, int, int]]:
        timeline = self.charges.timeline
        start, horizon = timeline.starts[stage.key], timeline.index.calendar.horizon
        slices = sum(row.slices for row in timeline.index.demand_of.get(stage.key, ()))
        for t in range(max(0, start), min(horizon, start + stage.periods)):
            yield Measure.PEOPLE, t, slices
        if 0 <= start < horizon:
            yield Measure.STARTS, start, 1

    def spans(self, envelope: Envelope) -> Iterator[Span]:
        """The sums that the envelope limits: one per window, or one in all."""
        cells = self.table[envelope.measure]
        everything: defaultdict[int, int] = defaultdict(int)
        inside: defaultdict[int, int] = defaultdict(int)
        for (team, theme, t), amount in cells.items():
            everything[t] += amount
            if self._applies(envelope.applies_to, team, theme):
                inside[t] += amount
        for label, periods in self._windows(envelope.window):
            part = sum(inside[t] for t in periods)
            yield Span(label, part, sum(everything[t] for t in periods), len(periods))

    def _windows(self, window: str) -> Iterator[tuple[str, tuple[int, ...]]]:
        calendar = self.charges.timeline.index.calendar
        if window == ALL_WINDOWS:
            yield "the whole horizon", tuple(calendar.indices)
            return
        for name, periods in zip(calendar.windows, calendar.periods_in, strict=True):
            if window in (EACH_WINDOW, name):
                yield name, tuple(periods)

    def _applies(self, scope: Scope, team: TeamId, theme: Theme | None) -> bool:
        row = self.charges.timeline.index.teams[team]
        named: dict[ScopeKind, str | None] = {
            ScopeKind.ALL: scope.name,
            ScopeKind.TEAM: row.id,
            ScopeKind.DOMAIN: row.domain,
            ScopeKind.KIND: row.kind,
            ScopeKind.THEME: theme,
        }
        return named[scope.kind] == scope.name


def bound(limit: Limit, span: Span, measure: Measure) -> Fraction:
    """The limit in the unit of the sum: an amount (of people in each period) or a share of all."""
    if limit.percent is not None:
        return share(limit.percent) * span.total
    amount = Fraction(limit.amount or 0)
    return amount * span.periods if measure is Measure.PEOPLE else amount
