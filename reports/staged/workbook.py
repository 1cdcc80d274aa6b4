"""Putting the sheets of the workbook together."""

from __future__ import annotations

from io import BytesIO

from models.portfolio import Portfolio
from models.staged import Simulation
from reports.paper import Cover, opened
from reports.staged import assumed, samples, summary
from reports.staged.sheet import Book

_SHEETS = (("Summary", "summary"), ("Samples", "control"), ("Assumptions", "why"))
"""In the order of their tabs, with what their colours say."""


def render(portfolio: Portfolio, simulation: Simulation) -> bytes:
    """The workbook as bytes; the same answer gives the same bytes."""
    settings = portfolio.settings
    content = BytesIO()
    day = settings.as_of.isoformat()
    cover = Cover(
        title=f"Annual or staged funding of {settings.name}",
        subject=f"As of {day}, {len(simulation.samples)} samples",
        portfolio=settings.name,
        label=f"annual or staged, as of {day}",
        day=settings.as_of,
        currency=settings.currency,
        slice=settings.slice,
    )
    paper = opened(content, cover)
    book = Book(paper.workbook, portfolio, simulation, paper.styles)
    pages = {name: paper.page(name, tab) for name, tab in _SHEETS}
    samples.draw(pages["Samples"], book)
    assumed.draw(pages["Assumptions"], book)
    summary.draw(pages["Summary"], book)  # its formulas refer to the others
    paper.workbook.close()
    return content.getvalue()
