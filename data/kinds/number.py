"""Numbers: exact decimals, percentages, whole numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from data.context import Context, Notation
from data.fault import Fault
from data.formats import currency_in, is_percent
from data.kinds.kind import Kind, refuse
from data.values import MOST_DIGITS, Formatted, Shown, Value, described
from models.exact import plain

_PLAIN = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?")
_HINT = "a plain number such as 1250.5"


@dataclass(frozen=True)
class Number(Kind[Decimal]):
    """An exact number with at most 15 significant digits."""

    what: str = "a number"

    def parse(self, value: Value, context: Context) -> Decimal:
        """The number; a cell shown as per cent or in a currency is refused."""
        number = decimal_of(value, context)
        if isinstance(value, Formatted) and is_percent(value.code):
            raise Fault(f"{described(value)} is shown as a percentage", "a plain number")
        return number

    def show(self, value: Decimal, context: Context) -> Shown:
        """The number."""
        return plain(value)

    @property
    def numeric(self) -> bool:
        """It is a number."""
        return True

    def unit(self, context: Context) -> str:
        """In words."""
        return self.what

    def number_format(self, context: Context) -> str | None:
        """Thousands apart; the decimals of small numbers as they are."""
        return "[>=10000]#,##0;General"


@dataclass(frozen=True)
class Percentage(Kind[Decimal]):
    """A percentage: 40, or a cell that Excel shows as 40 %: its number format says which."""

    def parse(self, value: Value, context: Context) -> Decimal:
        """The percentage: 40 for forty per cent."""
        if isinstance(value, str) and context.notation is not None and value.strip().endswith("%"):
            value = value.strip()[:-1].rstrip()
        number = decimal_of(value, context)
        if isinstance(value, Formatted) and is_percent(value.code):
            return plain(number * 100)
        return number

    def show(self, value: Decimal, context: Context) -> Shown:
        """The number of per cent."""
        return plain(value)

    @property
    def numeric(self) -> bool:
        """It is a number."""
        return True

    def unit(self, context: Context) -> str:
        """In words."""
        return "per cent: 40, or a cell shown as 40 %"


@dataclass(frozen=True)
class Whole(Kind[int]):
    """A whole number."""

    what: str = "a whole number"

    def parse(self, value: Value, context: Context) -> int:
        """The number; raises Fault for a fraction."""
        number = Number().parse(value, context)
        if number != number.to_integral_value():
            raise Fault(f"{described(value)} is not a whole number", self.what)
        return int(number)

    def show(self, value: int, context: Context) -> Shown:
        """The number."""
        return value

    @property
    def numeric(self) -> bool:
        """It is a number."""
        return True

    def unit(self, context: Context) -> str:
        """In words."""
        return self.what

    def number_format(self, context: Context) -> str | None:
        """No decimals."""
        return "0"


def decimal_of(value: Value, context: Context) -> Decimal:
    """The number in a cell; raises Fault for anything else, and for one shown in a currency."""
    match value:
        case bool():
            raise refuse(value, "a number", _HINT)
        case Decimal():
            return value
        case Formatted():
            if named := currency_in(value.code):
                raise Fault(f"{value.number:f} is shown in {named}", "a number without a currency")
            return value.number
        case str() if context.notation is not None:
            return decimal_in(value, context.notation)
        case str():
            hint = f"{_HINT}, in a cell that is not formatted as text"
            raise refuse(value, "a number", hint)
        case _:
            raise refuse(value, "a number", _HINT)


def decimal_in(text: str, notation: Notation) -> Decimal:
    """The number that a text writes, in the declared notation; raises Fault."""
    text = text.strip()
    if notation.decimal != ".":
        text = text.replace(".", "?").replace(notation.decimal, ".")
    if not _PLAIN.fullmatch(text):
        example = _HINT.replace(".", notation.decimal)
        raise Fault(f"'{text.replace('?', '.')}' is not a number", f"{example}, without separators")
    number = plain(Decimal(text))
    if digits(number) > MOST_DIGITS:
        raise Fault(f"{text} has more than {MOST_DIGITS} digits", "as many as a spreadsheet keeps")
    return number


def digits(number: Decimal) -> int:
    """Significant digits."""
    return len(number.normalize().as_tuple().digits)


NUMBER = Number()
PERCENT = Percentage()
WHOLE = Whole()
