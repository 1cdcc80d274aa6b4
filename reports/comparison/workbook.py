"""Putting the sheets of the workbook of changes together."""

from __future__ import annotations

from models.comparison import Comparison
from reports.comparison import (
    capacity,
    cells,
    dependencies,
    gates,
    inputs,
    money,
    people,
    stages,
    summary,
)
from reports.comparison.sheet import Changes, SheetSpec
from reports.paper import Cover
from reports.workpiece import rendered

SHEETS: tuple[SheetSpec, ...] = (
    summary.SHEET,
    stages.SHEET,
    money.SHEET,
    people.SHEET,
    capacity.SHEET,
    dependencies.SHEET,
    gates.SHEET,
    inputs.SHEET,
    cells.SHEET,
)
"""In the order of their tabs."""


def render(comparison: Comparison) -> bytes:
    """The workbook of changes as bytes; the same two plans give the same bytes."""
    before, after = comparison.before, comparison.after
    days = f"{before.as_of.isoformat()} to {after.as_of.isoformat()}"
    cover = Cover(
        title=f"Changes in {after.portfolio}",
        subject=f"From {days}",
        portfolio=after.portfolio,
        label=f"changes, {days}",
        day=after.as_of,
        currency=after.currency,
        slice=after.slice,
    )
    chosen = [spec for spec in SHEETS if spec.wanted(comparison)]
    return rendered(cover, chosen, lambda paper: Changes(paper, comparison))
