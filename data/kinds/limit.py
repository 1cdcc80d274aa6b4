"""Floors and ceilings of envelopes: 250000, or 20 %."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from data.context import Context, Notation
from data.fault import Fault
from data.formats import is_percent
from data.kinds.kind import Kind
from data.kinds.money import major_units, minor_units
from data.kinds.number import WHOLE, decimal_in
from data.kinds.people import FTE
from data.values import Formatted, Shown, Value
from models.envelope import Limit, Measure
from models.exact import plain

_HUNDRED = 100


@dataclass(frozen=True)
class RawLimit:
    """A cell that is a percentage, or an amount whose unit the row's measure will say."""

    percent: Decimal | None = None
    amount: Value = None


@dataclass(frozen=True)
class LimitCell(Kind[RawLimit]):
    """An amount, or a percentage."""

    def parse(self, value: Value, context: Context) -> RawLimit:
        """The percentage, where the cell's format or a per cent sign says so."""
        if isinstance(value, Formatted) and is_percent(value.code):
            return RawLimit(percent=_bounded(plain(value.number * 100)))
        if isinstance(value, str) and value.strip().endswith("%"):
            number = decimal_in(value.strip()[:-1], context.notation or Notation())
            return RawLimit(percent=_bounded(number))
        return RawLimit(amount=value)

    def show(self, value: RawLimit, context: Context) -> Shown:
        """The percentage as text, the amount as it is."""
        if value.percent is None:
            return value.amount if isinstance(value.amount, Decimal | int) else None
        decimal = (context.notation or Notation()).decimal
        return f"{plain(value.percent):f}%".replace(".", decimal)

    @property
    def numeric(self) -> bool:
        """It is a number."""
        return True

    def unit(self, context: Context) -> str:
        """In words."""
        return "an amount (money, FTE on average over the window, or a number of starts) or 20%"

    def number_format(self, context: Context) -> str | None:
        """An amount of money or people."""
        return "[>=1000]#,##0.00;General"


def limit(raw: RawLimit, measure: Measure, context: Context) -> Limit:
    """The limit in the measure's own unit; raises Fault."""
    if raw.percent is not None:
        return Limit(percent=raw.percent)
    match measure:
        case Measure.PEOPLE:
            return Limit(amount=FTE.parse(raw.amount, context))
        case Measure.STARTS:
            return Limit(amount=WHOLE.parse(raw.amount, context))
        case _:
            return Limit(amount=minor_units(raw.amount, context))


def raw_limit(value: Limit, measure: Measure, context: Context) -> RawLimit:
    """The cell of a limit."""
    if value.amount is None:
        return RawLimit(percent=value.percent)
    match measure:
        case Measure.PEOPLE:
            return RawLimit(amount=plain(value.amount * context.slice))
        case Measure.STARTS:
            return RawLimit(amount=Decimal(value.amount))
        case _:
            return RawLimit(amount=major_units(value.amount, context))


def _bounded(percent: Decimal) -> Decimal:
    if not 0 <= percent <= _HUNDRED:
        raise Fault(f"{percent:f} % is out of range", "from 0% to 100%")
    return percent


LIMIT = LimitCell()
