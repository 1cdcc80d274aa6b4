"""Brings two plans onto one calendar: past periods are told once, not as hundreds of changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from models.compared import (
    AFTER,
    BUDGETS,
    COMPARED,
    DONE,
    FREE_TEXT,
    HIRES,
    PAYMENTS,
    PEOPLE_THERE,
    SHORTAGES,
    STAGES,
    VALUE,
    WORK,
    Compared,
)
from models.snapshot import Row, Snapshot, Work
from models.wording import counted

Rows = Mapping[tuple[str, ...], Row]
_AGO = re.compile(r"([1-9][0-9]{0,4}) periods? ago")
_EXECUTIVES = "executives"


class CannotCompare(Exception):
    """Why two plans cannot be held against each other, in a sentence."""


@dataclass(frozen=True)
class Side:
    """One of the two plans, on the common calendar."""

    plan: Snapshot
    rows: Mapping[str, Rows]
    """By the table's name, then by key; tables that one of the plans lacks are not there."""
    work: tuple[Work, ...]

    def of(self, table: Compared) -> Rows:
        """The rows of a table."""
        return self.rows.get(table.name, {})


@dataclass(frozen=True)
class Aligned:
    """Both plans, with the same periods and windows."""

    before: Side
    after: Side
    past: tuple[str, ...]
    """Periods that only the earlier plan has."""
    ahead: tuple[str, ...]
    """Periods that only the later plan has."""
    part_past: frozenset[str]
    """Windows of which only a part is past; their budgets hold what that part left."""

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Position of each period, from 0 on."""
        names = (*self.before.plan.periods, *self.ahead)
        return {name: t for t, name in enumerate(names)}

    @property
    def both(self) -> tuple[Side, Side]:
        """The earlier plan first."""
        return (self.before, self.after)


def aligned(before: Snapshot, after: Snapshot) -> Aligned:
    """The two plans on one calendar; raises CannotCompare."""
    shift = meets(before, after.currency, after.periods)
    past = tuple(name for name in before.periods if name not in after.periods)
    ahead = tuple(name for name in after.periods if name not in before.periods)
    common = [table for table in COMPARED if _comparable(table, before, after)]
    first, then = (
        {table.name: dict(plan.rows(table)) for table in common} for plan in (before, after)
    )
    _starts(first, before, 0)
    _starts(then, before, shift)
    _look_as_far(first[STAGES.name], then[STAGES.name], ahead)
    part_past = _part_past(first, past) if past else frozenset()
    gone = set(past) | _windows(first) - _windows(then) if past else set()
    new = set(ahead) | _windows(then) - _windows(first) if ahead else set()
    free = _EXECUTIVES in (before.view, after.view)
    for rows, other, out in ((first, then, gone), (then, first, new)):
        _take_out(rows, other, out, free=free)
        if past or ahead:
            _without_means(rows)
    return Aligned(
        Side(before, first, _within(before, gone) if WORK in common else ()),
        Side(after, then, _within(after, new) if WORK in common else ()),
        past,
        ahead,
        part_past,
    )


def _comparable(table: Compared, before: Snapshot, after: Snapshot) -> bool:
    """Both plans show the table, and count time in the same slices where it is about time."""
    both = before.has(table) and after.has(table)
    return both and (before.slice == after.slice or table not in (WORK, HIRES, SHORTAGES))


def meets(before: Snapshot, currency: str, periods: tuple[str, ...]) -> int:
    """How many periods later a later plan begins.

    Raises CannotCompare for another currency, or periods that do not follow the earlier plan's.
    """
    if before.currency != currency:
        raise CannotCompare(
            f"the plans are in different currencies, {before.currency} and {currency}; "
            "compare plans in the same one"
        )
    if not set(before.periods) & set(periods):
        raise CannotCompare(
            "the plans have no period in common; compare plans of the same or of successive "
            "quarters"
        )
    if periods[0] in before.periods:
        return before.periods.index(periods[0])
    if before.periods[0] in periods:
        raise CannotCompare(
            f"the second plan begins in {periods[0]}, before the first one does "
            f"({before.periods[0]}); name the earlier plan first"
        )
    raise CannotCompare(
        f"the second plan begins in {periods[0]}, which the first one does not know; compare plans "
        "with the same calendar"
    )


def _starts(rows: dict[str, dict[tuple[str, ...], Row]], first: Snapshot, shift: int) -> None:
    """Says `2 periods ago` by the name of the period."""
    for key, row in rows[STAGES.name].items():
        cells = {
            column: _named(str(row.cells[column]), first, shift)
            for column in ("Starts", "Runs to")
            if column in row.cells
        }
        rows[STAGES.name][key] = Row(row.key, row.names, {**row.cells, **cells})


def _named(text: str, first: Snapshot, shift: int) -> str:
    found = _AGO.fullmatch(text)
    if found is None:
        return text
    t = shift - int(found[1])
    if t >= 0:
        return first.periods[t]
    return f"{counted(-t, 'period')} before {first.periods[0]}"


def _look_as_far(
    first: dict[tuple[str, ...], Row], then: dict[tuple[str, ...], Row], ahead: tuple[str, ...]
) -> None:
    """`After the plan` of the earlier plan is no other end than a period that it does not have."""
    for key, row in first.items():
        end = then[key].text("Runs to") if key in then else ""
        if row.text("Runs to") == AFTER and end in ahead:
            first[key] = Row(row.key, row.names, {**row.cells, "Runs to": end})


def _windows(rows: Mapping[str, Rows]) -> set[str]:
    return {key[1] for key in rows.get(BUDGETS.name, {})}


def _part_past(first: Mapping[str, Rows], past: tuple[str, ...]) -> frozenset[str]:
    """Windows with a past period; without single payments, the first window."""
    paid = first.get(PAYMENTS.name)
    if paid is None:
        return frozenset(sorted(_windows(first))[:1])
    return frozenset(row.names[2] for key, row in paid.items() if key[4] in past)


def _take_out(
    rows: dict[str, dict[tuple[str, ...], Row]],
    other: Mapping[str, Rows],
    out: set[str],
    *,
    free: bool,
) -> None:
    """Leaves out what is past, what one view does not show, and sentences that may name people."""
    for table in COMPARED:
        found = rows.get(table.name)
        if found is None:
            continue
        at = [place for place, head in enumerate(table.key) if head in ("Period", "Window")]
        kept = {
            key: _without_free(row) if free else row
            for key, row in found.items()
            if not any(key[place] in out for place in at)
        }
        if table == VALUE:
            kept = {key: row for key, row in kept.items() if key in other[table.name]}
        rows[table.name] = kept


def _without_means(rows: dict[str, dict[tuple[str, ...], Row]]) -> None:
    """An average over other periods says nothing of a person."""
    people = rows.get(PEOPLE_THERE.name, {})
    rows[PEOPLE_THERE.name] = {key: Row(key, row.names, {}) for key, row in people.items()}


def _without_free(row: Row) -> Row:
    cells = {column: value for column, value in row.cells.items() if column not in FREE_TEXT}
    return Row(row.key, row.names, cells)


def _within(plan: Snapshot, out: set[str]) -> tuple[Work, ...]:
    return tuple(row for row in plan.work or () if row.period not in out)


def begun(text: str, place: Mapping[str, int]) -> int | None:
    """Position of a start or an end; None for none, for done and for after the plan."""
    if text in place:
        return place[text]
    if text in ("", DONE, AFTER):
        return None
    count = text.split(" ", 1)[0]
    return -int(count) if count.isdecimal() else None
