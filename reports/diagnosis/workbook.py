"""Putting the sheets of the workbook of a diagnosis together."""

from __future__ import annotations

from io import BytesIO

from models.diagnosis import Diagnosis
from models.portfolio import Portfolio
from reports.diagnosis import clashes, repairs, summary
from reports.diagnosis.sheet import Findings
from reports.paper import Cover, opened

DRAWN = (
    (summary.NAME, "summary", summary.draw),
    (clashes.NAME, "why", clashes.draw),
    (repairs.NAME, "money", repairs.draw),
)
"""In the order of their tabs."""


def render(portfolio: Portfolio, diagnosis: Diagnosis) -> bytes:
    """The workbook of a diagnosis as bytes; the same diagnosis gives the same bytes."""
    settings = portfolio.settings
    content = BytesIO()
    day = settings.as_of.isoformat()
    cover = Cover(
        title=f"Why {settings.name} has no plan",
        subject=f"As of {day}",
        portfolio=settings.name,
        label=f"diagnosis, {day}",
        day=settings.as_of,
        currency=settings.currency,
        slice=settings.slice,
    )
    paper = opened(content, cover)
    findings = Findings(paper.workbook, portfolio, diagnosis, paper.styles)
    pages = {name: paper.page(name, tab) for name, tab, _ in DRAWN}
    for name, _, draw in (*DRAWN[1:], DRAWN[0]):  # the summary's chart refers to the repairs
        draw(pages[name], findings)
    paper.workbook.close()
    return content.getvalue()
