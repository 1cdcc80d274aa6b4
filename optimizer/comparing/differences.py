"""Every cell that says something else in the later plan, and every row that only one plan has."""

from __future__ import annotations

from collections.abc import Iterator

from models.compared import COMPARED, Compared
from models.comparison import WHOLE_ROW, Difference, How
from models.snapshot import Row
from optimizer.comparing.alignment import Aligned


def differences(plans: Aligned) -> tuple[Difference, ...]:
    """All of them, table by table, in the order of their keys (periods in time) and columns."""
    return tuple(found for table in COMPARED for found in _of(table, plans))


def _of(table: Compared, plans: Aligned) -> Iterator[Difference]:
    before, after = plans.before.of(table), plans.after.of(table)
    periods = [place for place, head in enumerate(table.key) if head == "Period"]

    def in_time(key: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[int, ...]]:
        others = tuple(part for place, part in enumerate(key) if place not in periods)
        return others, tuple(plans.place[key[place]] for place in periods)

    for key in sorted(before.keys() | after.keys(), key=in_time):
        first, then = before.get(key), after.get(key)
        if first is not None and then is not None:
            yield from _cells(table, first, then)
        elif then is not None:
            yield _whole(table, then, How.ADDED)
        elif first is not None:
            yield _whole(table, first, How.REMOVED)


def _cells(table: Compared, before: Row, after: Row) -> Iterator[Difference]:
    for column, unit in table.cells:
        was, now = before.cells.get(column), after.cells.get(column)
        if was != now:
            yield Difference(table, after.key, after.names, column, unit, How.CHANGED, was, now)


def _whole(table: Compared, row: Row, how: How) -> Difference:
    column, unit = table.cells[0]
    value = row.cells.get(column)
    was, now = (None, value) if how is How.ADDED else (value, None)
    return Difference(table, row.key, row.names, WHOLE_ROW, unit, how, was, now)
