"""What may follow what: the rules that the database enforces, once more, for whoever reads it."""

from __future__ import annotations

from collections.abc import Callable

from models.ledger import TRANSITIONS, Act, Entry, Life, Tranche, person_key


def broken_rule(before: Tranche | None, entry: Entry) -> str:
    """Why an entry cannot follow where its tranche stands; empty where it can."""
    life = Life.UNKNOWN if before is None else before.life
    times = 0 if before is None else before.attempt
    if entry.draft.act is Act.NOTE:
        return (
            "" if (entry.life, entry.attempt) == (life, max(times, 1)) else "a note changes nothing"
        )
    if TRANSITIONS.get((life, entry.draft.act)) is not entry.life:
        return f"a tranche that is {life.value} cannot be {entry.life.value} next"
    if entry.attempt != (times + 1 if entry.draft.act is Act.REQUEST else times):
        return "it belongs to another time that its tranche was asked for"
    if entry.draft.shares and sum(row.amount for row in entry.draft.shares) != entry.draft.amount:
        return "its shares do not add up to its amount"
    check = _CHECKS.get(entry.draft.act)
    return "" if check is None or before is None else check(before, entry)


def _release(before: Tranche, entry: Entry) -> str:
    if before.request is None or not _same(before.request, entry):
        return "what is released is not what was requested"
    if person_key(before.request.draft.by) == person_key(entry.draft.by):
        return "who requested a tranche does not release it"
    return ""


def _reject(before: Tranche, entry: Entry) -> str:
    if before.request is None or before.request.draft.request != entry.draft.request:
        return "what is rejected is not what was requested"
    return ""


def _reverse(before: Tranche, entry: Entry) -> str:
    if before.release is None or before.release.draft.amount != entry.draft.amount:
        return "what is reversed is not what was released"
    return ""


def _spent(before: Tranche, entry: Entry) -> str:
    if before.release is None or entry.draft.amount > before.release.draft.amount:
        return "no more is spent than was released"
    if entry.draft.amount < before.spent:
        return "what has been spent does not come back"
    return ""


def _same(request: Entry, entry: Entry) -> bool:
    first, second = request.draft, entry.draft
    same = first.amount == second.amount and first.shares == second.shares
    return same and (first.evidence, first.request) == (second.evidence, second.request)


_CHECKS: dict[Act, Callable[[Tranche, Entry], str]] = {
    Act.RELEASE: _release,
    Act.REJECT: _reject,
    Act.REVERSE: _reverse,
    Act.SPEND: _spent,
    Act.CLOSE: _spent,
}
