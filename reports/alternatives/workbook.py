"""Putting the sheets of the workbook of alternatives together."""

from __future__ import annotations

from models.alternative import Alternatives
from models.portfolio import Portfolio
from reports.alternatives import initiatives, plans, stages, summary, teams
from reports.alternatives.sheet import Offer
from reports.paper import Cover
from reports.workpiece import Spec, rendered

DRAWN = (
    Spec(summary.NAME, "summary", summary.draw),
    Spec(plans.NAME, "money", plans.draw),
    Spec(initiatives.NAME, "why", initiatives.draw),
    Spec(teams.NAME, "people", teams.draw),
    Spec(stages.NAME, "money", stages.draw),
)
"""In the order of their tabs."""


def render(portfolio: Portfolio, offered: Alternatives) -> bytes:
    """The workbook as bytes; the same alternatives give the same bytes."""
    settings = portfolio.settings
    day = settings.as_of.isoformat()
    cover = Cover.of(
        settings,
        title=f"Alternatives for {settings.name}",
        subject=f"As of {day}",
        label=f"alternatives, {day}",
    )
    return rendered(cover, DRAWN, lambda paper: Offer(paper, portfolio, offered))
