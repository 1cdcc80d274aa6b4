"""How amounts read in a sentence."""

from decimal import Decimal

import pytest

from models.wording import capital, counted, exact_money, fte, listed, money, number, quantity


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        (0, "EUR", "EUR 0"),
        (12_50, "EUR", "EUR 12.50"),
        (12_00, "EUR", "EUR 12"),
        (999_99, "EUR", "EUR 999.99"),
        (45_000_00, "EUR", "EUR 45,000"),
        (45_000_50, "EUR", "EUR 45,000"),
        (45_001_50, "EUR", "EUR 45,002"),
        (1_250_000_00, "EUR", "EUR 1.2 M"),
        (1_350_000_00, "EUR", "EUR 1.4 M"),
        (2_500_000_000_00, "EUR", "EUR 2.5 bn"),
        (-45_000_00, "EUR", "EUR -45,000"),
        (-12_50, "EUR", "EUR -12.50"),
        (1_200_000, "JPY", "JPY 1.2 M"),
        (500, "JPY", "JPY 500"),
        (12_345, "KWD", "KWD 12.345"),
    ],
)
def test_money_reads_as_a_reader_says_it(amount: int, currency: str, said: str) -> None:
    assert money(amount, currency) == said


def test_exact_money_keeps_every_minor_unit() -> None:
    assert exact_money(1_234_567_89, "EUR") == "EUR 1,234,567.89"
    assert exact_money(-5, "EUR") == "EUR -0.05"
    assert exact_money(2**53, "JPY") == "JPY 9,007,199,254,740,992"


def test_numbers_have_no_needless_zeros() -> None:
    assert number(Decimal("3.40")) == "3.4"
    assert number(Decimal("1E+3")) == "1,000"
    assert number(Decimal(100)) == "100"
    assert number(Decimal("-0.00")) == "0"
    assert quantity(Decimal("3.10"), "%") == "3.1 %"
    assert quantity(Decimal(1200), "EUR") == "EUR 1,200"


def test_time_is_said_in_fte() -> None:
    assert fte(15, Decimal("0.1")) == "1.5 FTE"
    assert fte(3, Decimal("0.25")) == "0.75 FTE"


def test_lists_and_counts_read_as_words() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"
    assert counted(1, "period") == "1 period"
    assert counted(1200, "day") == "1,200 days"
    assert counted(2, "person", "people") == "2 people"
    assert capital("no one") == "No one"
