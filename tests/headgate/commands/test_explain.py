"""`headgate explain`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import headgate
from headgate.__main__ import main
from models.portfolio import Portfolio
from tests.portfolios import build, change, fund, initiative, person, stage, team
from tests.reports.opened import parts, table


def rivals() -> Portfolio:
    portfolio = build(
        team("web"),
        fund("main", [80_00, 0]),
        initiative("best", stage(70_00), worth=1000),
        initiative("shop", stage(50_00), worth=500),
        name="Rivals",
    )
    names = {"best": "Best seller lists", "shop": "One-click checkout"}
    rows = [row.model_copy(update={"name": names[row.id]}) for row in portfolio.initiatives]
    return change(portfolio, initiatives=tuple(rows))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    headgate.write(rivals(), tmp_path / "rivals.xlsx")
    return tmp_path


@pytest.mark.parametrize("name", ["One-click checkout", "one-click  CHECKOUT", "shop"])
def test_a_few_lines_for_a_sponsor(
    folder: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "rivals.xlsx", name]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "One-click checkout: not funded"
    assert "  EUR 40 more for Main in W1" in lines
    assert 4 <= len(lines) <= 8
    assert not (folder / "why.xlsx").exists()


def test_a_plan_that_was_written_is_asked_about(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", "rivals.xlsx", "-o", "plan.xlsx"]) == 0
    capsys.readouterr()
    assert main(["explain", "rivals.xlsx", "shop", "--plan", str(folder / "plan.xlsx")]) == 0
    assert "EUR 40 more for Main in W1" in capsys.readouterr().out


@pytest.mark.usefixtures("folder")
def test_one_is_an_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "rivals.xlsx", "shop", "--json"]) == 0
    said = capsys.readouterr()
    document = json.loads(said.out)
    assert said.err == ""
    assert (document["command"], document["status"], document["exit"]) == ("explain", "ok", 0)
    assert (document["initiative"], document["decision"]) == ("shop", "not funded")
    (money,) = [row for row in document["would_change"] if row["works"]]
    assert (money["kind"], money["amount"], money["unit"]) == ("money", 40_00, "minor units")
    assert money["proven"] is True
    assert money["displaced"] == []


def test_all_are_a_list_and_a_workbook(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["explain", "rivals.xlsx", "--all", "-o", "why.xlsx", "--json", "--workers", "2"]
    assert main(given) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["initiative"] for row in rows] == ["best", "shop"]
    content = (folder / "why.xlsx").read_bytes()
    first, second = table(content, "Initiatives", "Answers")
    assert (first["Decision"], second["Decision"]) == ("funded to the end", "not funded")
    money = [value for head, value in second.items() if head.startswith("Least extra")]
    assert money[0] == 40
    prices = table(content, "Prices", "UnitPrices")
    assert {row["How sure"] for row in prices} == {"confirmed and proven"}


@pytest.fixture
def staffed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One person without whom the shop would not be."""
    monkeypatch.chdir(tmp_path)
    portfolio = build(
        team("web"),
        person("annika", "web", {"build": 1}),
        fund("main", [80_00, 0]),
        initiative("shop", stage(50_00, needs={"build": 1}), worth=500),
    )
    headgate.write(portfolio, tmp_path / "staffed.xlsx")
    return tmp_path


def test_one_audience(staffed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["explain", "staffed.xlsx", "shop", "-o", "why.xlsx", "--audience", "executives"]
    assert main(given) == 0
    assert "the loss of Annika" in capsys.readouterr().out
    assert [path.name for path in staffed.glob("why*")] == ["why.xlsx"]
    text = " ".join(parts((staffed / "why.xlsx").read_bytes()).values())
    assert "the loss of one person of Web with build" in text
    assert "annika" not in text.casefold()


def test_all_audiences_get_their_workbooks(
    staffed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "staffed.xlsx", "shop", "-o", "why.xlsx", "--audience", "all"]) == 0
    where = "why.xlsx, and beside it why-finance.xlsx, why-delivery.xlsx and why-executives.xlsx,"
    assert f"Written   {where} in " in capsys.readouterr().out
    named = {
        path.stem: "Annika" in " ".join(parts(path.read_bytes()).values())
        for path in staffed.glob("why*.xlsx")
    }
    assert named == {
        "why": True, "why-finance": True, "why-delivery": True, "why-executives": False
    }  # fmt: skip


def test_no_workbook_of_an_audience_is_put_over_the_input(
    staffed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (staffed / "staffed.xlsx").rename(staffed / "why-finance.xlsx")
    given = ["explain", "why-finance.xlsx", "shop", "-o", "why.xlsx", "--audience", "all"]
    assert main(given) == 2
    assert "why-finance.xlsx is the input" in capsys.readouterr().err
    assert not (staffed / "why.xlsx").exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["One-klick checkout"], "did you mean 'One-click checkout'?"),
        (["shop", "--all"], "Give one initiative, or --all."),
        ([], "Give one initiative, or --all."),
        (["shop", "-o", "rivals.xlsx"], "is the input"),
        (["shop", "--workers", "0"], "not a whole number from 1"),
        (["shop", "--audience", "finance"], "name it with -o"),
        (["shop", "--audience", "press", "-o", "why.xlsx"], "invalid choice: 'press'"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_cannot_be_asked(
    more: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "rivals.xlsx", *more]) == 2
    assert said in capsys.readouterr().err
