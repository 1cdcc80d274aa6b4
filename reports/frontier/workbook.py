"""Putting the sheets of a frontier's workbook together."""

from __future__ import annotations

from models.frontier import Frontier
from reports.frontier import map as who
from reports.frontier import points, summary, words
from reports.frontier.sheet import Drawing
from reports.paper import Cover
from reports.workpiece import rendered

SHEETS = (summary.SHEET, points.SHEET, who.SHEET)
"""In the order of their tabs."""


def render(frontier: Frontier) -> bytes:
    """The workbook as bytes; the same points give the same bytes."""
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
    return rendered(cover, SHEETS, lambda paper: Drawing(paper, frontier))
