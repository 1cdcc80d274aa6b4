"""The sheet Summary: the answer, the chart, the points, and what depends on the money."""

from __future__ import annotations

from collections import Counter

from xlsxwriter.utility import xl_rowcol_to_cell

from models.frontier import Axis, Frontier, Member, Membership
from models.wording import money
from reports.chart_look import scale
from reports.columns import Live
from reports.frontier import points, words
from reports.frontier.chart import against
from reports.frontier.map import KIND
from reports.frontier.map import TABLE as MAP
from reports.frontier.points import TABLE as POINTS
from reports.frontier.sheet import Drawing, SheetSpec
from reports.grid import COLUMN_PIXELS, COLUMN_WIDTH, COLUMNS, ROW_PIXELS, Grid
from reports.page import Page
from reports.styles import QUIET
from reports.width import cut

_CHART, _SIDE = 15, 16
"""Columns of the chart; where what stands beside it begins."""
_DEEP = 20
"""Rows of the chart."""
_WHEN = 4
"""Columns of what is said of an initiative that is in at some points."""
_MOST = 13
"""Lines of a list here; the sheets behind have all."""
_LINES = 4


def _top(grid: Grid, drawing: Drawing) -> int:
    frontier, styles = drawing.frontier, drawing.styles
    title = f"{words.title(frontier)}, {frontier.portfolio}"
    about = f"As of {frontier.as_of.isoformat()}; every point is a plan that passed the audit"
    row = grid.top(title, about, words.headline(frontier), _LINES)
    for edit in frontier.edits:
        look = styles.make(text_wrap=True, bold=True)
        row += grid.fitted(row, 0, COLUMNS, f"What if: {edit}.", look, _LINES)
    if frontier.missing:
        look = styles.make(text_wrap=True)
        text = "Stopped early: points are missing between or beyond these."
        row += grid.fitted(row, 0, COLUMNS, text, look, _LINES)
    return row + 1


def _counts(grid: Grid, drawing: Drawing, row: int) -> int:
    """How many are in at every point, at some, at none."""
    frontier, styles = drawing.frontier, drawing.styles
    grid.heading(row, _SIDE, COLUMNS - _SIDE, "Initiatives across the points")
    count = Counter(each.kind for each in frontier.members)
    style = styles.make(num_format="#,##0", align="right")
    for line, kind in enumerate((kind for kind in Member if count[kind]), row + 1):
        grid.word(line, _SIDE, 2, kind.value)
        number = Live(f'=COUNTIFS({MAP}[{KIND}],"{kind.value}")', count[kind])
        grid.number(line, _SIDE + 2, 1, number, style)
        grid.text(line, _SIDE + 3, COLUMNS - _SIDE - 3, f"  {_MEANS[kind]}", styles.make())
    return row + 2 + sum(1 for kind in Member if count[kind])


_MEANS = {
    Member.CORE: "in at every point",
    Member.EXCEPTION: "in at some points",
    Member.NEVER: "in at no point",
    Member.UNDER_WAY: "nothing is left to decide",
}


def _exceptions(grid: Grid, drawing: Drawing, row: int, last: int) -> None:
    """What hangs on the money, the cheapest first."""
    frontier, styles = drawing.frontier, drawing.styles
    found = [each for each in frontier.members if each.kind is Member.EXCEPTION]
    span = COLUMNS - _SIDE
    grid.heading(row, _SIDE, span, "In at some points only")
    room = last - row - 1
    shown = found if len(found) <= room else found[: room - 1]
    for line, each in enumerate(shown, row + 1):
        said = _from(frontier, each)
        name = span - _WHEN if said else span
        grid.text(line, _SIDE, name, cut(each.name, name * COLUMN_WIDTH), styles.make())
        if said:
            look = styles.make(align="right", font_color=QUIET)
            grid.text(line, _SIDE + name, _WHEN, said, look)
    if len(shown) < len(found):
        text = f"and {len(found) - len(shown)} more, on Who is in"
        grid.text(row + 1 + len(shown), _SIDE, span, text, styles.make(font_color=QUIET))
    if not found:
        text = "The same initiatives are in at every point."
        grid.text(row + 1, _SIDE, span, text, styles.make(font_color=QUIET))


