"""What the cell is to say: a value, or a change of the one that stands there."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from data.context import Context, Notation
from data.kinds.kind import Kind
from data.kinds.limit import LimitCell
from data.kinds.money import Amount
from data.kinds.number import Percentage, Whole
from data.kinds.people import Fte
from data.values import MOST_DIGITS, Shown, Value
from models.exact import plain
from models.scenario import CannotEdit
from models.units import Money
from models.wording import exact_money, number

_RELATIVE = re.compile(r"([+-])\s*([0-9]+(?:\.[0-9]+)?)\s*(%|[A-Za-z]*)")
_UNITS = {"fte": Fte, "point": Percentage, "points": Percentage}


def asked(text: str, standing: Shown, kind: Kind[object], context: Context) -> Value:
    """What stands in the cell afterwards, to be parsed as any cell is.

    A sign before a number changes what stands there; `=` before it says that it is the value.
    An empty text empties the cell. Raises CannotEdit where there is nothing to change.
    """
    text = text.strip()
    if not text:
        return None
    if text.startswith("="):
        return text[1:].strip()
    found = _RELATIVE.fullmatch(text)
    if found is None or not kind.numeric:
        return text
    sign, digits, unit = found.groups()
    delta = Decimal(f"{sign}{digits}")
    if isinstance(standing, str) or isinstance(kind, LimitCell):
        raise CannotEdit(f"'{text}' changes a limit, which is an amount or a share", "its value")
    if standing is None:
        raise CannotEdit(f"'{text}' changes a cell that is empty", "a value without a sign")
    before = _decimal(standing)
    if unit == "%":
        return _share(before, delta, kind, context)
    expected = _UNITS.get(unit.lower(), Amount if unit == context.currency else None)
    if unit and (expected is None or not isinstance(kind, expected)):
        raise CannotEdit(f"'{text}' is not counted in {unit}", f"{kind.unit(context)}, or %")
    return plain(before + delta)


def typed(value: Shown) -> Value:
    """A cell as it would be read."""
    return Decimal(value) if isinstance(value, int) else value


def said(value: object, kind: Kind[object], context: Context) -> str:
    """The value of a cell in words."""
    shown = None if value is None else kind.show(value, context)
    if shown is None:
        return "empty"
    if isinstance(kind, Amount) and isinstance(value, int) and context.currency:
        return exact_money(Money(value), context.currency)
    if isinstance(shown, date):
        return shown.isoformat()
    if isinstance(shown, Decimal | int):
        unit = " FTE" if isinstance(kind, Fte) else " %" if isinstance(kind, Percentage) else ""
        return f"{number(Decimal(shown))}{unit}"
    return str(shown)


def reading(context: Context) -> Context:
    """Numbers on a command line are written as in a file of texts, with a decimal point."""
    return replace(context, notation=Notation())


def _share(before: Decimal, delta: Decimal, kind: Kind[object], context: Context) -> Decimal:
    """The value times a share, half-even to the least step that the cell may take."""
    exact = Fraction(before) * (100 + Fraction(delta)) / 100
    step = _step(kind, context)
    if step is not None:
        return plain(round(exact / Fraction(step)) * step)
    quotient = Decimal(exact.numerator) / Decimal(exact.denominator)
    return plain(Decimal(f"{quotient:.{MOST_DIGITS - 1}e}"))


def _step(kind: Kind[object], context: Context) -> Decimal | None:
    match kind:
        case Amount():
            return Decimal(1).scaleb(-context.exponent)
        case Fte():
            return context.slice
        case Whole():
            return Decimal(1)
        case _:
            return None


def _decimal(value: Shown) -> Decimal:
    if isinstance(value, Decimal | int):
        return Decimal(value)
    raise CannotEdit(f"'{value}' is no number that can be changed", "a value without a sign")
