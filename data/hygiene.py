"""What the types of the models let through and no workbook could hold, as in a document."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from data.clean import defect
from data.kinds.number import digits
from data.sheets import settings
from data.sheets.all_sheets import SHEETS
from data.sheets.column import Column
from data.values import MOST_DIGITS
from models.base import Frozen
from models.issue import Issue, Place, Severity
from models.portfolio import Portfolio

_LARGEST = Decimal(10) ** MOST_DIGITS
_MOST_PLACES = 15


def unfit(portfolio: Portfolio) -> Iterator[Issue]:
    """Texts that are empty or cannot be printed, and numbers with more digits than a cell keeps."""
    seen: dict[object, str | None] = {}
    for at, row, title, columns in _rows(portfolio):
        for column in columns:
            value = getattr(row, column.field, None)
            found = None
            for part in _parts(value):
                if part not in seen:
                    seen[part] = _defect(part)
                found = found or seen[part]
            if found is not None:
                place = Place(sheet=title, row=at, column=column.header)
                yield Issue(severity=Severity.ERROR, place=place, what=found, allowed=_ALLOWED)


def _rows(
    portfolio: Portfolio,
) -> Iterator[tuple[int | None, Frozen, str, tuple[Column, ...]]]:
    yield None, portfolio.settings, settings.TITLE, settings.KEYS
    for sheet in SHEETS:
        for at, row in enumerate(getattr(portfolio, sheet.field)):
            yield at, row, sheet.title, sheet.columns


def _parts(value: Any) -> Iterator[str | Decimal]:  # noqa: ANN401 - any field of any row
    """The texts and numbers in a field."""
    if isinstance(value, str | Decimal):
        yield value
    elif isinstance(value, int):
        yield Decimal(value)
    elif isinstance(value, tuple):
        for each in value:
            yield from _parts(each)
    elif isinstance(value, Frozen):
        for name in type(value).model_fields:
            if (inner := getattr(value, name)) != "":  # as in the scope `all`, which has no name
                yield from _parts(inner)


def _defect(part: str | Decimal) -> str | None:
    if isinstance(part, str):
        return defect(part)
    if digits(part) > MOST_DIGITS or abs(part) >= _LARGEST:
        return f"{part} has more than {MOST_DIGITS} digits"
    exponent = part.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > _MOST_PLACES:
        return f"{part} has more than {_MOST_PLACES} decimals"
    return None


_ALLOWED = "what a cell of a workbook can hold"
