"""No fund is charged more than it has."""

from __future__ import annotations

from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def fund_covers_charges(audit: Context) -> Check:
    """Per fund and window, charges stay within budget, shortfall and what is carried over."""
    return outcome("No fund pays more than it has", _funds(audit))


def _funds(audit: Context) -> Results:
    charges, words = audit.charges, audit.words
    for key, room in charges.rooms.items():
        paid = charges.paid.get(key, 0)
        if charges.is_soft(key) or paid <= room:
            yield None
            continue
        fund, window = words.fund(key[0]), key[1]
        has, pays = words.money(int(room)), words.money(paid)
        yield f"{fund} pays {pays} in {window} and has {has}"
