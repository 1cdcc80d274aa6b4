"""Files of small portfolios."""

from pathlib import Path

import pytest

import headgate
from models.portfolio import Portfolio
from tests.portfolios import build, fund, initiative, person, stage, team


def small() -> Portfolio:
    """One team, one person, two initiatives of which the money and the person allow one now."""
    return build(
        team("web"),
        person("ann", "web", {"build": 3}),
        fund("main", [100_00, 100_00]),
        initiative("shop", stage(60_00, needs={"build": 2}), worth=500),
        initiative("blog", stage(60_00, needs={"build": 2}), worth=300),
        name="Small",
    )


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with `portfolio.xlsx` and `portfolio.json` in it."""
    monkeypatch.chdir(tmp_path)
    headgate.write(small(), tmp_path / "portfolio.xlsx")
    headgate.write(small(), tmp_path / "portfolio.json")
    return tmp_path
