"""What the types of the models refuse, in the words of the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from data.context import Context
from data.fault import Fault
from data.sheets.column import Column

_BOUNDS = {
    "greater_than_equal": ("is too small", "at least", "ge"),
    "greater_than": ("is too small", "more than", "gt"),
    "less_than_equal": ("is too large", "at most", "le"),
    "less_than": ("is too large", "less than", "lt"),
}


def faults_in(error: ValidationError, columns: Sequence[Column], context: Context) -> list[Fault]:
    """One fault for each thing that the type refuses, with its column; missing fields aside."""
    details = error.errors(include_url=False)
    return [fault_in(each, columns, context) for each in details if each["type"] != "missing"]


def fault_in(detail: ErrorDetails, columns: Sequence[Column], context: Context | None) -> Fault:
    """The fault of one refusal; without context, values are shown as they are in a document."""
    names = [part for part in detail["loc"] if isinstance(part, str)]
    column = next((column for column in columns if column.field in names), columns[0])
    unit = "" if context is None else column.kind.unit(context)
    if detail["type"] in _BOUNDS:
        what, word, key = _BOUNDS[detail["type"]]
        bound = _shown(column, detail["ctx"][key], context)
        return Fault(
            f"{_shown(column, detail['input'], context)} {what}", f"{word} {bound}", column.header
        )
    if detail["type"] == "value_error":
        return Fault(str(detail["ctx"]["error"]), unit, column.header)
    if detail["type"] == "string_too_long":
        return Fault("is too long", "at most 32,767 characters", column.header)
    what = detail["msg"][0].lower() + detail["msg"][1:]
    return Fault(what, unit, column.header)


def _shown(column: Column, value: Any, context: Context | None) -> str:  # noqa: ANN401 - any field's value
    if context is None:
        return str(value)
    if isinstance(value, tuple | list | str):
        return f"'{value}'"
    try:
        shown = column.kind.show(value, context)
    except (AttributeError, TypeError, ArithmeticError):
        return str(value)
    return str(value) if shown is None else str(shown)
