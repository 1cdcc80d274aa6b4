"""`headgate compare`, and `headgate plan --against`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

import headgate
from headgate.__main__ import main
from models.comparison import CauseKind, Shift
from tests.headgate.conftest import small
from tests.portfolios import build, change, fund, initiative, stage, team
from tests.reports.opened import table


@pytest.fixture
def plans(place: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A folder with `old.xlsx` and, of less money, `new.xlsx`: nothing can begin at once."""
    poorer = tuple(
        row.model_copy(update={"amount": 30_00 if row.window == "W1" else row.amount})
        for row in small().budgets
    )
    headgate.write(change(small(), budgets=poorer), place / "poorer.xlsx")
    assert main(["plan", "portfolio.xlsx", "-o", "old.xlsx"]) == 0
    assert main(["plan", "poorer.xlsx", "-o", "new.xlsx"]) == 0
    capsys.readouterr()
    return place


def test_it_says_what_changed_and_writes_the_cells(
    plans: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", "old.xlsx", "new.xlsx"]) == 0
    said = capsys.readouterr().out
    assert "Out now   EUR 0 (before: EUR 60)" in said
    assert "Stages    1 stage starts later" in said
    assert said.splitlines()[-1].startswith("Written   changes.xlsx: ")
    rows = table((plans / "changes.xlsx").read_bytes(), "Every changed cell", "ChangedCells")
    assert f"{len(rows)} cells changed, each with its cause" in said
    budget = next(row for row in rows if row["Sheet"] == "Budget" and row["Column"] == "Budget")
    assert (budget["Before"], budget["Now"], budget["Cause"]) == (100, 30, "budget")


def test_json_is_one_document(plans: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "old.xlsx", str(plans / "new.xlsx"), "-o", "c.xlsx", "--json"]) == 0
    said = capsys.readouterr()
    document = json.loads(said.out)
    assert said.err == ""
    assert (document["command"], document["status"], document["exit"]) == ("compare", "ok", 0)
    assert document["output"] == "c.xlsx"
    assert document["cells"] == len(document["changes"]) == sum(document["causes"].values())
    assert document["before"]["release_now"] == 60_00
    assert document["after"]["release_now"] == 0
    assert document["value"] == document["after"]["value"] < document["before"]["value"]
    assert set(document["causes"]) <= {kind.value for kind in CauseKind}
    assert set(document["stages"]) == {shift.value for shift in Shift}


def test_a_plan_against_itself(plans: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(plans / "old.xlsx", plans / "copy.xlsx")
    assert main(["compare", "old.xlsx", "copy.xlsx"]) == 0
    said = capsys.readouterr().out
    assert "no cell changed" in said
    assert "nothing changed" in said


def test_all_faults_of_both_are_told_at_once(
    plans: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", "portfolio.xlsx", "portfolio.json"]) == 2
    said = capsys.readouterr().err
    assert "portfolio.xlsx: the workbook is no plan: it has no sheet About" in said
    assert "portfolio.json: the file is not a workbook; a plan that Headgate wrote (.xlsx)" in said
    assert main(["compare", "gone.xlsx", "portfolio.xlsx"]) == 2
    said = capsys.readouterr().err
    assert "gone.xlsx: there is no such file" in said
    assert "it has no sheet About" in said
    assert not (plans / "changes.xlsx").exists()


@pytest.mark.parametrize("output", ["old.xlsx", "new.xlsx", "changes.json", "none/changes.xlsx"])
def test_a_place_that_takes_no_result_is_refused(
    plans: Path, output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path.name: path.read_bytes() for path in plans.iterdir()}
    assert main(["compare", "old.xlsx", "new.xlsx", "-o", output]) == 2
    assert output in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in plans.iterdir()} == before


def test_plans_in_other_currencies_are_refused(
    plans: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = build(
        team("web"), fund("main", [100_00]), initiative("shop", stage(1), worth=1), currency="USD"
    )
    headgate.write(headgate.plan(other), plans / "usd.xlsx")
    assert main(["compare", "old.xlsx", "usd.xlsx"]) == 2
    said = capsys.readouterr().err
    assert "usd.xlsx: the plans are in different currencies, EUR and USD" in said
    assert not (plans / "changes.xlsx").exists()


def test_every_view_can_be_compared(plans: Path, capsys: pytest.CaptureFixture[str]) -> None:
    views = ("finance", "delivery", "executives")
    for view in views:
        headgate.write(headgate.plan(small()), plans / f"{view}.xlsx", audience=view)
        assert main(["compare", f"{view}.xlsx", "new.xlsx"]) == 0
        said = capsys.readouterr().out
        assert ("Not compared: single payments" in said) == (view != "finance")
        assert ("People    not compared" in said) == (view == "executives")


def test_a_new_plan_tells_its_changes_against_an_old_one(plans: Path) -> None:
    assert main(["plan", "poorer.xlsx", "--against", "old.xlsx", "-o", "told.xlsx"]) == 0
    told = table((plans / "told.xlsx").read_bytes(), "Changes", "ChangedCells")
    assert main(["compare", "old.xlsx", "told.xlsx"]) == 0
    listed = (plans / "changes.xlsx").read_bytes()
    assert told == table(listed, "Every changed cell", "ChangedCells")
    assert any(row["Cause"] == "budget" for row in told)


def test_against_something_else_nothing_is_planned(
    plans: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("planned")

    monkeypatch.setattr("headgate.pipeline.run", never)
    command = ["plan", "poorer.xlsx", "-o", "told.xlsx", "--against"]
    assert main([*command, "portfolio.xlsx"]) == 2
    assert "the workbook is no plan" in capsys.readouterr().err
    assert main([*command, "gone.xlsx"]) == 2
    assert main(["plan", "poorer.xlsx", "-o", "old.xlsx", "--against", "old.xlsx"]) == 2
    assert not (plans / "told.xlsx").exists()


def test_from_python(plans: Path) -> None:
    found = headgate.compare(plans / "old.xlsx", plans / "new.xlsx")
    assert [row.shift for row in found.stages][-1] is Shift.LATER
    headgate.write(found, plans / "changes.xlsx")
    assert openpyxl.load_workbook(plans / "changes.xlsx").sheetnames[0] == "Summary"
    old, new = headgate.plan(small()), headgate.plan(headgate.read(plans / "poorer.xlsx"))
    headgate.write(new, plans / "by_plan.xlsx", against=old)
    headgate.write(new, plans / "by_file.xlsx", against=plans / "old.xlsx")
    by_plan, by_file = (
        table((plans / name).read_bytes(), "Changes", "ChangedCells")
        for name in ("by_plan.xlsx", "by_file.xlsx")
    )
    assert by_plan == by_file
    with pytest.raises(headgate.InputError, match="the workbook is no plan"):
        headgate.write(new, plans / "no.xlsx", against=plans / "portfolio.xlsx")
    assert not (plans / "no.xlsx").exists()
