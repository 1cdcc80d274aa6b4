"""The bars of the roadmap: stages in the colours of their states, with the gates at their ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.plan import StagePlan
from models.verdict import VerdictKind
from reports.book import Book
from reports.context import Context
from reports.page import Page
from reports.roadmap.layout import SMALL, Layout
from reports.roadmap.lines import Drawn, Line
from reports.styles import FAINT, FAST_TRACKED, GATE_MARKS, MARKS, POSTPONED, TONES
from reports.width import lines

if TYPE_CHECKING:
    from xlsxwriter.format import Format

_LINE = 10.6
"""Height of a line of small letters, in points."""
_EDGES = 2.2
"""Room left and right of a text."""
_MOST = 3
"""Lines of a bar's label."""
WHITE = {"top": 2, "top_color": "#FFFFFF", "bottom": 2, "bottom_color": "#FFFFFF"}


def span(context: Context, row: StagePlan) -> tuple[int, int] | None:
    """First and last period of a stage within the horizon; None if it is not in it."""
    if row.start is None:
        return None
    finish = row.start + context.index.stage[row.key].periods
    if finish <= 0:
        return None
    return max(0, row.start), min(context.horizon, finish) - 1


@dataclass(frozen=True)
class Bars:
    """Draws lines of the roadmap."""

    page: Page
    book: Book
    layout: Layout

    def draw(self, row: int, line: Line) -> int:
        """One initiative, in several rows where its stages overlap; gives how many it took."""
        lanes = self._lanes(line)
        tallest = [max((self._label(stage)[1] for stage in lane), default=1) for lane in lanes]
        heights = [max(18.0, 4 + _LINE * deep) for deep in tallest]
        missing = 4 + _LINE * self._words(row, line) - sum(heights)
        heights[-1] += max(0.0, missing)
        for offset, (lane, height) in enumerate(zip(lanes, heights, strict=True)):
            self.page.sheet.set_row(row + offset, height)
            for stage in lane:
                self._stage(row + offset, stage)
        if line.before is not None:
            self._gate(row, self.layout.gate(-1), line.before)
        return len(lanes)

    def _words(self, row: int, line: Line) -> int:
        """What stands left and right of the bars; gives how many lines it takes."""
        small = self.book.styles.make(font_size=8, text_wrap=True, valign="vcenter", align="left")
        plain = self.book.styles.make(valign="vcenter", indent=1, text_wrap=True, align="left")
        faint = self.book.styles.make(font_size=7, font_color=FAINT, valign="vcenter", indent=1)
        sheet, layout = self.page.sheet, self.layout
        sheet.write_string(row, 0, line.name, plain)
        deepest = 1.25 * lines(line.name, layout.name - _EDGES - 1)
        for column, text, room in (
            (1, line.waits_for, layout.links),
            (2, line.needed_by, layout.links),
            (layout.reasons, line.because, layout.because),
        ):
            if text:
                sheet.write_string(row, column, text, small)
                deepest = max(deepest, lines(text, (room - _EDGES) / SMALL))
        sheet.write_string(row, layout.last, line.initiative, faint)
        return int(deepest + 0.99)

    def _lanes(self, line: Line) -> list[list[Drawn]]:
        """Stages beside one another where they follow, below one another where they overlap."""
        lanes: list[list[Drawn]] = [[]]
        ends = [-1]
        for stage in line.stages:
            found = span(self.book.context, stage.row)
            if found is None:
                continue
            first = found[0] if stage.first is None else min(found[0], stage.first)
            free = next((n for n, end in enumerate(ends) if end < first), None)
            if free is None:
                lanes.append([])
                ends.append(-1)
                free = len(lanes) - 1
            lanes[free].append(stage)
            ends[free] = found[1]
        return lanes

    def _stage(self, row: int, stage: Drawn) -> None:
        """The wait before it, its bar, and its gate."""
        found = span(self.book.context, stage.row)
        if found is None:
            return
        first, last = found
        if stage.first is not None and stage.first < first:
            waiting = self.book.styles.make(
                **WHITE, pattern=17, fg_color="#9AA5B1", bg_color="#FFFFFF", align="right",
                valign="vcenter", font_size=8,
            )  # fmt: skip
            self._fill(
                row,
                self.layout.bar(stage.first),
                self.layout.gate(first - 1),
                f"{POSTPONED} ",
                waiting,
            )
        tone = TONES[stage.row.state.value]
        style = self.book.styles.make(
            **WHITE, bg_color=tone.fill, font_color=tone.ink, valign="vcenter", font_size=8,
            text_wrap=True, align="left", left=5, left_color="#FFFFFF",
        )  # fmt: skip
        gate = stage.gate if self._ends_within(stage) else None
        end = self.layout.gate(last) - (gate is not None)
        self._fill(row, self.layout.bar(first), end, self._label(stage)[0], style)
        if gate is not None:
            self._gate(row, self.layout.gate(last), gate)

    def _fill(self, row: int, first: int, last: int, text: str, style: Format) -> None:
        if last > first:
            self.page.sheet.merge_range(row, first, row, last, "", style)
        self.page.sheet.write_string(row, first, text, style)

    def _gate(self, row: int, column: int, kind: VerdictKind) -> None:
        tone = TONES[kind.value]
        style = self.book.styles.make(
            **WHITE, bg_color=tone.fill, font_color=tone.ink, align="center", valign="vcenter",
            font_size=9, bold=True,
        )  # fmt: skip
        self.page.sheet.write_string(row, column, GATE_MARKS[kind.value], style)

    def _ends_within(self, stage: Drawn) -> bool:
        start = stage.row.start
        periods = self.book.context.index.stage[stage.row.key].periods
        return start is not None and start + periods <= self.book.context.horizon

    def _label(self, stage: Drawn) -> tuple[str, int]:
        """Marks, number and name of a stage, as much as fits; and how many lines they take."""
        found = span(self.book.context, stage.row)
        first, last = found or (0, 0)
        room = self.layout.room(self.layout.bar(first), self.layout.gate(last) - 1)
        room = (room - _EDGES) / SMALL
        before = "◄ " if stage.row.start is not None and stage.row.start < 0 else ""
        after = "" if self._ends_within(stage) else " ►"
        fast = FAST_TRACKED if stage.fast else ""
        mark = f"{before}{MARKS[stage.row.state.value]}{fast} "
        name = f"{stage.row.stage} {self.book.context.names.stage(stage.row.key)}"
        text = f"{mark}{name}{after}"
        while lines(text, room) > _MOST and name:
            name = name[:-1].rstrip()
            text = f"{mark}{name}…{after}" if name else f"{mark}{stage.row.stage}{after}"
        return text.strip(), min(_MOST, lines(text, room))
