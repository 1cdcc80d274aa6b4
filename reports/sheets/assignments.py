"""The sheet Assignments: who does what for which stage; all sheets about people rest on it."""

from __future__ import annotations

from collections.abc import Iterator

from models.plan_tables import ASSIGNMENTS, runs
from reports.audience import Sees
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind
from reports.context import Context
from reports.page import FIRST_TABLE, Page

_COLUMNS = (
    Column("Who", widest=30),
    Column("Who ID", Kind.ID),
    Column("Worker"),
    Column("Team", widest=30),
    Column("Team ID", Kind.ID),
    Column("Initiative", widest=40),
    Column("Initiative ID", Kind.ID),
    Column("Stage", Kind.COUNT),
    Column("Skill", widest=30),
    Column("Lowest level", Kind.COUNT),
    Column("From"),
    Column("To"),
    Column("FTE", Kind.FTE),
    Column("Retrained for", widest=30),
)


def _rows(context: Context) -> Iterator[tuple[Cell, ...]]:
    names = context.names
    for run in runs(context.plan.assignments):
        row = run.first
        yield (
            names.worker(row),
            row.who,
            row.worker.value,
            names.team(row.team),
            row.team,
            names.initiative(row.initiative) if row.initiative else None,
            row.initiative,
            row.stage,
            row.skill,
            row.lowest_level,
            names.period(row.period),
            names.period(run.last),
            row.slices,
            row.retrained,
        )


def draw(page: Page, book: Book) -> None:
    """One row per worker, piece of work and unbroken time."""
    page.title(
        ASSIGNMENTS.sheet,
        "Who does what. FTE in each period from the first to the last, both included.",
    )
    book.keep(page.table(ASSIGNMENTS.name, _COLUMNS, _rows(book.context)))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec(ASSIGNMENTS.sheet, "control", draw, Sees.PEOPLE)
