"""Putting the sheets of a frontier's workbook together."""

from __future__ import annotations

from io import BytesIO

from models.currency import exponent
from models.frontier import Frontier
from reports.frontier import map as who
from reports.frontier import points, summary, words
from reports.frontier.sheet import Drawing
from reports.paper import Paper, describe, options
from reports.styles import Styles

SHEETS = (summary.SHEET, points.SHEET, who.SHEET)
"""In the order of their tabs."""


def render(frontier: Frontier) -> bytes:
    """The workbook as bytes; the same points give the same bytes."""
    from xlsxwriter import Workbook

    content = BytesIO()
    workbook = Workbook(content, options())
    day = frontier.as_of.isoformat()
    describe(workbook, f"{words.title(frontier)}", f"As of {day}", frontier.as_of)
    decimals = exponent(frontier.currency)
    fte_decimals = max(1, -int(frontier.slice.normalize().as_tuple().exponent))
    styles = Styles(workbook, decimals, fte_decimals)
    footer = f"{frontier.portfolio[:60]} · frontier, {day}"
    per_fte = int(1 / frontier.slice)
    paper = Paper(workbook, styles, footer, frontier.currency, 10**decimals, per_fte)
    drawing = Drawing(workbook, frontier, styles)
    pages = {spec.name: paper.page(spec.name, spec.tab) for spec in SHEETS}
    for spec in (*SHEETS[1:], SHEETS[0]):  # the summary refers to all others
        spec.draw(pages[spec.name], drawing)
    workbook.close()
    return content.getvalue()
