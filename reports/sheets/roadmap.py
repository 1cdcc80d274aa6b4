"""The sheet Roadmap: who does what when, drawn with cells."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from models.plan import StagePlan
from reports.book import Book, SheetSpec
from reports.context import Context
from reports.page import FIRST_TABLE, Page
from reports.styles import HEAD, MARKS, TONES
from reports.width import cut, width

_FIRST = 3
"""The first column of periods."""
_CHART_ROOM = 132
"""Characters for all periods together."""


def _shown(context: Context) -> Iterator[tuple[str, list[tuple[str, list[StagePlan]]]]]:
    """Teams with their initiatives that have a stage within the horizon, and these stages."""
    running = [
        row for row in context.by_team if row.start is not None and _span(context, row) is not None
    ]
    for team, rows in groupby(running, key=lambda row: context.names.team_of(row.initiative)):
        initiatives = groupby(rows, key=lambda row: row.initiative)
        yield team, [(key, list(stages)) for key, stages in initiatives]


def _span(context: Context, row: StagePlan) -> tuple[int, int] | None:
    """First and last period within the horizon; None if it is not in it."""
    if row.start is None:
        return None
    finish = row.start + context.index.stage[row.key].periods
    if finish <= 0:
        return None
    return max(0, row.start), min(context.horizon, finish) - 1


def _label(context: Context, row: StagePlan, room: float) -> str:
    """Mark of the state, number and name of the stage; arrows where it goes on outside."""
    stage = context.index.stage[row.key]
    goes_on = row.start is not None and row.start + stage.periods > context.horizon
    before = "◄ " if row.start is not None and row.start < 0 else ""
    after = " ►" if goes_on else ""
    mark = f"{before}{MARKS[row.state.value]} "
    name = cut(f"{row.stage} {stage.name}", room * 1.1 - width(mark + after) - 0.5)
    return f"{mark}{name}{after}".strip()


def _bar(page: Page, book: Book, line: int, row: StagePlan, room: float) -> None:
    """Cells of one stage in the colours of its state."""
    span = _span(book.context, row)
    if span is None:
        return
    first, last = span
    tone = TONES[row.state.value]
    look = {"bg_color": tone.fill, "font_color": tone.ink, "valign": "vcenter", "font_size": 9}
    edge = {"top": 2, "top_color": "#FFFFFF", "bottom": 2, "bottom_color": "#FFFFFF"}
    plain = book.styles.make(**look, **edge)
    head = book.styles.make(**look, **edge, left=5, left_color="#FFFFFF")
    text = _label(book.context, row, room * (last - first + 1))
    page.sheet.write_string(line, _FIRST + first, text, head)
    for t in range(first + 1, last + 1):
        page.sheet.write_blank(line, _FIRST + t, None, plain)


def _heads(page: Page, book: Book, room: float) -> None:
    """Names of the columns, and above the periods the windows that they belong to."""
    calendar = book.context.index.calendar
    styles = book.styles
    for column, text in enumerate(("Team and initiative", "ID", "Value")):
        style = styles.header_right if text == "Value" else styles.header
        page.sheet.write_string(FIRST_TABLE, column, text, style)
    edge = {"left": 5, "left_color": "#FFFFFF"}
    look = {"bold": True, "font_color": "#FFFFFF", "bg_color": HEAD, "valign": "vcenter"}
    left = styles.make(**look, **edge, align="left", text_wrap=True)
    window_style = styles.make(bold=True, font_color=HEAD, left=5, left_color="#FFFFFF")
    for t, period in enumerate(calendar.periods):
        page.sheet.write_string(FIRST_TABLE, _FIRST + t, period.id, left)
        page.grow(_FIRST + t, max(room - 1.6, width(period.id)))
        first = t == 0 or calendar.window_of[t] != calendar.window_of[t - 1]
        if first and len(calendar.windows) < calendar.horizon:
            page.sheet.write_string(FIRST_TABLE - 1, _FIRST + t, period.window, window_style)
    page.sheet.set_row(FIRST_TABLE, 20)


def _team(page: Page, book: Book, line: int, team: str) -> None:
    style = book.styles.make(bold=True, bg_color="#EAF0F6", font_color=HEAD, valign="vcenter")
    page.sheet.set_row(line, 18)
    page.sheet.write_string(line, 0, team, style)
    page.grow(0, 1.1 * width(team))
    for column in range(1, _FIRST + book.context.horizon):
        page.sheet.write_blank(line, column, None, style)


def _initiative(page: Page, book: Book, line: int, key: str, rows: list[StagePlan]) -> None:
    context = book.context
    name = cut(context.names.initiative(rows[0].initiative), 46)
    plain = book.styles.make(valign="vcenter", indent=1)
    page.sheet.set_row(line, 18)
    page.sheet.write_string(line, 0, name, plain)
    page.grow(0, width(name) + 2)
    small = book.styles.make(font_size=8, font_color="#8A95A1", valign="vcenter")
    page.sheet.write_string(line, 1, key, small)
    page.grow(1, width(key))
    if (value := context.value_of.get(rows[0].initiative)) is not None:
        style = book.styles.make(num_format="#,##0", align="right", valign="vcenter", indent=1)
        amount = value / context.minor()
        page.sheet.write_number(line, 2, amount, style)
        page.grow(2, width(f"{amount:,.0f}"))


def draw(page: Page, book: Book) -> None:
    """A band per team, a line per initiative, a bar per stage."""
    context = book.context
    page.title(
        "Roadmap",
        "What runs when, by team. Each bar is a stage; ◄ and ► mark work that goes on before or "
        f"after the plan. Value in {context.portfolio.settings.currency}.",
    )
    room = max(5.0, min(18.0, _CHART_ROOM / max(context.horizon, 1)))
    states = ("released", "release now", "held", "planned")
    for place, state in enumerate(states):
        style = book.styles.tone(state, bottom=0)
        column = _FIRST + place * max(1, round(16 / room))
        page.sheet.write_string(2, column, f"{MARKS[state]} {state}", style)
    _heads(page, book, room)
    line = FIRST_TABLE + 1
    page.grow(0, width("Team and initiative"))
    page.grow(2, 9)
    for team, initiatives in _shown(context):
        _team(page, book, line, team)
        for offset, (key, rows) in enumerate(initiatives, 1):
            _initiative(page, book, line + offset, key, rows)
            for row in rows:
                _bar(page, book, line + offset, row, room)
        line += 1 + len(initiatives)
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Roadmap", "why", draw)
