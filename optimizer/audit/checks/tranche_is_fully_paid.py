"""What a tranche costs is paid, to the minor unit and in its periods."""

from __future__ import annotations

from collections import defaultdict

from models.fund import CostType
from models.plan import Check
from models.stage import StageKey
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome

PartInPeriod = tuple[StageKey, CostType, int]


def tranche_is_fully_paid(audit: Context) -> Check:
    """Payments add up to the charge of every part in every period; nothing else is paid."""
    return outcome("Every tranche is paid in full, when it is due", _parts(audit))


def _parts(audit: Context) -> Results:
    words = audit.words
    due = {
        (key, cost_type, t): amount
        for (key, cost_type), part in audit.charges.due.items()
        for t, amount in part.by_period.items()
    }
    paid: defaultdict[PartInPeriod, int] = defaultdict(int)
    for row in audit.charges.payments:
        paid[StageKey(row.initiative, row.stage), row.cost_type, row.period] += row.amount
    for key in due.keys() | paid.keys():
        right, found = due.get(key, 0), paid.get(key, 0)
        stage, cost_type, t = key
        if right == found:
            yield None
            continue
        what = f"{cost_type} of {words.stage(stage)} in {words.period(t)}"
        yield f"{what}: {words.money(right)} is due, {words.money(found)} is paid"
