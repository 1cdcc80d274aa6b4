"""Lists of numbers in one cell: `0;0.5;1`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from data.context import Context, Notation
from data.fault import Fault
from data.kinds.kind import Kind, refuse
from data.kinds.number import decimal_in, decimal_of
from data.values import Formatted, Shown, Value
from models.exact import plain

_HINT = "numbers with ; between them, as in 0;0.5;1"


@dataclass(frozen=True)
class Weights(Kind[tuple[Decimal, ...]]):
    """Weights per period. In a workbook the decimal sign is the point, whatever the language."""

    def parse(self, value: Value, context: Context) -> tuple[Decimal, ...]:
        """The numbers in their order."""
        if isinstance(value, Decimal | Formatted):
            return (decimal_of(value, context),)
        if not isinstance(value, str):
            raise refuse(value, "a list of numbers", _HINT)
        notation = context.notation or Notation()
        try:
            return tuple(decimal_in(part, notation) for part in value.split(";"))
        except Fault as fault:
            raise Fault(f"{fault.what} in the list '{value}'", _HINT) from fault

    def show(self, value: tuple[Decimal, ...], context: Context) -> Shown:
        """The list as text; a single number as a number."""
        decimal = (context.notation or Notation()).decimal
        return ";".join(f"{plain(number):f}".replace(".", decimal) for number in value)

    def unit(self, context: Context) -> str:
        """In words."""
        return _HINT


WEIGHTS = Weights()
