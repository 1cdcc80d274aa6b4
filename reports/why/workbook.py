"""Putting the sheets of the workbook of answers together."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from models.counterfactual import Counterfactual, Price
from models.portfolio import Portfolio
from reports.paper import Paper, describe, options
from reports.styles import Styles
from reports.why import changes, initiatives, prices, summary
from reports.why.case import Answers, SheetSpec
from reports.why.words import Words

SHEETS: tuple[SheetSpec, ...] = (
    summary.SHEET,
    initiatives.SHEET,
    changes.SHEET,
    prices.SHEET,
)
"""In the order of their tabs."""


def render(
    portfolio: Portfolio, answers: Sequence[Counterfactual], found: Sequence[Price]
) -> bytes:
    """The workbook of answers as bytes; the same answers give the same bytes."""
    from xlsxwriter import Workbook

    settings = portfolio.settings
    content = BytesIO()
    workbook = Workbook(content, options())
    describe(workbook, f"Why: {settings.name}", "What would change each decision", settings.as_of)
    fte_decimals = max(1, -int(settings.slice.normalize().as_tuple().exponent))
    styles = Styles(workbook, settings.exponent, fte_decimals)
    footer = f"{settings.name[:60]} · why, {settings.as_of.isoformat()}"
    minor = 10**settings.exponent
    paper = Paper(workbook, styles, footer, settings.currency, minor, settings.slices_per_fte)
    drawn = Answers(workbook, styles, portfolio, answers, found, Words(portfolio))
    pages = {spec.name: paper.page(spec.name, spec.tab) for spec in SHEETS}
    for spec in (*SHEETS[1:], SHEETS[0]):  # the summary refers to all others
        spec.draw(pages[spec.name], drawn)
    workbook.close()
    return content.getvalue()
