"""Amounts of money and time in the plan are positive."""

from __future__ import annotations

from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def amounts_are_positive(audit: Context) -> Check:
    """A row that pays, lacks, hires or assigns nothing, or less, has no place in a plan."""
    return outcome("Amounts of money and time are positive", _rows(audit))


def _rows(audit: Context) -> Results:
    plan, words = audit.plan, audit.words
    for paid in plan.payments:
        what = f"{paid.fund} pays {words.money(paid.amount)} for {paid.initiative}/{paid.stage}"
        yield what if paid.amount <= 0 else None
    for over in plan.overruns:
        what = f"{over.fund} is overrun by {words.money(over.amount)} in {over.window}"
        yield what if over.amount <= 0 else None
    for lack in plan.shortfalls:
        what = f"{lack.fund} lacks {words.money(lack.amount)} in {lack.window}"
        yield what if lack.amount <= 0 else None
    for hire in plan.hires:
        what = f"{words.time(hire.slices)} of {hire.option} in {words.period(hire.period)}"
        yield what if hire.slices <= 0 else None
    for short in plan.shortages:
        what = f"{words.time(short.slices)} is short for {short.initiative}/{short.stage}"
        yield what if short.slices <= 0 else None
    for row in plan.assignments:
        if row.slices > 0:  # the sentence is not made for hundreds of thousands of rows
            yield None
        else:
            yield f"{row.who} has {words.time(row.slices)} in {words.period(row.period)}"
