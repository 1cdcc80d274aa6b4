"""Files of small portfolios."""

import shutil
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


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`portfolio.xlsx` and `portfolio.json`, written once."""
    folder = tmp_path_factory.mktemp("files")
    headgate.write(small(), folder / "portfolio.xlsx")
    headgate.write(small(), folder / "portfolio.json")
    return folder


@pytest.fixture
def place(files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with copies of them in it."""
    monkeypatch.chdir(tmp_path)
    for file in files.iterdir():
        shutil.copy(file, tmp_path)
    return tmp_path
