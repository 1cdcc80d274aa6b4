"""Putting the sheets of the workbook of changes together."""

from __future__ import annotations

from io import BytesIO

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
from reports.paper import Cover, opened

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
    content = BytesIO()
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
    paper = opened(content, cover)
    changes = Changes(paper.workbook, comparison, paper.styles)
    chosen = [spec for spec in SHEETS if spec.wanted(comparison)]
    pages = {spec.name: paper.page(spec.name, spec.tab) for spec in chosen}
    for spec in (*chosen[1:], chosen[0]):  # the summary refers to all others
        spec.draw(pages[spec.name], changes)
    paper.workbook.close()
    return content.getvalue()
