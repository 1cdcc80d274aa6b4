"""`headgate diagnose`."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

import headgate
from headgate.__main__ import main
from tests.optimizer.diagnosis.culprits import CULPRITS, NAMES
from tests.reports.opened import table


@pytest.fixture
def broke(place: Path) -> Path:
    """A folder with a portfolio that has no plan."""
    headgate.write(CULPRITS["lock"], place / "broke.xlsx")
    return place


def test_it_says_what_clashes_and_what_helps(
    broke: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diagnose", "broke.xlsx"]) == 3
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("No plan can satisfy this portfolio: 1 smallest set of rows cannot")
    assert said[1].startswith("Clash 1   proven by two engines")
    assert any(line.startswith("  Assignments!") and "Ann is locked" in line for line in said)
    assert "Repairs   more people" in said
    assert "Repairs   a row waived or loosened" in said
    assert any("Ann is no longer locked to the team “Api”" in line for line in said)
    assert said[-1].startswith("Written   diagnosis.xlsx in ")
    content = (broke / "diagnosis.xlsx").read_bytes()
    rows = table(content, "Clashes", "Clashes")
    assert {row["Proven by"] for row in rows} == {"two engines"}
    assert all("!" in row["Where"] for row in rows)
    repairs = table(content, "Repairs", "Repairs")
    assert [row["Checks passed"] for row in repairs] == [repairs[0]["Checks passed"]] * 3


def test_json_is_one_document(broke: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diagnose", "broke.xlsx", "-o", "d.xlsx", "--json"]) == 3
    said = capsys.readouterr()
    document = json.loads(said.out)
    assert said.err == ""
    assert (document["command"], document["status"], document["exit"]) == ("diagnose", "no plan", 3)
    assert document["output"] == "d.xlsx"
    (clash,) = document["conflicts"]
    assert (clash["minimal"], clash["confirmed"]) == (True, True)
    assert [row["at"].split("!")[0] for row in clash["rows"]] == [
        "Initiatives",
        "Demand",
        "Assignments",
    ]
    assert {row["kind"] for row in document["repairs"]} == {"people", "waiver"}
    assert all(row["changes"][0]["at"].count("!") == 1 for row in document["repairs"])
    assert document["all_conflicts"]
    assert (broke / "d.xlsx").exists()


def test_where_a_plan_exists_it_says_so(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diagnose", "portfolio.xlsx"]) == 0
    assert capsys.readouterr().out.startswith("A plan exists, so nothing clashes: EUR ")
    assert not (place / "diagnosis.xlsx").exists()
    assert main(["diagnose", "portfolio.xlsx", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["conflicts"], document["repairs"]) == ([], [])
    assert document["value"] > 0


def test_what_rules_already_refuse_is_diagnosed_too(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    headgate.write(CULPRITS["gate"], place / "gate.xlsx")
    assert main(["plan", "gate.xlsx"]) == 2
    capsys.readouterr()
    assert main(["diagnose", "gate.xlsx"]) == 3
    assert "the gate after stage 1 of “Law” is waived" in capsys.readouterr().out


def test_plan_points_to_it(broke: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "broke.xlsx"]) == 3
    assert capsys.readouterr().err.splitlines()[-1].startswith("headgate diagnose finds out")
    assert not (broke / "plan.xlsx").exists()


def test_plan_says_where_only_names_refuse(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    headgate.write(NAMES, place / "names.xlsx")
    assert main(["plan", "names.xlsx"]) == 3
    said = capsys.readouterr().err
    assert "nobody can be named for all its work" in said
    assert "headgate diagnose" in said


def test_ctrl_c_before_anything_is_known(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("headgate.interrupt.Interrupt.__call__", lambda _: True)
    assert main(["diagnose", "portfolio.xlsx"]) == 130
    assert "Stopped; nothing was written." in capsys.readouterr().err
    assert not (place / "diagnosis.xlsx").exists()


def test_ctrl_c_gives_what_is_known(
    broke: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pressed while the least changes are looked for: the set of rows stays."""
    pressed: list[str] = []
    monkeypatch.setattr("headgate.diagnosing.Effort.tell", lambda _, phase: pressed.append(phase))
    monkeypatch.setattr(
        "headgate.interrupt.Interrupt.__call__",
        lambda _: "looking for the least changes" in pressed,
    )
    assert main(["diagnose", "broke.xlsx"]) == 3
    said = capsys.readouterr().out
    assert "Ann is locked" in said
    assert "The search was ended before everything was tried" in said
    assert (broke / "diagnosis.xlsx").exists()


@pytest.mark.parametrize("output", ["broke.xlsx", "diagnosis.json", "none/diagnosis.xlsx"])
def test_a_place_that_takes_no_result_is_refused(
    broke: Path, output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path.name: path.read_bytes() for path in broke.iterdir()}
    assert main(["diagnose", "broke.xlsx", "-o", output]) == 2
    assert output in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in broke.iterdir()} == before


def test_other_faults_are_told_as_ever(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.load_workbook(place / "portfolio.xlsx")
    sheet = book["Budgets"]
    sheet.cell(sheet.max_row, 1).value = "nobody"
    book.save(place / "faulty.xlsx")
    assert main(["diagnose", "faulty.xlsx"]) == 2
    assert "Budgets!" in capsys.readouterr().err
    assert not (place / "diagnosis.xlsx").exists()


@pytest.mark.parametrize("command", ["diagnose", "alternatives"])
def test_workers_and_a_cluster_can_be_asked_for(
    command: str, broke: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "broke.xlsx", "--workers", "2"]) == 3
    assert main([command, "broke.xlsx", "--workers", "0"]) == 2
    assert "'0' is not a whole number from 1 to 256" in capsys.readouterr().err
    assert (broke / "broke.xlsx").exists()


def test_a_cluster_that_is_not_there_is_refused(
    broke: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diagnose", "broke.xlsx", "--cluster", "nowhere"]) not in (0, 3)
    assert "nowhere" in capsys.readouterr().err
    assert not (broke / "diagnosis.xlsx").exists()
