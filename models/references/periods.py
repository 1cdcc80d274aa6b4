"""The calendar: no overlap, no gap, no window torn apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from models.envelope import ALL_WINDOWS, EACH_WINDOW
from models.issue import Issue, Place, Severity
from models.period import Period
from models.portfolio import Portfolio
from models.references.report import error, place, warning

_SHEET = "Periods"


def calendar(portfolio: Portfolio) -> Iterator[Issue]:
    """Everything that is wrong with the periods among themselves."""
    if not portfolio.periods:
        yield Issue(
            severity=Severity.ERROR,
            place=Place(sheet=_SHEET),
            what="has no period",
            allowed="at least one row: the period that is now",
        )
        return
    yield from _alone(portfolio)
    order = sorted(enumerate(portfolio.periods), key=lambda pair: (pair[1].start, pair[1].end))
    yield from _neighbours(order)
    yield from _windows(order)
    if order[0][0] != 0:
        what = f"the first row is not the earliest period, {order[0][1].id}"
        yield warning((_SHEET, 0), "Start", what, "the earliest period is taken as now")


def as_of(portfolio: Portfolio) -> Iterator[Issue]:
    """The as-of date lies in the first period or before it."""
    if not portfolio.periods:
        return
    first = min(portfolio.periods, key=lambda period: period.start)
    last = max(portfolio.periods, key=lambda period: period.end)
    day = portfolio.settings.as_of
    what = f"the as-of date {day} is after the end of {{}}"
    where = Place(sheet="Settings", column="As-of date")
    if day > last.end:
        yield Issue(
            severity=Severity.ERROR,
            place=where,
            what=what.format(f"the last period, {last.id}"),
            allowed=f"a day up to {first.end}, in the first period",
        )
    elif day > first.end:
        yield Issue(
            severity=Severity.WARNING,
            place=where,
            what=what.format(f"the first period, {first.id}"),
            allowed="periods that begin with the current one",
        )


def _alone(portfolio: Portfolio) -> Iterator[Issue]:
    for at, period in enumerate(portfolio.periods):
        row = (_SHEET, at)
        if period.end < period.start:
            what = f"'{period.id}' ends on {period.end}, before it starts on {period.start}"
            yield error(row, "End", what, "a day from the start on")
        elif period.release_date and not period.start <= period.release_date <= period.end:
            what = f"the release date {period.release_date} is outside of '{period.id}'"
            yield error(row, "Release date", what, f"a day from {period.start} to {period.end}")
        if period.window.casefold() in (EACH_WINDOW, ALL_WINDOWS):
            what = f"a window cannot be called '{period.window}'"
            yield error(row, "Window", what, "another name: that word has a meaning in Envelopes")


def _neighbours(order: list[tuple[int, Period]]) -> Iterator[Issue]:
    for (before, earlier), (at, later) in pairwise(order):
        due = earlier.end + timedelta(days=1)
        also = [place((_SHEET, before), "End")]
        if later.start < due:
            what = f"'{later.id}' starts on {later.start}, before '{earlier.id}' has ended"
            yield error((_SHEET, at), "Start", what, f"{due}", also)
        elif later.start > due:
            what = f"the days between '{earlier.id}' and '{later.id}' are in no period"
            yield error((_SHEET, at), "Start", what, f"{due}", also)


def _windows(order: list[tuple[int, Period]]) -> Iterator[Issue]:
    closed: set[str] = set()
    for (_, earlier), (at, later) in pairwise(order):
        if later.window == earlier.window:
            continue
        closed.add(earlier.window)
        if later.window in closed:
            what = f"the window '{later.window}' is interrupted by '{earlier.window}'"
            yield error((_SHEET, at), "Window", what, "windows of periods that follow each other")
