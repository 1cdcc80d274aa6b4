"""The sheet Points: every point, how far it may be from the best, what one more unit is worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from xlsxwriter.utility import xl_rowcol_to_cell

from models.frontier import Axis, Frontier, Point
from reports.columns import Cell, Column, Kind, Live
from reports.frontier import words
from reports.frontier.sheet import Drawing, SheetSpec
from reports.page import FIRST_TABLE, Page

TABLE = "Points"
VALUE, BOUND, GAP = "Value of the plan", "No plan is worth more than", "Gap (%)"
BEFORE_MOVES, MOVED = "Value before moves", "FTE moved"
WHERE, IN_PLAN = "Against now", "Initiatives that get something"


def amount(frontier: Frontier) -> str:
    """Header of what is varied."""
    return "Price of a move" if frontier.axis is Axis.MOVES else "Budget"


def rate(frontier: Frontier) -> str:
    """Header of what one more unit is worth."""
    if frontier.axis is Axis.MOVES:
        return "Worth of one more FTE moved"
    return f"Worth of one more {frontier.currency}"


def columns(frontier: Frontier) -> tuple[Column, ...]:
    """The columns: of money alone, or of moves as well."""
    moves = (
        (Column(MOVED, Kind.FTE), Column(BEFORE_MOVES, Kind.WHOLE))
        if frontier.axis is Axis.MOVES
        else ()
    )
    return (
        Column(WHERE),
        Column(amount(frontier), Kind.MONEY if moves else Kind.WHOLE),
        *moves,
        Column(VALUE, Kind.WHOLE),
        Column(BOUND, Kind.WHOLE),
        Column(GAP, Kind.RATE),
        Column(rate(frontier), Kind.WHOLE if moves else Kind.RATE),
        Column(IN_PLAN, Kind.COUNT),
        Column("Found by the search at"),
        Column("Why there is no plan"),
    )


def rows(frontier: Frontier) -> Iterator[tuple[Cell, ...]]:
    """One row per point."""
    heads = [column.header for column in columns(frontier)]
    by_share = {point.share: point for point in frontier.points}
    for place, point in enumerate(frontier.points):
        origin = None if point.taken_from is None else by_share.get(point.taken_from)
        inside = sum(bool(row.inside[place]) for row in frontier.members)
        moves = (point.moved, point.before_moves) if frontier.axis is Axis.MOVES else ()
        yield (
            words.change(point, frontier.axis),
            point.amount,
            *moves,
            point.value,
            point.bound,
            _gap(point, heads, place),
            _rate(frontier, heads, place),
            None if point.plan is None else inside,
            "" if point.plan is None else words.change(origin or point, frontier.axis),
            point.refusal,
        )


def _at(heads: Sequence[str], header: str, place: int) -> str:
    """The cell of a column in the row of a point."""
    return str(xl_rowcol_to_cell(FIRST_TABLE + 1 + place, heads.index(header)))


def _gap(point: Point, heads: Sequence[str], place: int) -> Cell:
    if point.value is None or point.bound is None or not point.bound:
        return None
    value, bound = (_at(heads, header, place) for header in (VALUE, BOUND))
    share = Fraction(100 * (point.bound - point.value), abs(point.bound))
    return Live(f"=100*({bound}-{value})/ABS({bound})", share)


def _rate(frontier: Frontier, heads: Sequence[str], place: int) -> Cell:
    """Against the point before: more value by more money, or by more that is moved."""
    if not place:
        return None
    before, point = frontier.points[place - 1], frontier.points[place]
    found = words.marginal(before, point, frontier.axis)
    if found is None:
        return None
    moves = frontier.axis is Axis.MOVES
    over, under = (BEFORE_MOVES, MOVED) if moves else (VALUE, amount(frontier))
    cells = [_at(heads, header, each) for header in (over, under) for each in (place, place - 1)]
    formula = f"=({cells[0]}-{cells[1]})/({cells[2]}-{cells[3]})"
    return Live(formula, found * int(1 / frontier.slice) if moves else found)


def draw(page: Page, drawing: Drawing) -> None:
    """One row per point, the smallest amount first."""
    frontier = drawing.frontier
    page.title(
        "Points",
        f"{words.title(frontier)}: each point is a plan that passed the audit. Money in "
        f"{frontier.currency}; what one more is worth, against the point above.",
    )
    drawing.keep(page.table(TABLE, columns(frontier), rows(frontier)))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Points", "money", draw)
