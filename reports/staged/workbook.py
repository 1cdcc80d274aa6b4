"""Putting the sheets of the workbook together."""

from __future__ import annotations

from io import BytesIO

from models.portfolio import Portfolio
from models.staged import Simulation
from reports.paper import Paper, describe, options
from reports.staged import assumed, samples, summary
from reports.staged.sheet import Book
from reports.styles import Styles

_SHEETS = (("Summary", "summary"), ("Samples", "control"), ("Assumptions", "why"))
"""In the order of their tabs, with what their colours say."""


def render(portfolio: Portfolio, simulation: Simulation) -> bytes:
    """The workbook as bytes; the same answer gives the same bytes."""
    from xlsxwriter import Workbook

    settings = portfolio.settings
    content = BytesIO()
    workbook = Workbook(content, options())
    subject = f"As of {settings.as_of.isoformat()}, {len(simulation.samples)} samples"
    describe(workbook, f"Annual or staged funding of {settings.name}", subject, settings.as_of)
    fte_decimals = max(1, -int(settings.slice.normalize().as_tuple().exponent))
    styles = Styles(workbook, settings.exponent, fte_decimals)
    footer = f"{settings.name[:60]} · annual or staged, as of {settings.as_of.isoformat()}"
    minor = 10**settings.exponent
    paper = Paper(workbook, styles, footer, settings.currency, minor, settings.slices_per_fte)
    book = Book(workbook, portfolio, simulation, styles)
    pages = {name: paper.page(name, tab) for name, tab in _SHEETS}
    samples.draw(pages["Samples"], book)
    assumed.draw(pages["Assumptions"], book)
    summary.draw(pages["Summary"], book)  # its formulas refer to the others
    workbook.close()
    return content.getvalue()
