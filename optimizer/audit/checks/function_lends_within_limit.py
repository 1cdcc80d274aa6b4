"""No function lends more of its people than it agreed to."""

from __future__ import annotations

from collections import defaultdict

from models.plan import Check
from models.units import FunctionId
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def function_lends_within_limit(audit: Context) -> Check:
    """Time of a function's people in use in a period is at most what it lends."""
    return outcome("Functions lend no more people than agreed", _functions(audit))


def _functions(audit: Context) -> Results:
    lent: defaultdict[tuple[FunctionId, int], int] = defaultdict(int)
    for at, periods in audit.effort.at.items():
        function = audit.index.people[at.person].function
        if function is not None:
            for t, slices in periods.items():
                lent[function, t] += slices
    for row in audit.portfolio.functions:
        if row.most_lent is None:
            continue
        for t in audit.index.calendar.indices:
            time, most = lent.get((row.id, t), 0), row.most_lent
            told = f"{row.id} lends {audit.words.time(time)} in {audit.words.period(t)}"
            yield f"{told}; the most is {audit.words.time(most)}" if time > most else None
