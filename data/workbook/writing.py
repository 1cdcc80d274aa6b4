"""Writes the workbook of a portfolio, or an empty one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from data.context import Context
from data.sheets import settings
from data.sheets.all_sheets import SHEETS
from data.sheets.column import LISTS
from data.workbook import examples, instructions
from data.workbook.lists import write_lists
from data.workbook.looks import OPTIONAL, REQUIRED, Looks
from data.workbook.ranges import Ranges
from data.workbook.tables import Tables, write_settings, write_table
from models.portfolio import Portfolio

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_MADE = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The same for all workbooks, so that the same portfolio gives the same bytes."""


def write_workbook(portfolio: Portfolio | None, path: Path) -> None:
    """Instructions, Settings, one Table per sheet, and Lists; None for the template.

    The template has examples, too. Raises OSError.
    """
    from xlsxwriter import Workbook

    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    workbook = Workbook(path, options)
    name = "Portfolio" if portfolio is None else portfolio.settings.name
    workbook.set_properties(
        {
            "title": name[:255],
            "subject": "Input of Headgate",
            "keywords": "portfolio, budget, teams, initiatives",
            "created": _MADE,
            "comments": "Check it with: headgate check; plan it with: headgate plan",
        }
    )
    looks = Looks(workbook)
    context = Context() if portfolio is None else Context.of(portfolio.settings)
    tables = Tables(looks, context, Ranges.of(portfolio))
    for known, formula in tables.ranges.names():
        workbook.define_name(known, formula)
    page = workbook.add_worksheet(instructions.TITLE)
    instructions.write_instructions(page, looks, examples=portfolio is None)
    if portfolio is None:
        examples.write_examples(workbook.add_worksheet(examples.TITLE), looks)
    page = workbook.add_worksheet(settings.TITLE)
    page.set_tab_color(REQUIRED)
    write_settings(page, None if portfolio is None else portfolio.settings, tables)
    _print(page)
    for sheet in SHEETS:
        page = workbook.add_worksheet(sheet.title)
        page.set_tab_color(REQUIRED if sheet.title in _FIRST else OPTIONAL)
        rows = () if portfolio is None else getattr(portfolio, sheet.field)
        write_table(page, sheet, rows, tables)
        _print(page)
    page = workbook.add_worksheet(LISTS)
    page.set_tab_color(OPTIONAL)
    write_lists(page, portfolio, tables.ranges, looks)
    _print(page)
    workbook.close()


def _print(page: Worksheet) -> None:
    """On A4 across, all columns on one page, the headers on each."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer("&L&A&RPage &P of &N")


_FIRST = frozenset({"Periods", "Teams", "Funds", "Budgets", "Initiatives", "Stages"})
