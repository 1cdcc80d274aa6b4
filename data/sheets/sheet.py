"""A sheet: from rows of values to objects, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from data.context import Context
from data.fault import Fault
from data.sheets.column import Column
from data.sheets.limits import faults_in
from data.values import Flaw, Shown, Value
from models.base import Frozen

R = TypeVar("R", bound=Frozen)
Fields = dict[str, Any]
Known = dict[tuple[str, type, Value], Any]
"""What cells stand for, by header, type and value: columns repeat themselves."""


def _as_it_is(fields: Fields, _: Context) -> Fields:
    return fields


def _attributes(row: Frozen, _: Context) -> Fields:
    return {name: getattr(row, name) for name in type(row).model_fields}


@dataclass(frozen=True)
class Sheet(Generic[R]):
    """One sheet of the input: title, columns, and the type of its rows."""

    title: str
    field: str
    """Name of the portfolio's field."""
    row: type[R]
    about: str
    """One sentence for the person who fills it in."""
    columns: tuple[Column, ...]
    by: str = ""
    """Who knows it best, and fills it in."""
    key: tuple[str, ...] = ()
    """Headers that together tell rows apart; empty where rows may repeat each other."""
    assemble: Callable[[Fields, Context], Fields] = _as_it_is
    """From parsed cells by `Column.field` to the row's fields; may raise Fault."""
    dismantle: Callable[[Any, Context], Fields] = _attributes
    """From a row to what the columns show."""

    def to_object(
        self, cells: Mapping[str, Value], context: Context, known: Known | None = None
    ) -> R:
        """The row that these cells (by header) describe; raises Faults with all that is wrong.

        `known` remembers what cells stand for, for one sheet and one context.
        """
        fields, faults = self.parse(cells, context, {} if known is None else known)
        if faults:
            raise Faults(faults)
        try:
            return self.row(**self.assemble(fields, context))
        except Fault as fault:
            raise Faults([fault]) from fault
        except ValidationError as error:
            raise Faults(faults_in(error, self.columns, context)) from error

    def parse(
        self, cells: Mapping[str, Value], context: Context, known: Known
    ) -> tuple[Fields, list[Fault]]:
        """The filled cells by field, and what is wrong with the others."""
        fields: Fields = {}
        faults: list[Fault] = []
        for column in self.columns:
            value = cells.get(column.header)
            if value is None:
                if column.required:
                    allowed = column.kind.unit(context)
                    faults.append(Fault("is empty and must be filled", allowed, column.header))
                continue
            try:
                if isinstance(value, Flaw):
                    raise Fault(value.what, value.allowed)  # noqa: TRY301 - one way for all faults
                key = column.header, type(value), value
                if key not in known:
                    known[key] = column.kind.parse(value, context)
                fields[column.field] = known[key]
            except Fault as fault:
                faults.append(Fault(fault.what, fault.allowed, column.header))
        return fields, faults

    def to_cells(self, row: R, context: Context) -> tuple[Shown, ...]:
        """The cells of a row, in the order of the columns."""
        fields = self.dismantle(row, context)
        return tuple(_cell(column, fields.get(column.field), context) for column in self.columns)

    def column(self, field: str) -> Column:
        """The column behind a field; raises KeyError."""
        for column in self.columns:
            if column.field == field:
                return column
        raise KeyError(field)


class Faults(Exception):
    """All that is wrong with one row."""

    def __init__(self, faults: list[Fault]) -> None:
        """Each with the header of its column."""
        super().__init__("; ".join(fault.what for fault in faults))
        self.faults = faults


def _cell(column: Column, value: object, context: Context) -> Shown:
    blank = value is None or (value == column.empty and type(value) is type(column.empty))
    return None if blank else column.kind.show(value, context)
