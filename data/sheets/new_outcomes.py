"""Sheet New outcomes: what was observed lately, to be merged; its other columns only remind."""

from __future__ import annotations

from data.sheets.outcomes import SHEET
from data.values import Shown
from models.observation import OpenObjective

TITLE = "New outcomes"
REMINDERS = ("Initiative", "Stage", "Metric", "Comparison", "Target", "Owner")
"""Headers that say what is asked; nobody reads their cells."""
_NAME, *_FILLED = (column.header for column in SHEET.columns)
FILLED = tuple(_FILLED)
"""Headers that people fill in."""
HEADERS = (_NAME, *REMINDERS, *FILLED)


def to_cells(row: OpenObjective) -> dict[str, Shown]:
    """The cells of an open objective; those that people fill in stay empty."""
    return {
        _NAME: row.objective,
        "Initiative": row.initiative,
        "Stage": row.stage,
        "Metric": row.metric,
        "Comparison": row.comparison.value,
        "Target": row.target,
        "Owner": row.owner,
    }
