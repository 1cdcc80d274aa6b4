"""Putting the sheets together."""

from __future__ import annotations

from io import BytesIO

from models.comparison import Comparison
from models.plan import Plan
from models.portfolio import Portfolio
from reports.audience import view_for
from reports.book import Book, SheetSpec
from reports.context import Context
from reports.paper import Cover, Paper, opened
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
    view, settings = view_for(audience), portfolio.settings
    day = settings.as_of.isoformat()
    cover = Cover.of(
        settings,
        title=f"Plan of {settings.name}",
        subject=f"As of {day}, view: {view.audience.value}",
        label=f"as of {day}",
    )
    paper = opened(content or BytesIO(), cover)
    book = Book(paper, Context(portfolio, plan, view), against=against)
    chosen = [spec for spec in SHEETS if spec.needs is None or spec.needs in view.sees]
    _draw(paper, book, chosen)
    return book


def _draw(paper: Paper, book: Book, chosen: list[SheetSpec]) -> None:
    pages = {spec.name: paper.page(spec.name, spec.tab) for spec in chosen}
    book.sheets = tuple(pages)
    middle = [spec for spec in chosen if spec not in (*_FIRST, *_LAST)]
    for spec in (*_FIRST, *middle, *_LAST):
        if spec in chosen:
            spec.draw(pages[spec.name], book)
