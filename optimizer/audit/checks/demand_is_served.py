"""Every stage that runs has the people that it asks for, exactly."""

from __future__ import annotations

from collections import defaultdict

from models.plan import Check
from models.stage import StageKey
from optimizer.audit.context import Context
from optimizer.audit.effort import Need, need
from optimizer.audit.outcome import Results, outcome


def demand_is_served(audit: Context) -> Check:
    """Assigned time and shortage add up to each demand in each period."""
    return outcome("Every stage that runs has its people", _needs(audit))


def _needs(audit: Context) -> Results:
    short: defaultdict[Need, int] = defaultdict(int)
    for row in audit.plan.shortages:
        if StageKey(row.initiative, row.stage) in audit.index.stage:
            short[need(row)] += row.slices
    needs, served, words = audit.effort.needs, audit.effort.served, audit.words
    for key in needs.keys() | served.keys() | short.keys():
        asked, given = needs.get(key, 0), served.get(key, 0) + short.get(key, 0)
        if asked == given:
            yield None
            continue
        level = f" at level {key.lowest_level} or above" if key.lowest_level > 1 else ""
        where = f"{words.stage(key.stage)} in {words.period(key.period)}"
        what = f"{words.time(asked)} of {key.skill}{level}"
        yield f"{where} asks for {what} and has {words.time(given)}"
