"""The first page of an input workbook: what to fill in first, and what the colours mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.sheets import settings
from data.sheets.all_sheets import SHEETS
from data.workbook.looks import Looks

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

TITLE = "Instructions"
_STEPS = (
    (
        "1",
        "Settings and Periods: the portfolio's name, its currency, the day it speaks of; the steps.",
    ),
    (
        "2",
        "Teams, Functions and People with their Skills: who is there. Pools and Hiring if you have them.",
    ),
    ("3", "Funds and Budgets: the money. Envelopes, if shares of it are promised or capped."),
    (
        "4",
        "Metrics, Initiatives and Stages: what could be done. Demand and Benefits: what it takes and brings.",
    ),
    ("5", "Objectives: what each gate asks. Dependencies: what waits for what."),
    (
        "6",
        "Every quarter: Outcomes, Releases, Assignments, Availability and Waivers as they are today.",
    ),
)
_HABITS = (
    "Leave the names of sheets and the headers in row 1 as they are. Empty sheets may stay empty.",
    "One thing per row; blank rows are skipped. Add rows at the end of a table, it grows by itself.",
    "The names in the first column of a sheet are what other sheets refer to. Capitals and spaces count.",
    "Amounts are plain numbers in the currency of Settings. Percentages: 40, or a cell formatted as 40 %.",
    "Dates are date cells. Lists have ; between their parts. Point at a header to see what belongs there.",
    "Columns of your own may stand to the right of the table; they are kept out of the plan.",
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
    page: Worksheet,
    row: int,
    heading: str,
    lines: list[tuple[str, str]] | tuple[tuple[str, str], ...],
    looks: Looks,
) -> int:
    """A heading and its lines; gives the first row after them."""
    page.write_string(row, 1, heading, looks.strong())
    for number, (mark, line) in enumerate(lines, start=row + 1):
        page.write_string(number, 1, mark, looks.mark())
        page.write_string(number, 2, line, looks.prose())
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