def _from(frontier: Frontier, row: Membership) -> str:
    if frontier.axis is Axis.MOVES:
        return ""
    if row.since is None:
        return "on and off"
    below = (point.amount < row.since for point in frontier.points)
    early = any(was and inside for was, inside in zip(below, row.inside, strict=True))
    return f"{'for good ' if early else ''}from {money(row.since, frontier.currency)}"


def _points(grid: Grid, drawing: Drawing, row: int) -> int:
    """The points once more, as formulas on the sheet behind."""
    frontier, styles = drawing.frontier, drawing.styles
    table = drawing.tables[POINTS]
    known = [point.bound or point.value or 0 for point in frontier.points]
    unit, shown = scale(frontier.currency, max(map(abs, known)) / grid.minor, 10**8)
    grid.heading(row, 0, COLUMNS, f"The points (money in {unit})")
    moves = frontier.axis is Axis.MOVES
    fine = f"#,##0.{'0' * styles.decimals}" if styles.decimals else "#,##0"
    heads = (
        (points.amount(frontier), fine if moves else shown),
        *(((points.MOVED, "#,##0.0"),) if moves else ()),
        (points.VALUE, shown),
        (points.BOUND, shown),
        (points.GAP, "0.00"),
        (points.rate(frontier), "#,##0" if moves else "0.00"),
        (points.IN_PLAN, "#,##0"),
    )
    grid.head(row + 1, 0, 3, points.WHERE, "left", 2)
    span = 3
    left = 3
    for header, _ in heads:
        money_too = moves and header == points.amount(frontier)
        text = f"{header} ({frontier.currency})" if money_too else header
        grid.head(row + 1, left, span, text, "right", 2)
        left += span
    first = row + 3
    picked = frontier.points if len(frontier.points) <= _MOST else frontier.points[:_MOST]
    for place, point in enumerate(picked):
        here = words.change(point, frontier.axis)
        bold = {"bold": True} if point.share == words.GIVEN else {}
        grid.text(first + place, 0, 3, here, styles.make(**bold))
        if point.plan is None:
            grid.text(first + place, 3, COLUMNS - 3, f"  {point.refusal}", styles.make())
            continue
        for at, (header, number) in enumerate(heads):
            value = _value(drawing, header, place)
            if value is None:
                continue
            cell = xl_rowcol_to_cell(table.first + place, table.column(header))
            style = styles.make(num_format=number, align="right", **bold)
            live = Live(f"={table.sheet}!{cell}", value)
            grid.number(first + place, 3 + at * span, span, live, style)
    row = first + len(picked)
    if len(picked) < len(frontier.points):
        more = len(frontier.points) - len(picked)
        text = f"and {more} more, on Points"
        grid.text(row, 0, COLUMNS, text, styles.make(font_color=QUIET))
        row += 1
    return row + 1


def _value(drawing: Drawing, header: str, place: int) -> float | None:
    """What the sheet Points shows there, in the units of its cell."""
    from reports.columns import number

    frontier = drawing.frontier
    columns = points.columns(frontier)
    at = [column.header for column in columns].index(header)
    cell = tuple(points.rows(frontier))[place][at]
    value = cell.value if isinstance(cell, Live) else cell
    if value is None or isinstance(value, str):
        return None
    minor = 10**drawing.styles.decimals
    shown = number(value, columns[at].kind, minor, int(1 / frontier.slice))  # type: ignore[arg-type]
    return float(shown)


def draw(page: Page, drawing: Drawing) -> None:
    """From the sentence down to the points."""
    grid = Grid(page)
    row = _top(grid, drawing)
    chart = against(drawing.workbook, drawing.frontier, drawing.tables[POINTS], page.minor)
    chart.set_size({"width": _CHART * COLUMN_PIXELS, "height": _DEEP * ROW_PIXELS})
    page.sheet.insert_chart(row, 1, chart, {"object_position": 2})
    below = _counts(grid, drawing, row)
    _exceptions(grid, drawing, below, row + _DEEP)
    row = _points(grid, drawing, row + _DEEP + 1)
    grid.end(row)


SHEET = SheetSpec("Summary", "summary", draw)
