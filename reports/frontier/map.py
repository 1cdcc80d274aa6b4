"""The sheet Who is in: each initiative at each point."""

from __future__ import annotations

from collections.abc import Iterator

from models.frontier import Axis, Frontier, Membership
from models.wording import money
from reports.columns import Cell, Column, Kind, Toned
from reports.frontier import words
from reports.frontier.sheet import Drawing, SheetSpec
from reports.page import FIRST_TABLE, Page

TABLE = "WhoIsIn"
KIND = "Across the points"


def _columns(frontier: Frontier) -> Iterator[Column]:
    yield Column("Initiative", widest=44)
    yield Column("ID", Kind.ID)
    yield Column("Team", widest=30)
    yield Column(KIND, Kind.WORD, narrowest=12)
    if frontier.axis is Axis.BUDGET:
        yield Column("In for good from", Kind.WHOLE)
    for point in frontier.points:
        here = words.change(point, frontier.axis)
        yield Column(f"{here}\n{money(point.amount, frontier.currency)}", Kind.WORD)


def _rows(frontier: Frontier) -> Iterator[tuple[Cell, ...]]:
    for row in frontier.members:
        since = (row.since,) if frontier.axis is Axis.BUDGET else ()
        inside = (_mark(row, each) for each in row.inside)
        yield (row.name, row.initiative, row.team, row.kind.value, *since, *inside)


def _mark(row: Membership, inside: bool | None) -> Cell:  # noqa: FBT001 - a cell of the map
    if inside is None:
        return "no plan"
    return Toned("in", row.kind.value) if inside else "–"


def draw(page: Page, drawing: Drawing) -> None:
    """Exceptions first, by what they need, then core and never."""
    page.title(
        "Who is in",
        "In: the plan at that point starts at least one stage that has not begun. Core: in at "
        "every point; exception: at some; never: at none; under way: nothing is left to decide.",
    )
    frontier = drawing.frontier
    drawing.keep(page.table(TABLE, tuple(_columns(frontier)), _rows(frontier)))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Who is in", "why", draw)
