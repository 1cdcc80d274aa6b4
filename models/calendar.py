"""The calendar: periods and windows by position."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

from models.period import Period
from models.units import PeriodId, PeriodIndex, WindowId, WindowIndex

_IN_EVERY_MONTH = 28
"""The last day that every month has."""


@dataclass(frozen=True)
class Calendar:
    """Periods in the order of their starts; position 0 is *now*.

    Positions before the first and after the last period are reached by repeating the length of the
    first and of the last period (whole months where the period is whole months, days elsewhere).
    """

    periods: tuple[Period, ...]

    @classmethod
    def of(cls, periods: tuple[Period, ...]) -> Calendar:
        """A calendar of these rows, in any order."""
        return cls(tuple(sorted(periods, key=lambda period: period.start)))

    @property
    def horizon(self) -> int:
        """Number of periods."""
        return len(self.periods)

    @cached_property
    def indices(self) -> tuple[PeriodIndex, ...]:
        """All positions within the horizon."""
        return tuple(PeriodIndex(t) for t in range(self.horizon))

    @cached_property
    def _positions(self) -> dict[PeriodId, PeriodIndex]:
        return {period.id: PeriodIndex(t) for t, period in enumerate(self.periods)}

    def index(self, period: PeriodId) -> PeriodIndex:
        """Position of a period; raises KeyError for an unknown one."""
        return self._positions[period]

    @cached_property
    def windows(self) -> tuple[WindowId, ...]:
        """Window names in the order of their first period."""
        return tuple(dict.fromkeys(period.window for period in self.periods))

    @cached_property
    def window_of(self) -> tuple[WindowIndex, ...]:
        """For each period the position of its window."""
        position = {window: WindowIndex(w) for w, window in enumerate(self.windows)}
        return tuple(position[period.window] for period in self.periods)

    def window_index(self, window: WindowId) -> WindowIndex:
        """Position of a window; raises ValueError for an unknown one."""
        return WindowIndex(self.windows.index(window))

    @cached_property
    def periods_in(self) -> tuple[tuple[PeriodIndex, ...], ...]:
        """For each window its periods."""
        return tuple(
            tuple(t for t in self.indices if self.window_of[t] == w)
            for w in range(len(self.windows))
        )

    def start(self, t: int) -> date:
        """First day of period t, for any whole number t."""
        if t < 0:
            return _shift(self.periods[0], t)
        if t < self.horizon:
            return self.periods[t].start
        return _shift(self.periods[-1], t - self.horizon + 1)

    def containing(self, day: date) -> PeriodIndex | None:
        """The period of the horizon that has the day, or None."""
        for t, period in enumerate(self.periods):
            if period.start <= day <= period.end:
                return PeriodIndex(t)
        return None

    def at_or_before(self, day: date) -> PeriodIndex:
        """The last period, before or in the horizon, that starts on the day or before it."""
        t = self.horizon - 1
        while self.start(t) > day:
            t -= 1
        return PeriodIndex(t)

    def years(self, t: int) -> Fraction:
        """Years from the start of period 0 to that of period t: whole months / 12 + days / 365."""
        first, then = self.start(0), self.start(t)
        months = (then.year - first.year) * 12 + then.month - first.month
        return Fraction(months, 12) + Fraction(then.day - first.day, 365)


def _shift(period: Period, steps: int) -> date:
    """Start of the period `steps` of this one's length later (earlier if negative)."""
    after = period.end + timedelta(days=1)
    months = (after.year - period.start.year) * 12 + after.month - period.start.month
    if after.day == period.start.day and period.start.day <= _IN_EVERY_MONTH and months > 0:
        month = period.start.month - 1 + months * steps
        return period.start.replace(year=period.start.year + month // 12, month=month % 12 + 1)
    return period.start + (after - period.start) * steps
