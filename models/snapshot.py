"""What a plan says, cell by cell: of a workbook, or of a plan in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.compared import WORK, Compared
from models.wording import number

Said = str | int | Decimal | date | None
"""What a cell says: text, minor units, slices, a count, a number, a day; None for nothing."""


@dataclass(frozen=True)
class Row:
    """One row of a table."""

    key: tuple[str, ...]
    """What finds it in another plan, in the order of `Compared.key`."""
    names: tuple[str, ...]
    """What people call it, in the order of `Compared.named`."""
    cells: Mapping[str, Said]
    """The filled cells by column."""

    def text(self, column: str) -> str:
        """A text; empty for an empty cell."""
        value = self.cells.get(column)
        return "" if value is None else str(value)

    def amount(self, column: str) -> int:
        """Minor units, slices or a count; 0 for an empty cell."""
        value = self.cells.get(column)
        return value if isinstance(value, int) else 0


@dataclass(frozen=True)
class Work:
    """Time of one worker for one piece of work in one period."""

    worker: str
    who: str
    name: str
    team: str
    """Name of the team; empty while someone learns."""
    initiative: str
    """ID; empty while someone learns."""
    title: str
    """Name of the initiative."""
    stage: int
    skill: str
    period: str
    slices: int

    @property
    def stage_key(self) -> tuple[str, str]:
        """The row of its stage."""
        return (self.initiative, str(self.stage))


@dataclass(frozen=True)
class Snapshot:
    """All of a plan that is compared."""

    portfolio: str
    """Its name."""
    as_of: date
    view: str
    """For whom it was written."""
    digest: str
    """Of the portfolio that it was made from: the same rows, the same digest."""
    currency: str
    slice: Decimal
    periods: tuple[str, ...]
    tables: Mapping[str, tuple[Row, ...]]
    """Rows by the table's name, sorted by key; a table that the view leaves out is not there."""
    work: tuple[Work, ...] | None
    """Sorted; None where the view names nobody."""

    def rows(self, table: Compared) -> dict[tuple[str, ...], Row]:
        """The rows of a table by their keys."""
        if table is WORK:
            return {row.key: row for row in where(self.work or (), self.slice)}
        return {row.key: row for row in self.tables.get(table.name, ())}

    def has(self, table: Compared) -> bool:
        """Whether the plan shows this table to its readers."""
        return self.work is not None if table is WORK else table.name in self.tables


def keyed(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows by key; what stands there twice is added up where it can be."""
    found: dict[tuple[str, ...], Row] = {}
    for row in rows:
        before = found.get(row.key)
        found[row.key] = row if before is None else _together(before, row)
    return tuple(found[key] for key in sorted(found))


def _together(before: Row, row: Row) -> Row:
    cells = dict(before.cells)
    for column, value in row.cells.items():
        there = cells.get(column)
        if isinstance(there, int) and isinstance(value, int):
            cells[column] = there + value
        else:
            cells[column] = value if there is None else there
    return Row(before.key, before.names, cells)


def by_work(rows: Iterable[Work]) -> tuple[Work, ...]:
    """The rows in a fixed order; time for the same work in the same period is added up."""
    sums: defaultdict[tuple[object, ...], int] = defaultdict(int)
    for row in rows:
        key = (row.worker, row.who, row.period, row.team, row.initiative, row.stage, row.skill)
        sums[(*key, row.name, row.title)] += row.slices
    return tuple(
        Work(
            worker=str(worker),
            who=str(who),
            name=str(name),
            team=str(team),
            initiative=str(initiative),
            title=str(title),
            stage=int(str(stage)),
            skill=str(skill),
            period=str(period),
            slices=slices,
        )
        for (worker, who, period, team, initiative, stage, skill, name, title), slices in sorted(
            sums.items()
        )
    )


def where(work: Iterable[Work], per_slice: Decimal) -> list[Row]:
    """Who is where: a row per worker and period, with teams and work and the FTE of each."""
    groups: defaultdict[tuple[str, ...], list[Work]] = defaultdict(list)
    for row in work:
        groups[row.worker, row.who, row.period].append(row)
    return [
        Row(
            key,
            (rows[0].name,),
            {
                "Team": _shares(((row.team or "learning", row.slices) for row in rows), per_slice),
                "Works on": _shares(((_work(row), row.slices) for row in rows), per_slice),
            },
        )
        for key, rows in sorted(groups.items())
    ]


def _work(row: Work) -> str:
    return f"{row.title}, stage {row.stage}" if row.initiative else "a new skill"


def _shares(parts: Iterable[tuple[str, int]], per_slice: Decimal) -> str:
    """`Search 0.5 + Payments 0.3`: most first."""
    sums: defaultdict[str, int] = defaultdict(int)
    for name, slices in parts:
        sums[name] += slices
    most = sorted(sums.items(), key=lambda part: (-part[1], part[0]))
    return " + ".join(f"{name} {number(slices * per_slice)}" for name, slices in most)
