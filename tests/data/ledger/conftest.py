"""An empty ledger on each database."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.ledger_places import in_file, on_server
from data.ledger import Ledger, Place

SERVER = "HEADGATE_TEST_POSTGRES"


@pytest.fixture
def server() -> str:
    """The URL of a PostgreSQL server to test on."""
    url = os.environ.get(SERVER)
    if not url:
        pytest.skip(f"{SERVER} names no PostgreSQL server: the ledger is tested on SQLite only")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Where nothing is yet."""
    if request.param == "sqlite":
        yield in_file(tmp_path)
        return
    with on_server(request.getfixturevalue("server")) as found:
        yield found


@pytest.fixture
def ledger(place: Place) -> Iterator[Ledger]:
    """An open ledger with no entries."""
    with Ledger.at(place, create=True) as found:
        yield found
