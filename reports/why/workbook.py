"""Putting the sheets of the workbook of answers together."""

from __future__ import annotations

from collections.abc import Sequence

from models.counterfactual import Counterfactual, Price
from models.portfolio import Portfolio
from reports.audience import view_for
from reports.paper import Cover
from reports.why import changes, initiatives, prices, summary
from reports.why.case import Answers, SheetSpec
from reports.why.seen import Seen
from reports.why.words import Words
from reports.workpiece import rendered

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
    seen, day = Seen(portfolio, view), settings.as_of.isoformat()
    cover = Cover.of(
        settings,
        title=f"Why: {settings.name}",
        subject=f"What would change each decision, view: {view.audience.value}",
        label=f"why, {day}",
    )
    shown = seen.answers(answers), seen.prices(found)
    return rendered(
        cover, SHEETS, lambda paper: Answers(paper, portfolio, *shown, Words(portfolio), view)
    )
