"""A folder with a plan that releases tranches behind gates, and the command line in it."""

import json
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import headgate
from headgate.__main__ import main
from models.portfolio import Portfolio
from tests.portfolios import build, change, fund, gate, initiative, person, stage, team

BEFORE = date(2025, 10, 1)
EVIDENCE = {"blog-1": "evidence/blog.txt", "shop-1": "evidence/shop.txt"}


def gated(**more: Any) -> Portfolio:  # noqa: ANN401 - any field of Portfolio
    """Three tranches to release now: two behind passed gates, one of a first stage."""
    done: dict[str, Any] = {"status": "done", "started": BEFORE}
    portfolio = build(
        team("web"),
        person("ann", "web", {"build": 3}),
        person("bob", "web", {"build": 3}),
        fund("main", [150_00, 150_00]),
        initiative("shop", stage(60_00, **done), stage(80_00, needs={"build": 1}), worth=500),
        gate("shop", 1, "passed"),
        initiative("blog", stage(40_00, **done), stage(50_00, needs={"build": 1}), worth=300),
        gate("blog", 1, "passed"),
        initiative("news", stage(20_00, needs={"build": 1}, capex=50), worth=100),
        name="Gated",
    )
    outcomes = tuple(
        row.model_copy(update={"evidence": EVIDENCE[row.objective]}) for row in portfolio.outcomes
    )
    return change(portfolio, **({"outcomes": outcomes} | more))


def outcome(objective: str, **changes: object) -> Portfolio:
    """The same portfolio with one outcome changed."""
    rows = gated().outcomes
    return gated(
        outcomes=tuple(
            row.model_copy(update=changes if row.objective == objective else {}) for row in rows
        )
    )


@dataclass(frozen=True)
class Said:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


@dataclass(frozen=True)
class Shell:
    """The command line in a folder."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *words: str) -> Said:
        """Runs a command; one that breaks is a failure of the test."""
        self.capsys.readouterr()
        code = main(words)
        said = self.capsys.readouterr()
        assert not list(self.folder.glob("headgate-report-*")), said.err
        return Said(code, said.out, said.err)

    def document(self, *words: str) -> Any:  # noqa: ANN401 - JSON
        """What it says with `--json`: one document and nothing else."""
        said = self(*words, "--json")
        assert said.err == ""
        document = json.loads(said.out)
        assert document["exit"] == said.code
        assert document["command"] == words[0]
        return document

    def entries(self) -> list[tuple[int, str, str, str]]:
        """The ledger in short: number, act, tranche, by."""
        return [
            (row["number"], row["act"], f"{row['initiative']}/{row['stage']}", row["by"])
            for row in self.document("ledger", "show")["tranches"]
        ]

    def portfolio(self, portfolio: Portfolio) -> None:
        """Changes the portfolio's file."""
        headgate.write(portfolio, self.folder / "portfolio.xlsx")

    def plan(self) -> None:
        """Plans it again."""
        assert self("plan", "portfolio.xlsx").code == 0


@pytest.fixture(scope="session")
def gated_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portfolio, its plan, and the files of its evidence, made once."""
    folder = tmp_path_factory.mktemp("gated")
    portfolio = gated()
    headgate.write(portfolio, folder / "portfolio.xlsx")
    headgate.write(headgate.plan(portfolio), folder / "plan.xlsx")
    (folder / "evidence").mkdir()
    for name in EVIDENCE.values():
        (folder / name).write_text(f"12 of 10 sold: {name}\n", encoding="utf-8")
    return folder


@pytest.fixture
def shell(
    gated_files: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Shell:
    """The command line beside copies of them."""
    shutil.copytree(gated_files, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HEADGATE_LEDGER", raising=False)
    return Shell(tmp_path, capsys)


@pytest.fixture
def requested(shell: Shell) -> Shell:
    """R0001 asks for all three."""
    assert shell("request", "plan.xlsx", "--by", "ana").code == 0
    return shell


@pytest.fixture
def released(requested: Shell) -> Shell:
    """All three are out."""
    assert requested("release", "R0001", "--by", "ben").code == 0
    return requested
