"""`headgate roll`."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import headgate
from data.reading import read
from headgate import facts_of_ledger
from headgate.__main__ import main
from models.ledger_extract import Release
from models.portfolio import Portfolio
from models.stage import StageStatus
from optimizer.rolling import roll
from tests.portfolios import build, change, fund, gate, initiative, person, release, stage, team

Say = pytest.CaptureFixture[str]


def gated() -> Portfolio:
    """`cart` starts now and has a gate after a period; `shop` goes on for two."""
    return build(
        team("web"),
        person("ann", "web", {"build": 3}),
        person("bob", "web", {"build": 3}),
        fund("main", [100_00, 100_00]),
        initiative("cart", stage(5_00, 1, {"build": 2}), stage(7_00), worth=900),
        gate("cart", 1, "pending"),
        initiative("shop", stage(5_00, 2, {"build": 2}), worth=500),
    )


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Say) -> Path:
    """A folder with the portfolio in all its forms, and its plan."""
    monkeypatch.chdir(tmp_path)
    for name in ("portfolio.xlsx", "portfolio.json", "portfolio"):
        headgate.write(gated(), tmp_path / name)
    assert main(["plan", "portfolio.xlsx", "--progress", "none"]) == 0
    capsys.readouterr()
    return tmp_path


def expected() -> Portfolio:
    return roll(gated(), headgate.plan(gated()).bare).portfolio


@pytest.mark.parametrize("source", ["portfolio.xlsx", "portfolio.json", "portfolio"])
@pytest.mark.parametrize("target", ["next.xlsx", "next.json", "next"])
def test_every_form_rolls_into_every_form(
    here: Path, capsys: Say, source: str, target: str
) -> None:
    assert main(["roll", source, "plan.xlsx", "-o", target]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    heads = (
        "note     Releases: there is no ledger: what the plan releases now is taken as released",
        "changed  New outcomes: 'cart' stage 2 was planned to start now, and waits for the gate of",
        "note     Periods: the plan still ends with Q4; rows may be added to Periods and Budgets",
        f"{target}: as of 2026-04-01; 1 objective waits for an outcome. Next: headgate outcomes,",
    )
    for line, head in zip(said.out.splitlines(), heads, strict=True):
        assert line.startswith(head)
    assert read(here / target, strict=True).portfolio == expected()
    assert read(here / source).portfolio == gated()


def test_json_is_one_document(here: Path, capsys: Say) -> None:
    words = ["roll", "portfolio.xlsx", "plan.xlsx", "-o", "next.xlsx", "--as-of", "2026-05-05"]
    assert main([*words, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["command"], document["status"], document["exit"]) == ("roll", "ok", 0)
    assert document["as_of"] == "2026-05-05"
    assert document["output"] == "next.xlsx"
    assert [row["lost"] for row in document["remarks"]] == [False, True, False]
    assert [row["objective"] for row in document["open_objectives"]] == ["cart-1"]
    after = read(here / "next.xlsx").portfolio
    assert after is not None
    assert after.settings.as_of == date(2026, 5, 5)


def test_formats_columns_and_sheets_of_ones_own_are_kept(here: Path) -> None:
    workbook = openpyxl.load_workbook(here / "portfolio.xlsx")
    periods = workbook["Periods"]
    for row, text in enumerate(("Mine", "one", "two", "three", "four"), start=1):
        periods.cell(row, 7, text)
    periods.column_dimensions["A"].width = 44
    workbook.create_sheet("Notes")["A1"] = "mine"
    workbook.save(here / "portfolio.xlsx")
    assert main(["roll", "portfolio.xlsx", "plan.xlsx", "-o", "next.xlsx"]) == 0
    after = openpyxl.load_workbook(here / "next.xlsx")
    page = after["Periods"]
    assert [(row[0].value, row[6].value) for row in page.iter_rows()] == [
        ("Period", "Mine"),
        ("Q2", "two"),
        ("Q3", "three"),
        ("Q4", "four"),
    ]
    assert page.column_dimensions["A"].width == 44
    assert page["B2"].number_format == "yyyy-mm-dd"
    assert page.tables["Periods"].ref == "A1:E4"
    assert after["Notes"]["A1"].value == "mine"
    names = workbook["Stages"].data_validations.dataValidation
    assert [one.formula1 for one in after["Stages"].data_validations.dataValidation] == [
        one.formula1 for one in names
    ]
    asked = after["New outcomes"]
    assert [cell.value for cell in asked[2]] == [
        *("cart-1", "Cart", 1, "sales", ">=", 10, "Sales"),
        *[None] * 5,
    ]
    assert asked["I2"].number_format == "yyyy-mm-dd"


def test_the_quarter_goes_round(here: Path, capsys: Say) -> None:
    """Roll, fill in what was observed, merge it, plan, roll again."""
    assert main(["roll", "portfolio.xlsx", "plan.xlsx", "-o", "q2.xlsx"]) == 0
    workbook = openpyxl.load_workbook(here / "q2.xlsx")
    row = workbook["New outcomes"][2]
    for cell, value in zip(row[7:], [12, date(2026, 3, 30), "report", "Rosa", "Carl"], strict=True):
        cell.value = value
    workbook.save(here / "q2.xlsx")
    capsys.readouterr()
    assert main(["outcomes", "q2.xlsx"]) == 0
    assert "gate cart/1: pending -> passed" in capsys.readouterr().out
    assert main(["plan", "q2.xlsx", "-o", "plan2.xlsx", "--progress", "none"]) == 0
    assert main(["roll", "q2.xlsx", "plan2.xlsx", "-o", "q3.xlsx"]) == 0
    after = read(here / "q3.xlsx", strict=True).portfolio
    assert after is not None
    assert {(row.initiative, row.stage, row.status) for row in after.stages} == {
        ("cart", 1, StageStatus.DONE),
        ("cart", 2, StageStatus.DONE),
        ("shop", 1, StageStatus.DONE),
    }
    assert sum(row.amount for row in after.releases) == 5_00 + 7_00 + 5_00
    assert sum(row.amount for row in after.budgets) == 100_00  # W1 is over and nothing is carried
    assert [period.id for period in after.periods] == ["Q3", "Q4"]


def test_the_ledger_says_what_was_released(
    here: Path, capsys: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = release("shop", 1, 5_00, date(2026, 2, 2), fund="main")
    assert isinstance(row, Release)
    answer: Callable[..., object] = lambda *_: (row,)  # noqa: E731 - a stand-in of one line
    monkeypatch.setattr(facts_of_ledger, "releases_of", answer)
    assert main(["roll", "portfolio.xlsx", "plan.xlsx", "-o", "next.xlsx"]) == 0
    assert "'cart' (Cart) stage 1 was to be released and was not" in capsys.readouterr().out
    after = read(here / "next.xlsx").portfolio
    assert after is not None
    assert after.releases == (row,)


def test_rows_that_nobody_has_merged_are_not_lost(here: Path, capsys: Say) -> None:
    workbook = openpyxl.load_workbook(here / "portfolio.xlsx")
    page = workbook.create_sheet("New outcomes")
    page.append(["Objective", "Observed", "Date", "Evidence", "Reported by", "Confirmed by"])
    page.append(["cart-1", 12, date(2026, 3, 30), "report", "Rosa", "Carl"])
    page.append(["other", None])
    workbook.save(here / "portfolio.xlsx")
    assert main(["roll", "portfolio.xlsx", "plan.xlsx", "-o", "next.json"]) == 2
    assert "New outcomes has 1 filled row that nobody has merged" in capsys.readouterr().err
    assert main(["roll", "portfolio.xlsx", "plan.xlsx", "-o", "next.xlsx"]) == 0
    rows = openpyxl.load_workbook(here / "next.xlsx")["New outcomes"].iter_rows(values_only=True)
    assert [row[:2] for row in rows] == [("Objective", "Observed"), ("cart-1", 12)]
    assert main(["outcomes", "next.xlsx"]) == 0
    assert "gate cart/1: pending -> passed" in capsys.readouterr().out


def test_a_plan_of_another_state_is_refused(here: Path, capsys: Say) -> None:
    portfolio = gated()
    others = change(portfolio, budgets=tuple(reversed(portfolio.budgets))[:1])
    headgate.write(others, here / "portfolio.xlsx")
    assert main(["roll", "portfolio.xlsx", "plan.xlsx", "-o", "next.xlsx"]) == 2
    said = capsys.readouterr().err
    assert "plan.xlsx, About: the plan is of another state of the portfolio; plan it again" in said
    assert said.endswith("nothing was written\n")
    assert not (here / "next.xlsx").exists()


def test_a_plan_that_the_audit_refuses_is_refused(here: Path, capsys: Say) -> None:
    workbook = openpyxl.load_workbook(here / "plan.xlsx")
    page = workbook["Payments"]
    for row in page.iter_rows():
        for cell in row:
            if cell.value == 5:
                cell.value = 4
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    cell.value = None
    workbook.save(here / "plan.xlsx")
    assert main(["roll", "portfolio.xlsx", "plan.xlsx", "-o", "next.xlsx"]) == 2
    assert "Every tranche is paid in full, when it is due" in capsys.readouterr().err
    assert not (here / "next.xlsx").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["portfolio.xlsx", "plan.xlsx"], "the following arguments are required: -o/--output"),
        (["portfolio.xlsx", "plan.xlsx", "-o", "portfolio.xlsx"], "is the input"),
        (["portfolio.xlsx", "plan.xlsx", "-o", "plan.xlsx"], "is the input"),
        (["portfolio", "plan.xlsx", "-o", "portfolio"], "is the input"),
        (["portfolio.xlsx", "plan.xlsx", "-o", "portfolio"], "holds files already"),
        (["portfolio.xlsx", "plan.xlsx", "-o", "a.csv"], ".json or .xlsx"),
        (["portfolio.xlsx", "plam.xlsx", "-o", "a.xlsx"], "did you mean plan.xlsx?"),
        (["portfolio.xlsx", "plan.xlsx", "-o", "a.xlsx", "--as-of", "1 May"], "is not a day"),
        (
            ["portfolio.xlsx", "plan.xlsx", "-o", "a.xlsx", "--as-of", "2026-07-01"],
            "2026-07-01 is not within Q2, from 2026-04-01 to 2026-06-30",
        ),
    ],
)
def test_what_cannot_be_done(here: Path, capsys: Say, words: list[str], said: str) -> None:
    assert main(["roll", *words]) == 2
    assert said in capsys.readouterr().err
    assert not list(here.glob("headgate-report-*"))
    assert not (here / "a.xlsx").exists()
