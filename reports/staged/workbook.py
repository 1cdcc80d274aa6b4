"""Putting the sheets of the workbook together."""

from __future__ import annotations

from models.portfolio import Portfolio
from models.staged import Simulation
from reports.paper import Cover
from reports.staged import assumed, samples, summary
from reports.staged.sheet import Book
from reports.workpiece import Spec, rendered

_SHEETS = (
    Spec("Summary", "summary", summary.draw),
    Spec("Samples", "control", samples.draw),
    Spec("Assumptions", "why", assumed.draw),
)
"""In the order of their tabs."""


def render(portfolio: Portfolio, simulation: Simulation) -> bytes:
    """The workbook as bytes; the same answer gives the same bytes."""
    settings = portfolio.settings
    day = settings.as_of.isoformat()
    cover = Cover.of(
        settings,
        title=f"Annual or staged funding of {settings.name}",
        subject=f"As of {day}, {len(simulation.samples)} samples",
        label=f"annual or staged, as of {day}",
    )
    return rendered(cover, _SHEETS, lambda paper: Book(paper, portfolio, simulation))
