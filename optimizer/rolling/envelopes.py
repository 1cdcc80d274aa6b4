"""Envelopes: windows that are over go; what a window has used already is taken off its limits."""

from __future__ import annotations

from collections.abc import Iterator

from models.envelope import (
    ALL_WINDOWS,
    EACH_WINDOW,
    Envelope,
    Limit,
    Measure,
    Scope,
    ScopeKind,
)
from models.units import EnvelopeId, InitiativeId
from optimizer.dues import Dues
from optimizer.rolling.quarter import Quarter
from optimizer.rolling.remark import Remark
from optimizer.scope import in_scope

_SHEET = "Envelopes"


def envelopes(quarter: Quarter) -> tuple[tuple[Envelope, ...], tuple[Remark, ...]]:
    """The envelopes of what is to come."""
    rows: list[Envelope] = []
    remarks: list[Remark] = []
    names = {row.id for row in quarter.portfolio.envelopes}
    for row in quarter.portfolio.envelopes:
        rows += _moved(quarter, row, names, remarks)
    return tuple(rows), tuple(remarks)


def _moved(
    quarter: Quarter, row: Envelope, names: set[EnvelopeId], remarks: list[Remark]
) -> Iterator[Envelope]:
    window = quarter.before.windows[0]
    if row.window == window and quarter.window_ends:
        remarks.append(Remark(_SHEET, f"'{row.id}' held in {window}, which is over; it is removed"))
        return
    each = row.window == EACH_WINDOW
    if (row.window not in (window, ALL_WINDOWS) and not each) or (each and quarter.window_ends):
        yield row
        return
    used = _measured(quarter, row)
    if not _is_reducible(row):
        if _measured(quarter, row.model_copy(update={"applies_to": Scope(kind=ScopeKind.ALL)})):
            remarks.append(Remark(_SHEET, f"'{row.id}' {_COUNTS_ANEW}", lost=True))
        yield row
    elif not used:
        yield row
    elif not each:
        yield _reduced(row, used)
    else:
        yield from _split(quarter, row, used, names, remarks)


_COUNTS_ANEW = "is a share or an average: it counts what is to come, and no longer what was used"


def _is_reducible(row: Envelope) -> bool:
    """Whether what was used can be taken off: not from a share, nor from an average of people."""
    limits = [limit for limit in (row.at_least, row.at_most) if limit is not None]
    return row.measure is not Measure.PEOPLE and all(each.amount is not None for each in limits)


def _reduced(row: Envelope, used: int) -> Envelope:
    return row.model_copy(
        update={"at_least": _less(row.at_least, used), "at_most": _less(row.at_most, used)}
    )


def _less(limit: Limit | None, used: int) -> Limit | None:
    return None if limit is None else Limit(amount=max(0, (limit.amount or 0) - used))


def _split(
    quarter: Quarter, row: Envelope, used: int, names: set[EnvelopeId], remarks: list[Remark]
) -> Iterator[Envelope]:
    """A limit on each window, the first of which has used some of it: that one gets its own row.

    A ceiling goes on for all windows. A floor would ask the first for too much, so that the others
    get rows of their own.
    """
    first, *others = quarter.after.windows
    if EnvelopeId(f"{row.id} ({first})") in names:  # an earlier period has used some of it already
        yield row
        return
    if row.at_least is None:
        yield row
    else:
        for window in others:
            yield row.model_copy(update={"id": _name(row, window, names), "window": window})
    name = _name(row, first, names)
    yield _reduced(row.model_copy(update={"id": name, "window": first}), used)
    what = f"'{row.id}' has used some of {first}; '{name}' is what is left of it"
    if row.at_least is not None:
        what += ", and every other window has a row of its own: add one for each new window"
    remarks.append(Remark(_SHEET, what))


def _name(row: Envelope, window: str, names: set[EnvelopeId]) -> EnvelopeId:
    name = EnvelopeId(f"{row.id} ({window})")
    while name in names:
        name = EnvelopeId(f"{name}'")
    names.add(name)
    return name


def _measured(quarter: Quarter, row: Envelope) -> int:
    """What the envelope has measured in the period."""
    scope: frozenset[InitiativeId] = in_scope(quarter.index, row.applies_to)
    dues = Dues(quarter.facts)
    return sum(
        amount
        for stage in quarter.portfolio.stages
        if stage.initiative in scope and stage.key in quarter.facts.committed
        for period, amount in dues.measured(stage, quarter.start(stage), row.measure)
        if period == 0
    )
