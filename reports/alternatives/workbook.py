"""Putting the sheets of the workbook of alternatives together."""

from __future__ import annotations

from io import BytesIO

from models.alternative import Alternatives
from models.portfolio import Portfolio
from reports.alternatives import initiatives, plans, stages, summary, teams
from reports.alternatives.sheet import Offer
from reports.paper import Cover, opened

DRAWN = (
    (summary.NAME, "summary", summary.draw),
    (plans.NAME, "money", plans.draw),
    (initiatives.NAME, "why", initiatives.draw),
    (teams.NAME, "people", teams.draw),
    (stages.NAME, "money", stages.draw),
)
"""In the order of their tabs."""


def render(portfolio: Portfolio, offered: Alternatives) -> bytes:
    """The workbook as bytes; the same alternatives give the same bytes."""
    settings = portfolio.settings
    content = BytesIO()
    day = settings.as_of.isoformat()
    cover = Cover(
        title=f"Alternatives for {settings.name}",
        subject=f"As of {day}",
        portfolio=settings.name,
        label=f"alternatives, {day}",
        day=settings.as_of,
        currency=settings.currency,
        slice=settings.slice,
    )
    paper = opened(content, cover)
    offer = Offer(paper.workbook, portfolio, offered, paper.styles)
    pages = {name: paper.page(name, tab) for name, tab, _ in DRAWN}
    for name, _, draw in (*DRAWN[1:], DRAWN[0]):  # the summary's chart refers to the plans
        draw(pages[name], offer)
    paper.workbook.close()
    return content.getvalue()
