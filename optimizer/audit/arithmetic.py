"""Exact arithmetic: rounding, shares, discount factors."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction

DISCOUNT_UNIT = 10**12
"""Discount factors are whole multiples of one part in this many."""
_DIGITS = 60


def half_even(exact: Fraction) -> int:
    """The nearest whole number; of two equally near ones the even one."""
    whole, rest = divmod(exact.numerator, exact.denominator)
    twice = 2 * rest
    up = twice > exact.denominator or (twice == exact.denominator and whole % 2 == 1)
    return whole + 1 if up else whole


def at_least_whole(exact: Fraction) -> int:
    """The smallest whole number that is not smaller."""
    return -(-exact.numerator // exact.denominator)


def share(percent: Decimal) -> Fraction:
    """A percentage as a share of one."""
    return Fraction(percent) / 100


def spread(amount: int, periods: int, weights: Sequence[Decimal]) -> tuple[int, ...]:
    """The amount over the periods in proportion to the weights, even if there are none.

    Floors first, then one unit each to the largest remainders, the earliest first among equals.
    """
    if not weights:
        each, left = divmod(amount, periods)
        return tuple(each + 1 if q < left else each for q in range(periods))
    exact = [amount * Fraction(weight) for weight in weights]
    total = sum((Fraction(weight) for weight in weights), Fraction(0))
    given = [int(part // total) for part in exact]
    lacking = [(given[q] * total - part, q) for q, part in enumerate(exact)]
    for _, q in sorted(lacking)[: amount - sum(given)]:
        given[q] += 1
    return tuple(given)


def discount(rate: Decimal, years: Fraction) -> int:
    """`(1 + rate)^-years` in parts of `DISCOUNT_UNIT`, half-even from 60 digits; rate in %."""
    with localcontext() as context:
        context.prec = _DIGITS
        exponent = Decimal(years.numerator) / Decimal(years.denominator)
        factor = (1 + rate / 100) ** -exponent
        rounded = factor.quantize(Decimal(1) / DISCOUNT_UNIT, rounding=ROUND_HALF_EVEN)
        return int(rounded * DISCOUNT_UNIT)
