"""Amounts in words."""

import pytest

from headgate.money import money, percent, short, units
from tests.portfolios import build, with_settings

EUR = build().settings
YEN = with_settings(build(), currency="JPY").settings
DINAR = with_settings(build(), currency="KWD").settings


def test_minor_units_become_exact_currency_units() -> None:
    assert str(units(123_45, 2)) == "123.45"
    assert str(units(123, 0)) == "123"
    assert str(units(-1_234, 3)) == "-1.234"
    assert str(units(2**53 * 100 + 1, 2)) == f"{2**53}.01"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "EUR 0"),
        (41_234_567_49, "EUR 41,234,567"),
        (41_234_567_51, "EUR 41,234,568"),
        (50, "EUR 0"),
        (1_50, "EUR 2"),
        (-1_200_00, "EUR -1,200"),
    ],
)
def test_whole_units_are_rounded_half_even(amount: int, words: str) -> None:
    assert money(amount, EUR) == words


def test_each_currency_has_its_own_decimals() -> None:
    assert money(1_234, YEN) == "JPY 1,234"
    assert money(1_234_000, DINAR) == "KWD 1,234"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "EUR 0"),
        (999_00, "EUR 999"),
        (999_96, "EUR 1.0 k"),
        (1_234_00, "EUR 1.2 k"),
        (98_765_00, "EUR 98.8 k"),
        (980_000_00, "EUR 980 k"),
        (41_200_000_00, "EUR 41.2 M"),
        (-41_200_000_00, "EUR -41.2 M"),
        (999_960_000_00, "EUR 1.0 bn"),
        (7 * 10**14, "EUR 7.0 tn"),
        (5_000 * 10**14, "EUR 5,000 tn"),
    ],
)
def test_short_amounts_keep_three_figures(amount: int, words: str) -> None:
    assert short(amount, EUR) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0, "0.00 %"),
        (0.00001, "0.01 %"),
        (0.0005, "0.05 %"),
        (0.0999, "9.99 %"),
        (0.050001, "5.01 %"),
        (0.38, "38 %"),
        (0.381, "39 %"),
        (25, "2,500 %"),
    ],
)
def test_gaps_are_percentages(share: float, words: str) -> None:
    assert percent(share) == words
