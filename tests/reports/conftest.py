"""A plan made by hand for the complete small portfolio, as every audience gets it."""

import pytest

from models.plan import Plan
from models.portfolio import Portfolio
from tests.complete import complete
from tests.reports.handmade import handmade
from tests.reports.opened import rendered


@pytest.fixture(scope="session")
def shop() -> Portfolio:
    """The complete small portfolio."""
    return complete()


@pytest.fixture(scope="session")
def plan(shop: Portfolio) -> Plan:
    """A plan in which everything occurs."""
    return handmade(shop)


@pytest.fixture(scope="session")
def books(shop: Portfolio, plan: Plan) -> dict[str, bytes]:
    """The workbook by audience."""
    return rendered(shop, plan)
