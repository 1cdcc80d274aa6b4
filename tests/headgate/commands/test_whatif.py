"""`headgate whatif`: both plans, what differs, and what is refused before any work."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import headgate
from headgate.__main__ import main
from tests.headgate.conftest import small
from tests.portfolios import change
from tests.reports.opened import cells, table, values

RICHER = ["whatif", "portfolio.xlsx", "--set", "Budgets!Main W1 = +20%"]


def test_more_money_brings_something_forward(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twice = ["whatif", "portfolio.xlsx", "--set", "Budgets!main W1 = 120", "--set"]
    assert main([*twice, "Demand!Blog 1 build = -0.5 FTE"]) == 0
    said = capsys.readouterr().out
    assert "What if   Budgets, Main W1: Amount is EUR 120.00, was EUR 100.00" in said
    assert "What if   Demand, Blog 1 build: FTE is 0.5 FTE, was 1 FTE" in said
    assert "So        better, proven: by EUR 300" in said
    assert "Moves     Blog, stage 1 (Q2, was Q3)" in said
    rows = table((place / "whatif.xlsx").read_bytes(), "Every changed cell", "ChangedCells")
    causes = {(row["Sheet"], row["Column"]): row["Cause"] for row in rows}
    assert causes["Budget", "Budget"] == "what if"


def test_json_is_one_document(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*RICHER, "--drop", "initiative:Shop", "--json", "-o", "w.xlsx"]) == 0
    said = capsys.readouterr()
    document = json.loads(said.out)
    assert said.err == ""
    assert document["command"] == "whatif"
    assert document["edits"][1] == "Shop is not there"
    assert document["falls_out"] == ["Shop"]
    assert document["comes_in"] == []
    assert document["after"]["value"] == document["value"] < document["before"]["value"]
    assert document["funds"]["main"] == {"before": 120_00, "after": 60_00}
    assert len(document["changes"]) == document["cells"] > 0
    assert (place / "w.xlsx").exists()


@pytest.mark.usefixtures("place")
def test_a_written_plan_is_not_made_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "portfolio.xlsx", "-o", "plan.xlsx"]) == 0
    capsys.readouterr()
    assert main([*RICHER, "--plan", "plan.xlsx", "--progress", "lines"]) == 0
    said = capsys.readouterr()
    assert said.err.splitlines()[0].startswith("0 of 1 plan · ")
    assert main(RICHER) == 0
    again = capsys.readouterr()
    assert again.err.splitlines()[0].startswith("0 of 2 plans · ")
    assert again.out.splitlines()[:-1] == said.out.splitlines()[:-1]


def test_a_plan_of_another_portfolio_is_refused(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    poorer = tuple(row.model_copy(update={"amount": 70_00}) for row in small().budgets)
    headgate.write(headgate.plan(change(small(), budgets=poorer)), place / "other.xlsx")
    assert main([*RICHER, "--plan", "other.xlsx"]) != 0
    assert "portfolio" in capsys.readouterr().err
    assert not (place / "whatif.xlsx").exists()


def test_a_slip_counts_from_the_plan_as_it_is(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["whatif", "portfolio.xlsx", "--slip", "Blog", "1"]) == 0
    said = capsys.readouterr().out
    assert "Blog slips by 1 period: it may start from Q4 on, not from Q3" in said
    summary = cells(values((place / "whatif.xlsx").read_bytes())).values()
    assert any(str(value).startswith("What if: Blog slips") for value in summary)
    stages = table((place / "whatif.xlsx").read_bytes(), "Stages", "StageChanges")
    assert [(row["Initiative"], row["Cause"]) for row in stages] == [("Blog", "what if")]


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        ([], "Nothing is asked"),
        (["--set", "Budgets!Mian W1 = 3"], "nearest: Main W1"),
        (["--drop", "ann"], "a kind and a name: person:ann"),
        (["--drop", "persn:ann"], "nearest: person"),
        (["--drop", "person:anna"], "nearest: ann"),
        (["--slip", "Shop", "x"], "a whole number from 1 to 100"),
        (["--slip", "Shpo", "2"], "nearest: shop"),
    ],
)
def test_what_cannot_be_asked_is_told_before_any_work(
    place: Path, capsys: pytest.CaptureFixture[str], edits: list[str], said: str
) -> None:
    assert main(["whatif", "portfolio.xlsx", *edits]) == 2
    told = capsys.readouterr()
    assert said in told.err.replace("person:ana", "person:ann")
    assert told.out == ""
    assert not (place / "whatif.xlsx").exists()


def test_every_edit_that_is_wrong_is_told_at_once(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = ["--set", "Budgets!Mian W1 = 3", "--drop", "person:anna"]
    assert main(["whatif", "portfolio.xlsx", *wrong]) == 2
    said = capsys.readouterr().err
    assert said.count("\nerror") + said.startswith("error") == 2
    assert place.exists()


def test_faults_that_an_edit_makes_name_their_cell(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit = ["--set", "Initiatives!Blog Latest finish = Q9"]
    assert main(["whatif", "portfolio.xlsx", *edit]) == 2
    assert "Initiatives" in capsys.readouterr().err
    assert not (place / "whatif.xlsx").exists()


def test_an_impossible_wish_ends_with_3(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edits = ["--set", "Budgets!Main W1 = 0", "--set", "Budgets!Main W2 = 0"]
    must = ["--set", "Initiatives!Shop Must do = yes"]
    assert main(["whatif", "portfolio.xlsx", *edits, *must]) == 3
    assert "No plan can satisfy this portfolio" in capsys.readouterr().err
    assert not (place / "whatif.xlsx").exists()
