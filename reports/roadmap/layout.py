"""Where the roadmap's columns stand, how wide they are, and their heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.book import Book
from reports.context import Context
from reports.page import FIRST_TABLE, Page
from reports.roadmap.lines import Line
from reports.styles import HEAD
from reports.width import width

GATE_ROOM = 3.6
"""Width of a gate, in characters."""
_CHART_ROOM = 108.0
"""Characters for all periods together."""
_FIRST = 4
SMALL = 0.82
"""Width of small letters against those that columns are measured in."""


@dataclass(frozen=True)
class Layout:
    """Columns: names, links, the gate before, then two for each period (bar, gate), reasons, ID."""

    horizon: int
    period: float
    """Width of a period without its gate."""
    name: float
    links: float
    because: float
    id: float

    @classmethod
    def of(cls, context: Context, lines: Sequence[Line]) -> Layout:
        """As wide as the lines need, and no wider than a page can show."""
        names = max((width(line.name) for line in lines), default=20.0) + 3
        links = max(
            (SMALL * width(text) for line in lines for text in (line.waits_for, line.needed_by)),
            default=0.0,
        )
        because = max((SMALL * width(line.because) for line in lines), default=0.0)
        ids = max((0.75 * width(line.initiative) for line in lines), default=2.0)
        period = _CHART_ROOM / max(context.horizon, 1) - GATE_ROOM
        return cls(
            context.horizon,
            max(4.5, min(15.0, period)),
            max(22.0, min(31.0, names)),
            max(11.0, min(22.0, links + 2)),
            max(18.0, min(38.0, because + 2)),
            max(4.0, min(16.0, ids + 2)),
        )

    def bar(self, t: int) -> int:
        """The column of a period's bar."""
        return _FIRST + 2 * t

    def gate(self, t: int) -> int:
        """The column of the gate at a period's end; of t = -1 that of the gate before all."""
        return _FIRST - 1 if t < 0 else self.bar(t) + 1

    @property
    def reasons(self) -> int:
        """The column of why work is postponed or fast-tracked."""
        return self.bar(self.horizon)

    @property
    def last(self) -> int:
        """The last column: IDs."""
        return self.reasons + 1

    def room(self, first: int, last: int) -> float:
        """Characters from one column of the chart to another, both included."""
        columns = range(first, last + 1)
        return sum(self.period if (at - _FIRST) % 2 == 0 else GATE_ROOM for at in columns)

    def heads(self, page: Page, book: Book) -> None:
        """Names of the columns, and above the periods the windows that they belong to."""
        styles = book.styles
        small = styles.make(
            bold=True, font_color="#FFFFFF", bg_color=HEAD, valign="vcenter", align="center",
            font_size=8, border=1, border_color=HEAD,
        )  # fmt: skip
        for column, text in enumerate(("Team and initiative", "Waits for", "Needed by")):
            page.sheet.write_string(FIRST_TABLE, column, text, styles.header)
        page.sheet.write_string(FIRST_TABLE, 3, "Gate", small)
        page.sheet.write_string(
            FIRST_TABLE, self.reasons, "Postponed or fast-tracked because", styles.header
        )
        page.sheet.write_string(FIRST_TABLE, self.last, "ID", styles.header)
        self._periods(page, book)
        page.sheet.set_row(FIRST_TABLE, 22)

    def _periods(self, page: Page, book: Book) -> None:
        calendar = book.context.index.calendar
        look = {"bold": True, "font_color": "#FFFFFF", "bg_color": HEAD, "valign": "vcenter"}
        style = book.styles.make(**look, left=5, left_color="#FFFFFF", align="left", shrink=True)
        window = book.styles.make(bold=True, font_color=HEAD, left=5, left_color="#FFFFFF")
        for t, period in enumerate(calendar.periods):
            at = self.bar(t)
            page.sheet.merge_range(FIRST_TABLE, at, FIRST_TABLE, at + 1, "", style)
            page.sheet.write_string(FIRST_TABLE, at, period.id, style)
            first = t == 0 or calendar.window_of[t] != calendar.window_of[t - 1]
            if first and len(calendar.windows) < calendar.horizon:
                page.sheet.write_string(FIRST_TABLE - 1, at, period.window, window)

    def finish(self, page: Page) -> None:
        """Set the widths, freeze and repeat the heads."""
        page.finish(FIRST_TABLE, 1)
        sheet = page.sheet
        sheet.set_column(0, 0, self.name)
        sheet.set_column(1, 2, self.links)
        sheet.set_column(3, 3, GATE_ROOM + 1)
        for t in range(self.horizon):
            sheet.set_column(self.bar(t), self.bar(t), self.period)
            sheet.set_column(self.gate(t), self.gate(t), GATE_ROOM)
        sheet.set_column(self.reasons, self.reasons, self.because)
        sheet.set_column(self.last, self.last, self.id)
