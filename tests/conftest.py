"""Fixtures that all tests share."""

import pytest

from models.portfolio import Portfolio
from tests.complete import complete


@pytest.fixture
def portfolio() -> Portfolio:
    """The complete small portfolio that uses nearly every feature."""
    return complete()
