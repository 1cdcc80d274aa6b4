"""Putting the sheets of the workbook of a diagnosis together."""

from __future__ import annotations

from models.diagnosis import Diagnosis
from models.portfolio import Portfolio
from reports.diagnosis import clashes, repairs, summary
from reports.diagnosis.sheet import Findings
from reports.paper import Cover
from reports.workpiece import Spec, rendered

DRAWN = (
    Spec(summary.NAME, "summary", summary.draw),
    Spec(clashes.NAME, "why", clashes.draw),
    Spec(repairs.NAME, "money", repairs.draw),
)
"""In the order of their tabs."""


def render(portfolio: Portfolio, diagnosis: Diagnosis) -> bytes:
    """The workbook of a diagnosis as bytes; the same diagnosis gives the same bytes."""
    settings = portfolio.settings
    day = settings.as_of.isoformat()
    cover = Cover.of(
        settings,
        title=f"Why {settings.name} has no plan",
        subject=f"As of {day}",
        label=f"diagnosis, {day}",
    )
    return rendered(cover, DRAWN, lambda paper: Findings(paper, portfolio, diagnosis))
