"""Hires come and stay as their option allows, and work no more than is there."""

from __future__ import annotations

from collections import defaultdict

from models.plan import Check, Worker
from models.supply import HiringKind, HiringOption
from models.units import OptionId
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def hire_within_option(audit: Context) -> Check:
    """Lead time, most FTE and shortest stay hold, and hires' work is within what is there."""
    return outcome("Hires come, stay and work as their option allows", _options(audit))


def _options(audit: Context) -> Results:
    used: defaultdict[tuple[OptionId, int], int] = defaultdict(int)
    for row in audit.effort.work:
        if row.worker is Worker.HIRE:
            used[OptionId(row.who), row.period] += row.slices
    for option in audit.portfolio.hiring:
        for t in audit.index.calendar.indices:
            wrong = _wrong(audit, option, t, used[option.id, t])
            yield f"{option.id} in {audit.words.period(t)}: {wrong}" if wrong else None


def _wrong(audit: Context, option: HiringOption, t: int, used: int) -> str | None:
    time, there = audit.words.time, audit.effort.hired[option.id]
    if there[t] > option.most:
        return f"{time(there[t])} is there, the most is {time(option.most)}"
    if there[t] and t < option.lead_time:
        return f"{time(there[t])} is there before the lead time of {option.lead_time} periods"
    if used > there[t]:
        return f"{time(used)} works and {time(there[t])} is there"
    if option.kind is HiringKind.CONTRACTOR:
        first = max(0, t - option.shortest_stay + 1)
        stays = sum(audit.effort.arrivals(option.id)[first : t + 1])
    else:
        stays = there[t - 1] if t else 0
    if there[t] < stays:
        return f"{time(there[t])} is there, {time(stays)} has to stay"
    return None
