"""Putting the sheets of a frontier's workbook together."""

from __future__ import annotations

from io import BytesIO

from models.frontier import Frontier
from reports.frontier import map as who
from reports.frontier import points, summary, words
from reports.frontier.sheet import Drawing
from reports.paper import Cover, opened

SHEETS = (summary.SHEET, points.SHEET, who.SHEET)
"""In the order of their tabs."""


def render(frontier: Frontier) -> bytes:
    """The workbook as bytes; the same points give the same bytes."""
    content = BytesIO()
    day = frontier.as_of.isoformat()
    cover = Cover(
        title=words.title(frontier),
        subject=f"As of {day}",
        portfolio=frontier.portfolio,
        label=f"frontier, {day}",
        day=frontier.as_of,
        currency=frontier.currency,
        slice=frontier.slice,
    )
    paper = opened(content, cover)
    drawing = Drawing(paper.workbook, frontier, paper.styles)
    pages = {spec.name: paper.page(spec.name, spec.tab) for spec in SHEETS}
    for spec in (*SHEETS[1:], SHEETS[0]):  # the summary refers to all others
        spec.draw(pages[spec.name], drawing)
    paper.workbook.close()
    return content.getvalue()
