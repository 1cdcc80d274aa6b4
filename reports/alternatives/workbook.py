"""Putting the sheets of the workbook of alternatives together."""

from __future__ import annotations

from io import BytesIO

from models.alternative import Alternatives
from models.portfolio import Portfolio
from reports.alternatives import initiatives, plans, stages, summary, teams
from reports.alternatives.sheet import Offer
from reports.paper import Paper, describe, options
from reports.styles import Styles

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
    from xlsxwriter import Workbook

    settings = portfolio.settings
    content = BytesIO()
    workbook = Workbook(content, options())
    day = settings.as_of
    describe(workbook, f"Alternatives for {settings.name}", f"As of {day.isoformat()}", day)
    fte_decimals = max(1, -int(settings.slice.normalize().as_tuple().exponent))
    styles = Styles(workbook, settings.exponent, fte_decimals)
    footer = f"{settings.name[:60]} · alternatives, {day.isoformat()}"
    minor, per_fte = 10**settings.exponent, settings.slices_per_fte
    paper = Paper(workbook, styles, footer, settings.currency, minor, per_fte)
    offer = Offer(workbook, portfolio, offered, styles)
    pages = {name: paper.page(name, tab) for name, tab, _ in DRAWN}
    for name, _, draw in (*DRAWN[1:], DRAWN[0]):  # the summary's chart refers to the plans
        draw(pages[name], offer)
    workbook.close()
    return content.getvalue()
