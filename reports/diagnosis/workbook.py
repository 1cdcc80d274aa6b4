"""Putting the sheets of the workbook of a diagnosis together."""

from __future__ import annotations

from io import BytesIO

from models.diagnosis import Diagnosis
from models.portfolio import Portfolio
from reports.diagnosis import clashes, repairs, summary
from reports.diagnosis.sheet import Findings
from reports.paper import Paper, describe, options
from reports.styles import Styles

DRAWN = (
    (summary.NAME, "summary", summary.draw),
    (clashes.NAME, "why", clashes.draw),
    (repairs.NAME, "money", repairs.draw),
)
"""In the order of their tabs."""


def render(portfolio: Portfolio, diagnosis: Diagnosis) -> bytes:
    """The workbook of a diagnosis as bytes; the same diagnosis gives the same bytes."""
    from xlsxwriter import Workbook

    settings = portfolio.settings
    content = BytesIO()
    workbook = Workbook(content, options())
    day = settings.as_of
    describe(workbook, f"Why {settings.name} has no plan", f"As of {day.isoformat()}", day)
    fte_decimals = max(1, -int(settings.slice.normalize().as_tuple().exponent))
    styles = Styles(workbook, settings.exponent, fte_decimals)
    footer = f"{settings.name[:60]} · diagnosis, {day.isoformat()}"
    minor, per_fte = 10**settings.exponent, settings.slices_per_fte
    paper = Paper(workbook, styles, footer, settings.currency, minor, per_fte)
    findings = Findings(workbook, portfolio, diagnosis, styles)
    pages = {name: paper.page(name, tab) for name, tab, _ in DRAWN}
    for name, _, draw in (*DRAWN[1:], DRAWN[0]):  # the summary's chart refers to the repairs
        draw(pages[name], findings)
    workbook.close()
    return content.getvalue()
