"""Writes one cell of the input."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from data.values import Shown

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


def write_cell(page: Worksheet, row: int, position: int, value: Shown, look: Format) -> None:
    """One cell, by the type of its value: a text is never a formula, a number or a link."""
    match value:
        case None:
            pass  # the column has its format already
        case str():
            page.write_string(row, position, value, look)
        case date():
            midnight = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a day
            page.write_datetime(row, position, midnight, look)
        case int() | Decimal():
            page.write_number(row, position, float(value), look)
