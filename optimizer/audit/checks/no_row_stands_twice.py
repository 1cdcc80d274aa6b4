"""No row of the plan stands twice."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome

_WITHOUT_PERIOD = ("decisions", "verdicts")
"""Tables whose rows end with the number of a stage."""


def no_row_stands_twice(audit: Context) -> Check:
    """No two rows of one table say the same of the same thing, or two things of it."""
    return outcome("No row of the plan stands twice", _repeated(audit))


def _repeated(audit: Context) -> Results:
    seen: set[tuple[Hashable, ...]] = set()
    for row in _names(audit):
        twice = row in seen
        seen.add(row)
        yield f"two {row[0]} for {_told(audit, row)}" if twice else None


def _told(audit: Context, row: tuple[Hashable, ...]) -> str:
    """All but the table, in the order of the names; the period, where there is one, is last."""
    *names, last = row[1:]
    period = last if isinstance(last, int) and row[0] not in _WITHOUT_PERIOD else None
    end = last if period is None else audit.words.period(period)
    return ", ".join(str(part) for part in (*names, end) if part is not None)


def _names(audit: Context) -> Iterator[tuple[Hashable, ...]]:
    """What each row is about: the table first, then all but its amount."""
    plan = audit.plan
    for row in plan.stages:
        yield "decisions", row.initiative, row.stage
    for verdict in plan.verdicts:
        yield "verdicts", *verdict.gate
    for paid in plan.payments:
        part = (paid.initiative, paid.stage, paid.cost_type)
        yield "payments", *part, paid.fund, paid.period
    for over in plan.overruns:
        yield "overruns", over.fund, over.window
    for short in plan.shortfalls:
        yield "shortfalls", short.fund, short.window
    for hire in plan.hires:
        yield "hires", hire.option, hire.period
    for lack in plan.shortages:
        yield "shortages", lack.initiative, lack.stage, lack.skill, lack.lowest_level, lack.period
    for work in plan.assignments:
        worker = (work.worker, work.who, work.team, work.initiative, work.stage)
        yield "assignments", *worker, work.skill, work.lowest_level, work.retrained, work.period
