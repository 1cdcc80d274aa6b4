"""The sheet Inputs: what people changed in the portfolio between the two plans."""

from __future__ import annotations

from collections.abc import Iterator

from models.compared import (
    BUDGETS,
    ENVELOPES,
    FUND_RULES,
    LINKS,
    PEOPLE_THERE,
    PROOFS,
    SETTINGS,
    STAGES,
)
from models.comparison import WHOLE_ROW, Change, Comparison, How
from reports.columns import Cell, Column, Kind
from reports.comparison import words
from reports.comparison.sheet import Changes, SheetSpec
from reports.page import FIRST_TABLE, Page

TABLE = "InputChanges"
_COLUMNS = (
    Column("Input", narrowest=16),
    Column("Which", widest=60),
    Column("ID", Kind.ID),
    Column("What changes"),
    Column("Before", widest=40),
    Column("Now", widest=40),
    Column("Difference"),
)
_INPUTS = {
    SETTINGS.name: "Setting",
    FUND_RULES.name: "Fund",
    ENVELOPES.name: "Envelope",
    BUDGETS.name: "Budget",
    STAGES.name: "Stage",
    LINKS.name: "Dependency",
    PEOPLE_THERE.name: "Person",
    PROOFS.name: "Outcome",
}


def given(change: Change) -> bool:
    """Whether a change is one that people made, not one that the plan made of it."""
    row = change.what
    if row.table == BUDGETS:
        return row.column in ("Budget", WHOLE_ROW)
    if row.table == STAGES:
        return row.column in ("Tranche", WHOLE_ROW)
    if row.table == PROOFS:
        return row.how is How.CHANGED
    if row.table == LINKS:
        return row.column != "Result"
    return row.table in (SETTINGS, PEOPLE_THERE, FUND_RULES, ENVELOPES)


def _rows(comparison: Comparison) -> Iterator[tuple[Cell, ...]]:
    order = list(_INPUTS)
    found = [change for change in comparison.changes if given(change)]
    for change in sorted(found, key=lambda change: order.index(change.what.table.name)):
        row = change.what
        yield (
            _INPUTS[row.table.name],
            words.called(row),
            words.ids(row),
            f"Row {row.how.value}" if row.column == WHOLE_ROW else row.column,
            words.cell(row.unit, row.before),
            words.cell(row.unit, row.after),
            words.difference(row),
        )


def draw(page: Page, changes: Changes) -> None:
    """Settings first, then money, work, people and outcomes."""
    comparison = changes.comparison
    same = comparison.before.digest == comparison.after.digest
    said = (
        "Both plans are of the same portfolio: nothing was changed in it."
        if same
        else "What was changed in the portfolio, as far as the plans show it."
    )
    page.title("Inputs", f"{said} Money in {changes.currency}.")
    changes.keep(page.table(TABLE, _COLUMNS, _rows(changes.comparison)))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Inputs", "control", draw)
