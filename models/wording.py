"""How amounts read in a sentence: money, people's time, numbers and lists, by exact arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeVar

from models.currency import EXPONENTS, exponent
from models.objective import Comparison

T = TypeVar("T")

_MILLION = 10**6
_BILLION = 10**9
_EXACT_BELOW = 1_000
"""Below this many currency units the minor units are worth a reader's attention."""

_SAID = {
    Comparison.AT_LEAST: "at least",
    Comparison.AT_MOST: "at most",
    Comparison.MORE_THAN: "more than",
    Comparison.LESS_THAN: "less than",
    Comparison.EQUAL: "exactly",
}


def money(amount: int, currency: str) -> str:
    """An amount in minor units as a reader says it: `EUR 1.2 M`, `EUR 45,000`, `EUR 12.50`.

    Rounded half-even to a tenth of a million (or billion), to whole units below a million, and not
    at all below a thousand. Raises KeyError for an unknown currency.
    """
    unit = 10 ** exponent(currency)
    size = abs(amount)
    sign = "-" if amount < 0 else ""
    for scale, suffix in ((_BILLION, "bn"), (_MILLION, "M")):
        if size >= scale * unit:
            tenths = _half_even(size * 10, scale * unit)
            return f"{currency} {sign}{tenths // 10:,}.{tenths % 10} {suffix}"
    if size >= _EXACT_BELOW * unit or size % unit == 0:
        return f"{currency} {sign}{_half_even(size, unit):,}"
    return exact_money(amount, currency)


def exact_money(amount: int, currency: str) -> str:
    """An amount in minor units to the last of them: `EUR 1,234,567.89`, `JPY 500`."""
    decimals = exponent(currency)
    whole, rest = divmod(abs(amount), 10**decimals)
    sign = "-" if amount < 0 else ""
    fraction = f".{rest:0{decimals}d}" if decimals else ""
    return f"{currency} {sign}{whole:,}{fraction}"


def _half_even(amount: int, unit: int) -> int:
    whole, rest = divmod(amount, unit)
    up = 2 * rest > unit or (2 * rest == unit and whole % 2 == 1)
    return whole + up


def number(value: Decimal) -> str:
    """A number without needless zeros and with thousands apart: `1,200`, `3.4`, `0`."""
    text = f"{value:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def quantity(value: Decimal, unit: str) -> str:
    """A number with its unit: `3.4 %`, `250 ms`, and with a currency before it: `EUR 1,200`."""
    return f"{unit} {number(value)}" if unit in EXPONENTS else f"{number(value)} {unit}"


def comparison(kind: Comparison) -> str:
    """A comparison in words: `at least`."""
    return _SAID[kind]


def fte(slices: int, per_slice: Decimal) -> str:
    """People's time in slices of `per_slice` FTE, said in FTE: `1.5 FTE`."""
    return f"{number(slices * per_slice)} FTE"


def listed(names: Sequence[T], most: int = 3, say: Callable[[T], str] = str) -> str:
    """Names as a list in a sentence, cut after `most`: `a`, `a and b`, `a, b, c and 2 more`.

    `say` tells what something is called, where the names themselves do not.
    """
    shown = [say(name) for name in names[:most]]
    if len(names) > most:
        return f"{', '.join(shown)} and {len(names) - most} more"
    if len(shown) <= 1:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """A count with its noun: `1 period`, `3 periods`."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def capital(sentence: str) -> str:
    """The text with a capital first letter."""
    return sentence[:1].upper() + sentence[1:]
