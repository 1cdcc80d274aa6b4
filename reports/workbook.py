"""Putting the sheets together."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from models.plan import Plan
from models.portfolio import Portfolio
from models.settings import Settings
from reports.audience import View, view_for
from reports.book import Book, SheetSpec
from reports.context import Context
from reports.page import Page
from reports.sheets import (
    about,
    assignments,
    budget,
    changes,
    chart_data,
    checks,
    conflicts,
    dependencies,
    evidence,
    funding_plan,
    held_and_stopped,
    hiring,
    inputs,
    loans,
    moves,
    payments,
    release_now,
    roadmap,
    skill_gaps,
    staffing,
    stage_rules,
    summary,
    teams,
    why,
)
from reports.styles import FONT, TABS, Styles

if TYPE_CHECKING:
    from xlsxwriter import Workbook

SHEETS: tuple[SheetSpec, ...] = (
    summary.SHEET,
    release_now.SHEET,
    funding_plan.SHEET,
    held_and_stopped.SHEET,
    evidence.SHEET,
    budget.SHEET,
    roadmap.SHEET,
    dependencies.SHEET,
    staffing.SHEET,
    moves.SHEET,
    loans.SHEET,
    teams.SHEET,
    skill_gaps.SHEET,
    hiring.SHEET,
    conflicts.SHEET,
    why.SHEET,
    changes.SHEET,
    checks.SHEET,
    inputs.SHEET,
    about.SHEET,
    payments.SHEET,
    assignments.SHEET,
    chart_data.SHEET,
    stage_rules.SHEET,
)
"""In the order of their tabs."""

_FIRST = (
    inputs.SHEET,
    evidence.SHEET,
    release_now.SHEET,
    payments.SHEET,
    funding_plan.SHEET,
    budget.SHEET,
    stage_rules.SHEET,
)
"""Drawn first, since the formulas of others refer to them."""
_A4, _LETTER = 9, 1
_LETTERS = {"USD", "CAD", "MXN", "PHP", "COP", "CLP", "GTQ", "CRC", "PAB", "DOP"}
"""Currencies of countries that print on Letter."""
_LAST = (checks.SHEET, summary.SHEET)
"""Drawn last, since they refer to all others."""


def render(portfolio: Portfolio, plan: Plan, audience: str = "all") -> bytes:
    """The workbook of a plan as bytes; the same plan gives the same bytes.

    Raises ValueError for an unknown audience.
    """
    content = BytesIO()
    opened_book(portfolio, plan, audience, content).workbook.close()
    return content.getvalue()


def opened_book(
    portfolio: Portfolio, plan: Plan, audience: str = "all", content: BytesIO | None = None
) -> Book:
    """All sheets drawn, the file not closed yet. Raises ValueError for an unknown audience."""
    from xlsxwriter import Workbook

    view = view_for(audience)
    workbook = Workbook(content or BytesIO(), _options())
    _describe(workbook, portfolio.settings, view)
    settings = portfolio.settings
    fte_decimals = max(1, -int(settings.slice.normalize().as_tuple().exponent))
    styles = Styles(workbook, settings.exponent, fte_decimals)
    book = Book(workbook, Context(portfolio, plan, view), styles)
    _draw(book, [spec for spec in SHEETS if spec.needs is None or spec.needs in view.sees])
    return book


def _options() -> dict[str, object]:
    """Text stays text. Made anew each time, since XlsxWriter writes into the font's properties."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": FONT, "font_size": 10},
    }


def _describe(workbook: Workbook, settings: Settings, view: View) -> None:
    """Properties of the file: nothing of the day or the machine, so that it can be made again."""
    workbook.set_properties(
        {
            "title": f"Plan of {settings.name}"[:250],
            "subject": f"As of {settings.as_of.isoformat()}, view: {view.audience.value}",
            "author": "Headgate",
            "created": datetime.combine(settings.as_of, time.min),
        }
    )
    workbook.set_size(2400, 1500)


def _draw(book: Book, chosen: list[SheetSpec]) -> None:
    pages = {spec.name: _page(book, spec) for spec in chosen}
    book.sheets = tuple(pages)
    middle = [spec for spec in chosen if spec not in (*_FIRST, *_LAST)]
    for spec in (*_FIRST, *middle, *_LAST):
        if spec in chosen:
            spec.draw(pages[spec.name], book)


def _page(book: Book, spec: SheetSpec) -> Page:
    """An empty sheet, set up for the printer."""
    from reports.repeats import RepeatingSheet

    settings = book.context.portfolio.settings
    sheet = book.workbook.add_worksheet(spec.name, RepeatingSheet)
    if not isinstance(sheet, RepeatingSheet):
        raise TypeError("XlsxWriter made a sheet of another kind than it was asked for")
    sheet.set_tab_color(TABS[spec.tab])
    sheet.set_landscape()
    sheet.set_paper(_LETTER if settings.currency in _LETTERS else _A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    name = settings.name[:60].replace("&", "&&")
    sheet.set_footer(f"&L&8{name} · as of {settings.as_of.isoformat()}&C&8&A&R&8&P / &N")
    return Page(sheet, spec.name, book.styles, book.context.minor(), settings.slices_per_fte)
