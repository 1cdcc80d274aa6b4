"""The first page of an input workbook: who fills in what, and what the colours mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from data.sheets import settings
from data.sheets.all_sheets import SHEETS
from data.sheets.column import LISTS
from data.workbook.looks import Looks

if TYPE_CHECKING:
    from xlsxwriter.format import Format
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
_NEXT = (
    ("1", "Save this workbook, then run  headgate check portfolio.xlsx  with its own name."),
    ("2", "It lists every fault with its sheet and cell, and what is allowed there. Mend them."),
    ("3", "Run  headgate plan portfolio.xlsx -o plan.xlsx  and open plan.xlsx: the Summary first."),
)
_HABITS = (
    "Leave the names of sheets and the headers in row 1 as they are. Sheets may stay empty.",
    "One thing per row. Add rows at the end of a table: it grows. Rows may be in any order.",
    "The first column of most sheets names its rows; other sheets use that name, spelt the same.",
    "Amounts are numbers in the currency of Settings. Percentages: 40, or a cell shown as 40 %.",
    "Dates are date cells. Lists have ; between their parts. Each header has a note with rules.",
    "Columns of your own may stand to the right of a table; the plan does not look at them.",
)
_SAID = "A name that its sheet does not have (yet)"
_LINK, _TEXT, _BY = 1, 2, 3
"""Columns, from 0."""


def write_instructions(page: Worksheet, looks: Looks, *, examples: bool) -> None:
    """Steps, colours, habits, what each sheet is for, who fills it in, and what comes next."""
    page.hide_gridlines(2)
    page.set_column(0, 0, 3)
    page.set_column(_LINK, _LINK, 18)
    page.set_column(_TEXT, _TEXT, 76)
    page.set_column(_BY, _BY, 18)
    page.write_string(0, _LINK, "How to fill in this workbook", looks.title())
    page.set_row(0, 30)
    row = _block(page, 2, "In this order", _STEPS, looks)
    if examples:
        page.write_url(row, _LINK, "internal:'Examples'!A1", looks.link(), "Examples")
        said = "A small story with a few rows for every sheet. It is never read or planned."
        page.write_string(row, _TEXT, said, looks.prose())
        row += 1
    row = _legend(page, row + 1, looks)
    row = _block(page, row + 1, "Good habits", [("•", habit) for habit in _HABITS], looks)
    row = _sheets(page, row + 1, looks)
    row = _block(page, row + 1, "When it is filled in", _NEXT, looks)
    page.set_portrait()
    page.set_paper(9)
    page.set_margins(0.5, 0.5, 0.5, 0.5)
    page.fit_to_pages(1, 1)
    page.print_area(0, 0, row, _BY)


def _block(
    page: Worksheet, row: int, heading: str, lines: Sequence[tuple[str, str]], looks: Looks
) -> int:
    """A heading and its lines; gives the first row after them."""
    page.write_string(row, _LINK, heading, looks.strong())
    for number, (mark, line) in enumerate(lines, start=row + 1):
        page.write_string(number, _LINK, f"{mark}  {line}", looks.line())
    return row + len(lines) + 1


def _legend(page: Worksheet, row: int, looks: Looks) -> int:
    """Every colour, with a word in it that looks different in black and white, too."""
    lines: tuple[tuple[str, Callable[[], Format], str], ...] = (
        (
            "Header",
            lambda: looks.header(required=True),
            "Required: every row has something here.",
        ),
        (
            "Header",
            lambda: looks.header(required=False),
            "Optional: empty means no, none, or what the header's note says.",
        ),
        ("", looks.missing, "A required cell that is still empty in a row that has begun."),
        ("name", looks.unknown, f"{_SAID}: pick it from the list, or add its row there."),
        ("name", looks.twice, "A name, or a whole row, that is there twice: each one once."),
        ("2027-01-31", looks.order, "An end before its start, or a day outside of its period."),
    )
    page.write_string(row, _LINK, "Colours", looks.strong())
    for number, (word, look, said) in enumerate(lines, start=row + 1):
        page.write_string(number, _LINK, word, look())
        page.write_string(number, _TEXT, said, looks.prose())
    return row + len(lines) + 1


def _sheets(page: Worksheet, row: int, looks: Looks) -> int:
    """A way to each sheet, what it is for, and who fills it in."""
    page.write_string(row, _LINK, "The sheets", looks.strong())
    page.write_string(row, _BY, "Filled in by", looks.strong())
    lines = [
        (settings.TITLE, settings.ABOUT, settings.BY),
        *((sheet.title, sheet.about, sheet.by) for sheet in SHEETS),
        (LISTS, "What the drop-downs offer, worked out by itself.", "nobody"),
    ]
    for number, (title, about, by) in enumerate(lines, start=row + 1):
        page.write_url(number, _LINK, f"internal:'{title}'!A1", looks.link(), title)
        page.write_string(number, _TEXT, about, looks.prose())
        page.write_string(number, _BY, by, looks.prose())
    return row + len(lines) + 1
