"""The three formats are equivalent, and nothing is lost on the way."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from data.reading import read
from data.writing import write
from models.issue import Severity
from models.portfolio import Portfolio
from tests.strategies.portfolios import portfolios

FORMATS = ("portfolio.xlsx", "portfolio.json", "portfolio")
_calm = settings(
    max_examples=15,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a portfolio is too large to shrink
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def _again(portfolio: Portfolio, name: str) -> Portfolio | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        write(portfolio, path)
        reading = read(path)
    errors = [str(issue) for issue in reading.issues if issue.severity is Severity.ERROR]
    assert errors == []
    return reading.portfolio


@_calm
@given(portfolio=portfolios())
def test_any_portfolio_comes_back_equal_with_its_rows_in_order(portfolio: Portfolio) -> None:
    for name in FORMATS:
        again = _again(portfolio, name)
        assert again is not None
        assert again == portfolio
        assert again.model_dump_json() == portfolio.model_dump_json()


@pytest.mark.parametrize("name", FORMATS)
def test_the_complete_portfolio_comes_back_equal(name: str, portfolio: Portfolio) -> None:
    again = _again(portfolio, name)
    assert again is not None
    assert again == portfolio
    assert again.digest() == portfolio.digest()
