"""The first page of an input workbook: what to fill in first, and what the colours mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data.sheets import settings
from data.sheets.all_sheets import SHEETS
from data.workbook.looks import Looks

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

TITLE = "Instructions"
_STEPS = (
    ("1", "Settings and Periods: name, currency, the day it speaks of; the steps of the plan."),
    ("2", "Teams, Functions, People and Skills: who is there. Pools and Hiring if there are any."),
    ("3", "Funds and Budgets: the money. Envelopes, if shares of it are promised or capped."),
    ("4", "Metrics, Initiatives, Stages, Demand, Benefits: what could be done, takes and brings."),
    ("5", "Objectives: what each gate asks. Dependencies: what waits for what."),
    ("6", "Every quarter: Outcomes, Releases, Assignments, Availability and Waivers as of today."),
)
_HABITS = (
    "Leave the names of sheets and the headers in row 1 as they are. Sheets may stay empty.",
    "One thing per row. Add rows at the end of a table: it grows. Rows may be in any order.",
    "The first column of a sheet names its rows; other sheets use that name, spelt the same way.",
    "Amounts are numbers in the currency of Settings. Percentages: 40, or a cell shown as 40 %.",
    "Dates are date cells. Lists have ; between their parts. Each header has a note with rules.",
    "Columns of your own may stand to the right of a table; the plan does not look at them.",
)


def write_instructions(page: Worksheet, looks: Looks) -> None:
    """Steps, colours, habits, and what each sheet is for."""
    page.hide_gridlines(2)
    page.set_column(0, 0, 3)
    page.set_column(1, 1, 18)
    page.set_column(2, 2, 112)
    page.write_string(0, 1, "How to fill in this workbook", looks.title())
    page.set_row(0, 30)
    row = _block(page, 2, "In this order", _STEPS, looks)
    row = _legend(page, row + 1, looks)
    row = _block(page, row + 1, "Good habits", [("•", habit) for habit in _HABITS], looks)
    sheets = [(settings.TITLE, settings.ABOUT), *((sheet.title, sheet.about) for sheet in SHEETS)]
    page.write_string(row + 1, 1, "The sheets", looks.strong())
    for number, (title, about) in enumerate(sheets, start=row + 2):
        page.write_url(number, 1, f"internal:'{title}'!A1", string=title)
        page.write_string(number, 2, about, looks.prose())
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 1)


def _block(
    page: Worksheet, row: int, heading: str, lines: Sequence[tuple[str, str]], looks: Looks
) -> int:
    """A heading and its lines; gives the first row after them."""
    page.write_string(row, 1, heading, looks.strong())
    for number, (mark, line) in enumerate(lines, start=row + 1):
        page.write_string(number, 1, f"{mark}  {line}", looks.line())
    return row + len(lines) + 1


def _legend(page: Worksheet, row: int, looks: Looks) -> int:
    page.write_string(row, 1, "Colours", looks.strong())
    page.write_string(row + 1, 1, "Header", looks.header(required=True))
    page.write_string(row + 1, 2, "Required: every row has something here.", looks.prose())
    page.write_string(row + 2, 1, "Header", looks.header(required=False))
    page.write_string(
        row + 2, 2, "Optional: empty means no, none, or what the header's note says.", looks.prose()
    )
    page.write_blank(row + 3, 1, None, looks.missing())
    page.write_string(
        row + 3, 2, "A required cell that is still empty in a row that has begun.", looks.prose()
    )
    return row + 4
