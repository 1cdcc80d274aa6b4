"""`headgate alternatives`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import headgate
from headgate.__main__ import main
from tests.headgate.test_choosing import choice
from tests.optimizer.diagnosis.culprits import CULPRITS
from tests.reports.opened import table


@pytest.fixture
def choices(place: Path) -> Path:
    """A folder with a portfolio of near-equal initiatives."""
    headgate.write(choice(), place / "choice.xlsx")
    return place


def test_it_says_what_each_trades(choices: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["alternatives", "choice.xlsx", "--within", "1%", "--count", "3"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("3 alternatives worth at least EUR ")
    assert said[1].startswith("A  + I2, + I3, - I0, - I1; EUR ")
    assert said[-1].startswith("Written   alternatives.xlsx in ")
    rows = table((choices / "alternatives.xlsx").read_bytes(), "Initiatives", "InitiativesByPlan")
    fates = {row["Initiative"]: (row["Best plan"], row["A"]) for row in rows}
    assert fates == {
        "I0": ("Q1", "out"),
        "I1": ("Q1", "out"),
        "I2": ("–", "in, Q1"),
        "I3": ("–", "in, Q1"),
    }


@pytest.mark.usefixtures("choices")
def test_json_is_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["alternatives", "choice.xlsx", "--count", "2", "-o", "a.xlsx", "--json"]) == 0
    said = capsys.readouterr()
    document = json.loads(said.out)
    assert said.err == ""
    assert (document["command"], document["exit"]) == ("alternatives", 0)
    assert len(document["plans"]) == 2
    assert document["output"] == "a.xlsx"
    first = document["plans"][0]
    assert first["trades"]["in"] == ["i2", "i3"]
    assert first["trades"]["out"] == ["i0", "i1"]
    assert first["value"] == document["value"] + first["trades"]["value"]
    assert first["value"] >= document["floor"]
    assert first["gap"] == pytest.approx((document["bound"] - first["value"]) / document["bound"])
    assert first["checks"] > 40
    assert {"sooner", "later", "moves", "people", "teams"} <= set(first["trades"])


@pytest.mark.usefixtures("choices")
def test_it_begins_from_a_written_plan(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "choice.xlsx", "-o", "plan.xlsx"]) == 0
    again = ["alternatives", "choice.xlsx", "--plan", "plan.xlsx", "--count", "1"]
    capsys.readouterr()
    assert main(again) == 0
    assert "A  + I2, + I3, - I0, - I1" in capsys.readouterr().out
    assert main(["alternatives", "portfolio.xlsx", "--plan", "plan.xlsx"]) != 0
    assert main(["alternatives", "choice.xlsx", "--plan", "choice.xlsx"]) == 2
    assert "the workbook is no plan" in capsys.readouterr().err


def test_without_a_plan_there_are_no_alternatives(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    headgate.write(CULPRITS["money"], place / "broke.xlsx")
    assert main(["alternatives", "broke.xlsx"]) == 3
    said = capsys.readouterr().err
    assert "Budgets!" in said
    assert "headgate diagnose" in said
    assert not (place / "alternatives.xlsx").exists()


@pytest.mark.parametrize(
    "wrong", [["--within", "101"], ["--within", "much"], ["--count", "0"], ["--count", "21"]]
)
def test_what_cannot_be_asked_is_refused(
    choices: Path, wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["alternatives", "choice.xlsx", *wrong]) == 2
    assert wrong[1] in capsys.readouterr().err
    assert not (choices / "alternatives.xlsx").exists()


@pytest.mark.parametrize("output", ["choice.xlsx", "alternatives.json", "none/alternatives.xlsx"])
def test_a_place_that_takes_no_result_is_refused(
    choices: Path, output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path.name: path.read_bytes() for path in choices.iterdir()}
    assert main(["alternatives", "choice.xlsx", "-o", output]) == 2
    assert output in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in choices.iterdir()} == before
