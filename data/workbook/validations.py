"""What Excel allows while a cell is typed: drop-downs, bounds, and a word of help."""

from __future__ import annotations

from datetime import date
from typing import Any

from data.context import Context
from data.kinds.dates import Day
from data.kinds.money import Amount
from data.kinds.number import Percentage, Whole
from data.kinds.people import Fte
from data.sheets.all_sheets import BY_TITLE
from data.sheets.column import Column

_LONGEST_TITLE = 32
_LONGEST_MESSAGE = 255
_MOST_NAMES = 100_000


def validation(column: Column, context: Context) -> dict[str, Any]:
    """XlsxWriter's options for the cells of a column."""
    rule = _rule(column)
    return rule | {
        "input_title": column.header[:_LONGEST_TITLE],
        "input_message": _short(column.comment(context)),
        "error_title": column.header[:_LONGEST_TITLE],
        "error_message": _short(f"Allowed: {column.kind.unit(context)}."),
        "ignore_blank": True,
    }


def _rule(column: Column) -> dict[str, Any]:  # noqa: PLR0911 - one return for each kind
    kind = column.kind
    if kind.choices:
        return {"validate": "list", "source": list(kind.choices)}
    if kind.source is not None:
        # names may be filled in later, in any order: the drop-down warns, the reader decides
        return {"validate": "list", "source": _names(*kind.source), "error_type": "warning"}
    match kind:
        case Whole():
            return {"validate": "integer", "criteria": ">=", "value": 0}
        case Percentage():
            return {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
        case Amount() | Fte():
            return {"validate": "decimal", "criteria": ">=", "value": 0}
        case Day():
            return {"validate": "date", "criteria": ">=", "value": date(1990, 1, 1)}
        case _:
            return {"validate": "any"}


def _names(sheet: str, header: str) -> str:
    """The filled cells of a column, as many as there are when the drop-down opens."""
    position = [column.header for column in BY_TITLE[sheet].columns].index(header)
    letter = chr(ord("A") + position)
    filled = f"COUNTA({sheet}!${letter}$2:${letter}${_MOST_NAMES})"
    return f"=OFFSET({sheet}!${letter}$2,0,0,MAX(1,{filled}),1)"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_MESSAGE else text[: _LONGEST_MESSAGE - 1] + "…"
