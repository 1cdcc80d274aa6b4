"""What changes in the sheets of an input, row by row, when its portfolio changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from data.context import Context
from data.sheets import new_outcomes, settings
from data.sheets.all_sheets import SHEETS
from data.sheets.sheet import Sheet
from data.sources import Source, Sources
from data.values import Shown
from models.observation import OpenObjective
from models.portfolio import Portfolio
from models.references.identifiers import KEYS

Cells = Mapping[str, Shown]
"""By header."""


@dataclass(frozen=True)
class Revision:
    """One sheet's change. Rows are named by their number in the file as it is."""

    title: str
    headers: tuple[str, ...]
    """Of the sheet, for where the file has no such sheet yet."""
    source: Source = field(default_factory=Source)
    """Where its rows and columns stand."""
    changed: Mapping[int, Cells] = field(default_factory=dict)
    """Cells that change, in rows that stay."""
    removed: frozenset[int] = frozenset()
    added: tuple[Cells, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes."""
        return not (self.changed or self.removed or self.added)


def revisions(
    before: Portfolio, after: Portfolio, sources: Sources, context: Context
) -> tuple[Revision, ...]:
    """The sheets that change, in their order."""
    found = [
        _settings(before, after, sources[settings.TITLE], context),
        *(_revision(sheet, before, after, sources[sheet.title], context) for sheet in SHEETS),
    ]
    return tuple(revision for revision in found if not revision.is_empty)


def prepared(
    source: Source | None, filled: Mapping[int, str], rows: Iterable[OpenObjective]
) -> Revision:
    """The sheet New outcomes with these rows; rows that somebody has filled in stay as they are."""
    known = Source() if source is None else source
    waiting = set(filled.values())
    added = tuple(new_outcomes.to_cells(row) for row in rows if row.objective not in waiting)
    removed = frozenset(known.rows) - filled.keys()
    return Revision(new_outcomes.TITLE, new_outcomes.HEADERS, known, {}, removed, added)


def without(source: Source, rows: Iterable[int]) -> Revision:
    """The sheet New outcomes without these rows."""
    return Revision(new_outcomes.TITLE, new_outcomes.HEADERS, source, removed=frozenset(rows))


def _settings(before: Portfolio, after: Portfolio, source: Source, context: Context) -> Revision:
    changed: dict[int, Cells] = {}
    added: list[Cells] = []
    for key in settings.KEYS:
        value = getattr(after.settings, key.field)
        if value == getattr(before.settings, key.field):
            continue
        shown = None if value is None else key.kind.show(value, context)
        if key.header in source.keys:
            changed[source.keys[key.header]] = {settings.VALUE: shown}
        else:
            added.append({settings.KEY: key.header, settings.VALUE: shown})
    return Revision(settings.TITLE, settings.HEADERS, source, changed=changed, added=tuple(added))


def _revision(
    sheet: Sheet[Any], before: Portfolio, after: Portfolio, source: Source, context: Context
) -> Revision:
    old, new = getattr(before, sheet.field), getattr(after, sheet.field)
    headers = tuple(column.header for column in sheet.columns)
    if old == new:
        return Revision(sheet.title, headers, source)
    twin = _twins(old, new, _KEY[sheet.field])
    changed: dict[int, Cells] = {}
    added: list[Cells] = []
    for row, at in zip(new, twin, strict=True):
        cells = dict(zip(headers, sheet.to_cells(row, context), strict=True))
        if at is None:
            added.append(cells)
        elif row != old[at]:
            was = dict(zip(headers, sheet.to_cells(old[at], context), strict=True))
            changed[source.rows[at]] = {
                header: value for header, value in cells.items() if value != was[header]
            }
    removed = frozenset(source.rows[at] for at in set(range(len(old))) - set(twin))
    return Revision(sheet.title, headers, source, changed, removed, tuple(added))


def _twins(
    old: Sequence[Any], new: Sequence[Any], key: Callable[[Any], object]
) -> list[int | None]:
    """For each new row the old one that it continues: an equal one, or else one of its key."""
    twin: list[int | None] = [None] * len(new)
    free = dict.fromkeys(range(len(old)))
    for same in (lambda row: row, key):
        places: dict[object, list[int]] = {}
        for at in reversed(free):
            places.setdefault(same(old[at]), []).append(at)
        for number, row in enumerate(new):
            if twin[number] is None and places.get(same(row)):
                twin[number] = at = places[same(row)].pop()
                del free[at]
    return twin


_KEY: dict[str, Callable[[Any], object]] = {
    **{key.field: key.of for key in KEYS},
    "outcomes": lambda row: (row.objective, row.date),
    "assignments": lambda row: (row.person, row.team),
    "releases": lambda row: (row.initiative, row.stage, row.date, row.amount, row.fund),
    "benefits": lambda row: row,
    "dependencies": lambda row: row,
    "waivers": lambda row: row,
}
"""What makes a row the same row, although something in it has changed."""
