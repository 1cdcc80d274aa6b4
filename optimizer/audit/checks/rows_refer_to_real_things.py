"""Every row of the plan refers to something that is in the portfolio."""

from __future__ import annotations

from collections.abc import Iterator

from models.plan import Assignment, Check, Worker
from models.stage import StageKey
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def rows_refer_to_real_things(audit: Context) -> Check:
    """Stages, funds, windows, periods, people, pools, options and teams exist."""
    return outcome("Every row of the plan refers to something real", _rows(audit))


def _rows(audit: Context) -> Results:
    yield from _stages(audit)
    yield from _money(audit)
    yield from _people(audit)


def _stages(audit: Context) -> Results:
    for stage in audit.plan.stages:
        yield _missing(audit, "decision", key=stage.key)
    for verdict in audit.plan.verdicts:
        yield _missing(audit, "verdict", key=verdict.gate)
    for flag in audit.plan.flags:
        before = _missing(audit, "flag", key=flag.before)
        yield before or _missing(audit, "flag", key=flag.after)


def _money(audit: Context) -> Results:
    plan = audit.plan
    for paid in plan.payments:
        key = StageKey(paid.initiative, paid.stage)
        yield _missing(audit, "payment", key=key, fund=paid.fund, period=paid.period)
    for over in plan.overruns:
        yield _missing(audit, "overrun", fund=over.fund, window=over.window)
    for lack in plan.shortfalls:
        yield _missing(audit, "shortfall", fund=lack.fund, window=lack.window)


def _people(audit: Context) -> Results:
    plan = audit.plan
    for hire in plan.hires:
        if hire.option in audit.effort.options:
            yield _missing(audit, "hire", period=hire.period)
        else:
            yield f"a hire uses the unknown option {hire.option}"
    for short in plan.shortages:
        key = StageKey(short.initiative, short.stage)
        yield _missing(audit, "shortage", key=key, period=short.period)
    for row in plan.assignments:
        yield _assignment(audit, row)


def _missing(
    audit: Context,
    what: str,
    *,
    key: StageKey | None = None,
    fund: str | None = None,
    window: str | None = None,
    period: int | None = None,
) -> str | None:
    """What the row names and the portfolio does not have."""
    return next(_unknown(audit, f"a {what} is for", key, fund, window, period), None)


def _unknown(
    audit: Context,
    row: str,
    key: StageKey | None,
    fund: str | None,
    window: str | None,
    period: int | None,
) -> Iterator[str]:
    if key is not None and key not in audit.index.stage:
        yield f"{row} the unknown stage {key.initiative}/{key.stage}"
    if fund is not None and fund not in audit.index.funds:
        yield f"{row} the unknown fund {fund}"
    if window is not None and window not in audit.index.calendar.windows:
        yield f"{row} the unknown window {window}"
    if period is not None and not 0 <= period < audit.index.calendar.horizon:
        yield f"{row} {audit.words.period(period)}, outside the horizon"


def _assignment(audit: Context, row: Assignment) -> str | None:
    if not audit.effort.is_known(row):
        return f"an assignment is of the unknown {row.worker} {row.who}"
    if row.retrained is not None:
        return _retraining(audit, row)
    if row.initiative is None or row.stage is None:
        return f"an assignment of {row.who} is for no stage and no retraining"
    key = StageKey(row.initiative, row.stage)
    missing = _missing(audit, "assignment", key=key, period=row.period)
    if missing is None and row.team != audit.effort.team_of(row):
        return f"{row.who} is at {row.team} for {audit.words.stage(key)}, which is another team's"
    return missing


def _retraining(audit: Context, row: Assignment) -> str | None:
    if row.worker is not Worker.PERSON or row.retrained not in audit.effort.options:
        return f"{row.worker} {row.who} learns for no hiring option, or is not a person"
    if row.initiative is not None or row.stage is not None or row.team is not None:
        return f"{row.who} is retrained for {row.retrained} and at work with the same time"
    return _missing(audit, "retraining", period=row.period)
