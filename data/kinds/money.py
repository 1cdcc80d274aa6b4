"""Money: exact decimals in cells, whole minor units everywhere else."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from data.context import Context
from data.fault import Fault
from data.formats import currency_in, is_percent, may_mean
from data.kinds.kind import Kind
from data.kinds.number import decimal_of
from data.values import MOST_DIGITS, Formatted, Shown, Value
from models.exact import plain
from models.units import Money

_LARGEST = 10**MOST_DIGITS - 1
"""Minor units: a spreadsheet drops the digits of larger amounts, well below 2^53."""


@dataclass(frozen=True)
class Amount(Kind[Money]):
    """An amount of money, not negative."""

    what: str = "an amount"

    def parse(self, value: Value, context: Context) -> Money:
        """Minor units; raises Fault for fractions of them, other currencies, negatives."""
        return minor_units(value, context)

    def show(self, value: Money, context: Context) -> Shown:
        """In the currency's unit."""
        return major_units(value, context)

    @property
    def numeric(self) -> bool:
        """It is a number."""
        return True

    def unit(self, context: Context) -> str:
        """In words."""
        return f"{self.what} in {context.currency or 'the currency of Settings'}, no currency sign"

    def number_format(self, context: Context) -> str | None:
        """As many decimals as the currency has."""
        places = context.exponent if context.currency else 2
        return "#,##0" + ("." + "0" * places if places else "")


def minor_units(value: Value, context: Context) -> Money:
    """Whole minor units of what the cell says; raises Fault."""
    amount = decimal_of(_in_own_currency(value, context), context)
    minor = amount.scaleb(context.exponent)
    if amount < 0:
        raise Fault(f"{amount:f} is negative", "0 or more")
    if minor > _LARGEST:
        largest = Decimal(_LARGEST).scaleb(-context.exponent)
        raise Fault(f"{amount:f} is too large", f"at most {largest:,f}")
    if minor != minor.to_integral_value():
        places = f"at most {context.exponent} decimals" if context.exponent else "no decimals"
        raise Fault(f"{amount:f} has a fraction of the smallest coin", places)
    return Money(int(minor))


def major_units(value: int, context: Context) -> Decimal:
    """The amount in the currency's unit."""
    return plain(Decimal(value).scaleb(-context.exponent))


def _in_own_currency(value: Value, context: Context) -> Value:
    if not isinstance(value, Formatted):
        return value
    if is_percent(value.code):
        raise Fault(f"{value.number:f} is shown as a percentage", "an amount of money")
    sign = currency_in(value.code)
    if sign and context.currency and not may_mean(sign, context.currency):
        what = f"{value.number:f} is shown in {sign}, the portfolio is in {context.currency}"
        raise Fault(what, f"amounts in {context.currency}")
    return value.number


MONEY = Amount()
