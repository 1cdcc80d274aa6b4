"""Exact numbers with one spelling each, so that equal portfolios have equal digests."""

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, Field


def plain(number: Decimal) -> Decimal:
    """The same number in its one shortest form: 40 for 40.0, 0.1 for 0.10, 0 for -0."""
    whole = number.to_integral_value()
    return Decimal(int(whole)) if whole == number else number.normalize()


Exact = Annotated[Decimal, Field(gt=-(10**15), lt=10**15), AfterValidator(plain)]
"""A decimal number in its shortest form, within what a spreadsheet holds exactly."""
