"""One example for each column, from the story that the template tells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from data.context import Context
from data.examples.story import story
from data.sheets import settings
from data.sheets.all_sheets import SHEETS
from data.values import Shown


@cache
def samples() -> Mapping[tuple[str, str], str]:
    """By sheet and header: the first filled cell of the story's rows, as one types it."""
    told = story()
    context = Context.of(told.settings)
    found: dict[tuple[str, str], str] = {}
    for header, value, _ in settings.to_rows(told.settings, context):
        if value is not None:
            found[settings.TITLE, str(header)] = _typed(value)
    for sheet in SHEETS:
        for row in getattr(told, sheet.field):
            for column, cell in zip(sheet.columns, sheet.to_cells(row, context), strict=True):
                if cell is not None:
                    found.setdefault((sheet.title, column.header), _typed(cell))
    return found


def _typed(value: Shown) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
