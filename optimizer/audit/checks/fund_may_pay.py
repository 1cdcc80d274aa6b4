"""A fund pays only what it is for."""

from __future__ import annotations

from models.plan import Check
from models.stage import StageKey
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def fund_may_pay(audit: Context) -> Check:
    """Every payment is made by a fund that may make it; for committed stages, by theirs."""
    return outcome("Funds pay only what they are for", _payments(audit))


def _payments(audit: Context) -> Results:
    words = audit.words
    for row in audit.charges.payments:
        key = StageKey(row.initiative, row.stage)
        due = audit.charges.due.get((key, row.cost_type))
        may = due is None or row.fund in due.funds  # what is not due at all is another check's
        what = f"{row.cost_type} of {words.stage(key)}"
        yield None if may else f"{words.fund(row.fund)} may not pay {what}"
