"""`headgate audit`."""

import json
from pathlib import Path

import pytest

import headgate
from headgate.__main__ import main
from tests.headgate.conftest import small
from tests.portfolios import change


@pytest.fixture
def planned(place: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A folder with a portfolio and its plan."""
    assert main(["plan", "portfolio.xlsx"]) == 0
    capsys.readouterr()
    return place


def test_a_written_plan_passes(planned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "portfolio.xlsx", "plan.xlsx"]) == 0
    *lines, summary = capsys.readouterr().out.splitlines()
    assert summary == f"plan.xlsx: all {len(lines)} checks passed"
    assert len(lines) > 10
    assert all(line.startswith("passed  ") for line in lines)
    assert (planned / "plan.xlsx").exists()


def test_json_is_one_document(planned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", str(planned / "portfolio.json"), "plan.xlsx", "--json"]) == 0
    said = capsys.readouterr()
    document = json.loads(said.out)
    assert said.err == ""
    assert (document["command"], document["status"], document["exit"]) == ("audit", "ok", 0)
    assert document["value"] == headgate.plan(small()).value.total
    assert document["tranches"]["release now"] == 1
    assert all(check["passed"] for check in document["checks"])


def test_a_plan_for_other_money_fails(planned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    portfolio = small()
    poorer = tuple(row.model_copy(update={"amount": 59_99}) for row in portfolio.budgets)
    headgate.write(change(portfolio, budgets=poorer), planned / "poorer.xlsx")
    assert main(["audit", "poorer.xlsx", "plan.xlsx"]) == 2
    said = capsys.readouterr().out
    assert "FAILED  " in said
    assert "failed" in said.splitlines()[-1]
    assert main(["audit", "poorer.xlsx", "plan.xlsx", "--json"]) == 2
    document = json.loads(capsys.readouterr().out)
    assert (document["status"], document["exit"]) == ("audit failed", 2)
    assert [check for check in document["checks"] if not check["passed"]]


@pytest.mark.parametrize(
    ("portfolio", "plan", "words"),
    [
        (
            "portfolio.xlsx",
            "plam.xlsx",
            "there is no such file; did you mean plan.xlsx?",
        ),
        ("nothing.xlsx", "plan.xlsx", "nothing.xlsx: there is no such file"),
        ("portfolio.xlsx", "portfolio.json", "portfolio.json"),
        ("portfolio.xlsx", "portfolio.xlsx", "portfolio.xlsx"),
        ("plan.xlsx", "portfolio.xlsx", ""),
    ],
)
def test_files_that_are_not_what_they_should_be(
    planned: Path, capsys: pytest.CaptureFixture[str], portfolio: str, plan: str, words: str
) -> None:
    assert main(["audit", portfolio, plan]) == 2
    assert words in capsys.readouterr().err
    assert main(["audit", portfolio, plan, "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["findings"]
    assert not list(planned.glob("headgate-report-*"))
