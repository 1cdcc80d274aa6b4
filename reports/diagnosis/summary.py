"""The sheet Summary of a diagnosis: the answer, what clashes, what helps, and what it brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.wording import capital, counted
from reports.chart_look import positive, scale, small, titled, value_axis
from reports.diagnosis import repairs
from reports.diagnosis.sheet import Findings
from reports.diagnosis.words import KINDS, cost, headline, proven_by, remarks, worth
from reports.grid import COLUMN_PIXELS, COLUMNS, ROW_PIXELS, Grid
from reports.page import Page
from reports.styles import GRID, QUIET, TONES

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart

NAME = "Summary"
_DEEP = 3
"""Most lines of a sentence here; it is whole on the sheets behind."""
_MOST_ROWS = 6
"""Rows of a set that are listed here."""
_MOST_SETS = 3
_MOST_REPAIRS = 10
_CHART_ROWS = 13


def draw(page: Page, findings: Findings) -> None:
    """From the sentence to the chart."""
    grid = Grid(page)
    row = _top(grid, findings)
    row = _sets(grid, findings, row)
    row = _helps(grid, findings, row)
    chart = _chart(findings)
    if chart is not None:
        chart.set_size({"width": COLUMNS * COLUMN_PIXELS, "height": _CHART_ROWS * ROW_PIXELS})
        page.sheet.insert_chart(row, 1, chart, {"object_position": 2})
        row += _CHART_ROWS + 1
    grid.end(row)


def _top(grid: Grid, findings: Findings) -> int:
    styles, settings = findings.styles, findings.portfolio.settings
    about = f"As of {settings.as_of.isoformat()}"
    row = grid.top(f"Why {settings.name} has no plan", about, headline(findings.diagnosis))
    for remark in remarks(findings.diagnosis):
        row += grid.fitted(row, 0, COLUMNS, remark, styles.make(text_wrap=True), _DEEP)
    return row + 1


def _sets(grid: Grid, findings: Findings, row: int) -> int:
    """The first sets with their rows."""
    styles, found = findings.styles, findings.diagnosis.conflicts
    grid.heading(row, 0, COLUMNS, "What clashes: of each set one row has to change")
    row += 1
    for number, each in enumerate(found[:_MOST_SETS], start=1):
        sure = proven_by(each)
        said = sure if sure.startswith("not") else f"proven by {sure}"
        grid.head(row, 0, 7, f"Set {number}, {said}")
        grid.head(row, 7, COLUMNS - 7, "What it says")
        row += 1
        for line in each.rows[:_MOST_ROWS]:
            look = styles.make(text_wrap=True)
            grid.text(row, 0, 7, str(line.place), styles.make(font_color=QUIET))
            row += grid.fitted(row, 7, COLUMNS - 7, capital(line.what), look, _DEEP)
        more = len(each.rows) - _MOST_ROWS
        if more > 0:
            text = f"and {counted(more, 'further row')}, on the sheet Clashes"
            grid.text(row, 7, COLUMNS - 7, text, styles.make(font_color=QUIET))
            row += 1
        row += 1
    if len(found) > _MOST_SETS:
        text = f"{counted(len(found) - _MOST_SETS, 'further set')} on the sheet Clashes."
        grid.text(row - 1, 0, COLUMNS, text, styles.make(font_color=QUIET))
        row += 1
    return row


def _helps(grid: Grid, findings: Findings, row: int) -> int:
    """The cheapest repairs of each kind, in their order."""
    styles, settings = findings.styles, findings.portfolio.settings
    every = findings.diagnosis.repairs
    grid.heading(row, 0, COLUMNS, "What helps: any one of these, tried and audited")
    heads = (("No.", 1), ("Takes", 5), ("Costs", 4), ("Changes", 11), ("Plan is worth", 3))
    left = 0
    for text, span in heads:
        grid.head(row + 1, left, span, text, "right" if text == "Plan is worth" else "left")
        left += span
    row += 2
    for number, each in enumerate(every[:_MOST_REPAIRS], start=1):
        look = styles.make(text_wrap=True)
        grid.number(row, 0, 1, number, styles.make(font_color=QUIET, align="left"))
        grid.text(row, 1, 5, capital(KINDS[each.kind]), styles.make())
        grid.text(row, 6, 4, cost(each, settings), styles.make(bold=True))
        grid.text(row, 21, 3, worth(each, settings), styles.make(align="right"))
        row += grid.fitted(row, 10, 11, capital(each.text), look, _DEEP)
    if not every:
        grid.text(row, 0, COLUMNS, "No change that helps was found.", styles.make(font_color=QUIET))
        row += 1
    if len(every) > _MOST_REPAIRS:
        text = f"{counted(len(every) - _MOST_REPAIRS, 'further change')} on the sheet Repairs."
        grid.text(row, 0, COLUMNS, text, styles.make(font_color=QUIET))
        row += 1
    return row + 1


def _chart(findings: Findings) -> Chart | None:
    """What the plan is worth after each repair."""
    values = [row.value for row in findings.diagnosis.repairs if row.value is not None]
    if not values:
        return None
    table = findings.tables[repairs.TABLE]
    settings = findings.portfolio.settings
    largest = max(map(abs, values)) / 10**settings.exponent
    unit, shown = scale(settings.currency, largest, 10**7)
    title = f"What the plan is worth after each repair ({unit})"
    chart = titled(findings.workbook, "column", title)
    chart.set_legend({"none": True})
    chart.add_series(
        {
            "name": "Plan is worth",
            "categories": table.cells("Repair"),
            "values": table.cells("Plan is worth"),
            "fill": {"color": TONES["released"].fill},
            "gap": 80,
        }
    )
    chart.set_x_axis(
        {
            "name": "No. of the repair",
            "name_font": small(),
            "num_font": small(),
            "line": {"color": GRID},
        }
    )
    from_zero = {"min": 0} if min(values) >= 0 else {}
    chart.set_y_axis(from_zero | value_axis(positive(shown)))
    return chart
