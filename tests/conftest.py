"""Fixtures that all tests share."""

import pytest
from hypothesis import settings

from models.portfolio import Portfolio
from tests.complete import complete

settings.register_profile("suite", derandomize=True, deadline=None)
settings.load_profile("suite")


@pytest.fixture
def portfolio() -> Portfolio:
    """The complete small portfolio that uses nearly every feature."""
    return complete()
