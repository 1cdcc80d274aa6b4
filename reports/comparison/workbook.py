"""Putting the sheets of the workbook of changes together."""

from __future__ import annotations

from io import BytesIO

from models.comparison import Comparison
from models.currency import exponent
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
from reports.paper import Paper, describe, options
from reports.styles import Styles

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
    from xlsxwriter import Workbook

    before, after = comparison.before, comparison.after
    content = BytesIO()
    workbook = Workbook(content, options())
    days = f"{before.as_of.isoformat()} to {after.as_of.isoformat()}"
    describe(workbook, f"Changes in {after.portfolio}", f"From {days}", after.as_of)
    fte_decimals = max(1, -int(after.slice.normalize().as_tuple().exponent))
    decimals = exponent(after.currency)
    styles = Styles(workbook, decimals, fte_decimals)
    footer = f"{after.portfolio[:60]} · changes, {days}"
    paper = Paper(workbook, styles, footer, after.currency, 10**decimals, int(1 / after.slice))
    changes = Changes(workbook, comparison, styles)
    chosen = [spec for spec in SHEETS if spec.wanted(comparison)]
    pages = {spec.name: paper.page(spec.name, spec.tab) for spec in chosen}
    for spec in (*chosen[1:], chosen[0]):  # the summary refers to all others
        spec.draw(pages[spec.name], changes)
    workbook.close()
    return content.getvalue()
