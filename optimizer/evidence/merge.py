"""Merges new outcomes: nothing is lost silently, nothing stands twice."""

from __future__ import annotations

from collections.abc import Iterable

from models.objective import Outcome
from models.observation import Change, ChangeKind
from models.portfolio import Portfolio


def merged(portfolio: Portfolio, new: Iterable[Outcome]) -> tuple[Portfolio, tuple[Change, ...]]:
    """The portfolio with the new outcomes, and what each of them did.

    An outcome of the same objective and day takes the place of the one that is there. With the same
    value it completes it: what it leaves empty stays. With another value it corrects it, and
    takes nothing over, since evidence of one value proves no other.
    """
    rows = list(portfolio.outcomes)
    changes = []
    for outcome in new:
        change = _change(rows, outcome)
        changes.append(change)
        if change.kind is ChangeKind.NEW:
            rows.append(outcome)
        elif change.kind is not ChangeKind.THERE:
            at = rows.index(change.before[0])
            rows[at] = change.outcome
            rows = [row for n, row in enumerate(rows) if n == at or row not in change.before]
    return portfolio.model_copy(update={"outcomes": tuple(rows)}), tuple(changes)


def _change(rows: list[Outcome], new: Outcome) -> Change:
    before = tuple(row for row in rows if (row.objective, row.date) == (new.objective, new.date))
    if not before:
        return Change(kind=ChangeKind.NEW, outcome=new)
    if any(row.observed != new.observed for row in before):
        return Change(kind=ChangeKind.CORRECTED, outcome=new, before=before)
    full = _completed(before[0], new)
    kind = ChangeKind.THERE if full in before else ChangeKind.COMPLETED
    return Change(kind=kind, outcome=full, before=before)


def _completed(old: Outcome, new: Outcome) -> Outcome:
    words = ("evidence", "reported_by", "confirmed_by")
    return new.model_copy(update={word: getattr(new, word) or getattr(old, word) for word in words})
