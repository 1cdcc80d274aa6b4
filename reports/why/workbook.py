"""Putting the sheets of the workbook of answers together."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from models.counterfactual import Counterfactual, Price
from models.portfolio import Portfolio
from reports.audience import view_for
from reports.paper import Cover, opened
from reports.why import changes, initiatives, prices, summary
from reports.why.case import Answers, SheetSpec
from reports.why.seen import Seen
from reports.why.words import Words

SHEETS: tuple[SheetSpec, ...] = (
    summary.SHEET,
    initiatives.SHEET,
    changes.SHEET,
    prices.SHEET,
)
"""In the order of their tabs."""


def render(
    portfolio: Portfolio,
    answers: Sequence[Counterfactual],
    found: Sequence[Price],
    audience: str = "all",
) -> bytes:
    """The workbook of answers as bytes; the same answers give the same bytes.

    Raises ValueError for an unknown audience.
    """
    view, settings = view_for(audience), portfolio.settings
    content = BytesIO()
    cover = Cover(
        title=f"Why: {settings.name}",
        subject=f"What would change each decision, view: {view.audience.value}",
        portfolio=settings.name,
        label=f"why, {settings.as_of.isoformat()}",
        day=settings.as_of,
        currency=settings.currency,
        slice=settings.slice,
    )
    paper = opened(content, cover)
    seen = Seen(portfolio, view)
    drawn = Answers(
        paper.workbook,
        paper.styles,
        portfolio,
        seen.answers(answers),
        seen.prices(found),
        Words(portfolio),
        view,
    )
    pages = {spec.name: paper.page(spec.name, spec.tab) for spec in SHEETS}
    for spec in (*SHEETS[1:], SHEETS[0]):  # the summary refers to all others
        spec.draw(pages[spec.name], drawn)
    paper.workbook.close()
    return content.getvalue()
