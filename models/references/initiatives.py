"""Initiatives and benefits that contradict themselves."""

from __future__ import annotations

from collections.abc import Iterator

from models.issue import Issue
from models.portfolio import Portfolio
from models.references.report import error, place, warning

_SHEET = "Initiatives"


def wishes(portfolio: Portfolio) -> Iterator[Issue]:
    """Must do with leave out, two musts of one choice, deadlines without meaning."""
    musts: dict[str, int] = {}
    for at, initiative in enumerate(portfolio.initiatives):
        row = (_SHEET, at)
        if initiative.must_do and initiative.leave_out:
            what = f"'{initiative.id}' must be done and be left out"
            yield error(row, "Leave out", what, "one of the two", [place(row, "Must do")])
        if initiative.must_do and initiative.group is not None:
            first = musts.setdefault(initiative.group, at)
            if first != at:
                what = f"two initiatives of the choice '{initiative.group}' must be done"
                also = [place((_SHEET, first), "Must do")]
                yield error(row, "Must do", what, "one of them", also)
        if initiative.deadline_penalty is not None and initiative.latest_finish is None:
            what = "a penalty without a deadline has no effect"
            allowed = "a period in Latest finish"
            yield warning(row, "Deadline penalty per period", what, allowed)


def deadlines(portfolio: Portfolio) -> Iterator[Issue]:
    """Deadlines before the earliest start."""
    starts = {period.id: period.start for period in portfolio.periods}
    for at, initiative in enumerate(portfolio.initiatives):
        first, last = initiative.earliest_start, initiative.latest_finish
        if first in starts and last in starts and starts[last] < starts[first]:
            row = (_SHEET, at)
            what = f"the deadline {last} is before the earliest start {first}"
            yield error(
                row, "Latest finish", what, f"{first} or later", [place(row, "Earliest start")]
            )


def benefits(portfolio: Portfolio) -> Iterator[Issue]:
    """A profile beside ramp and lasts, and the same benefit twice."""
    seen: dict[object, int] = {}
    for at, benefit in enumerate(portfolio.benefits):
        row = ("Benefits", at)
        if benefit.profile and (benefit.ramp or benefit.lasts is not None):
            what = "a profile stands beside Ramp or Lasts"
            yield error(row, "Profile", what, "the profile, or Ramp and Lasts")
        first = seen.setdefault(benefit, at)
        if first != at:
            also = [place(("Benefits", first))]
            what = "the same benefit is there twice, and counts twice"
            yield warning(row, "Initiative", what, "each benefit once", also)
