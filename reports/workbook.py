"""Putting the sheets together."""

from __future__ import annotations

from io import BytesIO

from models.comparison import Comparison
from models.plan import Plan
from models.portfolio import Portfolio
from reports.audience import view_for
from reports.book import Book, SheetSpec
from reports.context import Context
from reports.paper import Paper, describe, options
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
from reports.styles import Styles

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
_LAST = (checks.SHEET, summary.SHEET)
"""Drawn last, since they refer to all others."""


def render(
    portfolio: Portfolio, plan: Plan, audience: str = "all", against: Comparison | None = None
) -> bytes:
    """The workbook of a plan as bytes; the same plan gives the same bytes.

    `against` is what it changes against an earlier plan, for the sheet Changes.

    Raises ValueError for an unknown audience.
    """
    content = BytesIO()
    opened_book(portfolio, plan, audience, content, against).workbook.close()
    return content.getvalue()


def opened_book(
    portfolio: Portfolio,
    plan: Plan,
    audience: str = "all",
    content: BytesIO | None = None,
    against: Comparison | None = None,
) -> Book:
    """All sheets drawn, the file not closed yet. Raises ValueError for an unknown audience."""
    from xlsxwriter import Workbook

    view = view_for(audience)
    workbook = Workbook(content or BytesIO(), options())
    settings = portfolio.settings
    subject = f"As of {settings.as_of.isoformat()}, view: {view.audience.value}"
    describe(workbook, f"Plan of {settings.name}", subject, settings.as_of)
    fte_decimals = max(1, -int(settings.slice.normalize().as_tuple().exponent))
    styles = Styles(workbook, settings.exponent, fte_decimals)
    book = Book(workbook, Context(portfolio, plan, view), styles, against=against)
    _draw(book, [spec for spec in SHEETS if spec.needs is None or spec.needs in view.sees])
    return book


def _draw(book: Book, chosen: list[SheetSpec]) -> None:
    settings = book.context.portfolio.settings
    paper = Paper(
        book.workbook,
        book.styles,
        f"{settings.name[:60]} · as of {settings.as_of.isoformat()}",
        settings.currency,
        book.context.minor(),
        settings.slices_per_fte,
    )
    pages = {spec.name: paper.page(spec.name, spec.tab) for spec in chosen}
    book.sheets = tuple(pages)
    middle = [spec for spec in chosen if spec not in (*_FIRST, *_LAST)]
    for spec in (*_FIRST, *middle, *_LAST):
        if spec in chosen:
            spec.draw(pages[spec.name], book)
