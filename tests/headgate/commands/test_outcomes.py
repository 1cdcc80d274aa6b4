"""`headgate outcomes`."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import headgate
from data.reading import read
from headgate.__main__ import main
from models.portfolio import Portfolio
from tests.portfolios import build, fund, gate, initiative, person, stage, team

HEAD = "Objective,Observed,Date,Evidence,Reported by,Confirmed by\n"


def gated() -> Portfolio:
    """`cart` waits for its first outcome, `shop` has passed, `blog` failed; all have a stage 2."""
    return build(
        team("web"),
        person("ann", "web", {"build": 3}),
        fund("main", [100_00, 100_00]),
        [
            (
                initiative(name, stage(5_00, status="done"), stage(7_00), worth=10),
                gate(name, 1, verdict),
            )
            for name, verdict in (("cart", "pending"), ("shop", "passed"), ("blog", "failed"))
        ],
    )


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the portfolio in all its forms."""
    monkeypatch.chdir(tmp_path)
    for name in ("portfolio.xlsx", "portfolio.json", "portfolio"):
        headgate.write(gated(), tmp_path / name)
    return tmp_path


def results(folder: Path, *lines: str) -> None:
    text = HEAD + "\n".join([*lines, ""])
    (folder / "results.csv").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", ["portfolio.xlsx", "portfolio.json", "portfolio"])
def test_new_outcomes_are_merged_and_flip_gates(
    here: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    results(
        here,
        "cart-1,12,2026-01-14,report,Rosa Holm,Carl Dahl",
        "shop-1,12,2026-01-10,report shop-1,Rosa Holm,Carl Dahl",
        "blog-1,9,2026-01-14,report 2,Rosa Holm,Carl Dahl",
    )
    assert main(["outcomes", name, "results.csv"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.splitlines() == [
        "new           cart-1 on 2026-01-14: EUR 12",
        "already there shop-1 on 2026-01-10: EUR 12",
        "new           blog-1 on 2026-01-14: EUR 9",
        (
            "gate blog/1: failed -> conditional; the tranche of stage 2, EUR 7.00, is held: sales "
            "was EUR 9, the target is at least EUR 10; missed, but within amber at EUR 8"
        ),
        (
            "gate cart/1: pending -> passed; the tranche of stage 2, EUR 7.00, may be released "
            "(sales was EUR 12, the target is at least EUR 10)"
        ),
        f"2 new, 1 already there; 2 verdicts flipped; written to {name}",
    ]
    after = read(here / name).portfolio
    assert after is not None
    assert len(after.outcomes) == len(gated().outcomes) + 2
    assert main(["outcomes", name, "results.csv"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        f"3 already there; 0 verdicts flipped; written to {name}"
    )
    assert read(here / name).portfolio == after


def test_a_correction_tells_both_values_and_a_completion_what_came(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    results(here, "shop-1,1,2026-01-10,recount,Rosa Holm,Carl Dahl", "blog-1,1,2026-01-10,,,Nora")
    assert main(["outcomes", "portfolio.xlsx", "results.csv", "-o", "new.xlsx", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["command"] == "outcomes"
    assert [row["kind"] for row in document["outcomes"]] == ["corrected", "completed"]
    corrected, completed = document["outcomes"]
    assert corrected["before"][0]["observed"] == "12"
    assert corrected["outcome"]["observed"] == "1"
    assert completed["outcome"]["evidence"] == "report blog-1"
    assert completed["outcome"]["confirmed_by"] == "Nora"
    (flip,) = document["flips"]
    assert (flip["initiative"], flip["before"], flip["after"]) == ("shop", "passed", "failed")
    assert flip["meaning"] == (
        "the tranche of stage 2, EUR 7.00, is stopped; its money goes back to its fund"
    )
    assert read(here / "portfolio.xlsx").portfolio == gated()
    after = read(here / "new.xlsx").portfolio
    assert after is not None
    assert {(row.objective, row.observed) for row in after.outcomes} == {
        ("shop-1", Decimal(1)),
        ("blog-1", Decimal(1)),
    }
    assert main(["outcomes", "portfolio.xlsx", "results.csv", "-o", "new.xlsx"]) == 0
    first, second, *_ = capsys.readouterr().out.splitlines()
    assert first == "corrected     shop-1 on 2026-01-10: EUR 1, was EUR 12"
    assert second == ("completed     blog-1 on 2026-01-10: EUR 1; confirmed by Nora, was Carl Dahl")


def test_every_fault_is_told_in_one_pass_and_nothing_is_written(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = (here / "portfolio.xlsx").read_bytes()
    results(
        here,
        "card-1,12,2026-01-14,report,Rosa Holm,Carl Dahl",
        "cart-1,twelve,2026-01-14,report,Rosa Holm,Carl Dahl",
        "cart-1,12,14/01/2026,report,Rosa Holm,Carl Dahl",
        "shop-1,,2026-01-14,report,Rosa Holm,Carl Dahl",
        "shop-1,5,2026-01-13,report,Rosa Holm,Carl Dahl",
        "shop-1,6,2026-01-13,report,Rosa Holm,Carl Dahl",
    )
    assert main(["outcomes", "portfolio.xlsx", "results.csv"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0] for line in lines[:-1]] == [
        f"error    results.csv!{cell}" for cell in ("B3", "C4", "B5", "A2", "B7")
    ]
    assert "nearest: cart-1" in lines[3]
    assert lines[-1] == "5 errors, 0 warnings; nothing was written"
    assert (here / "portfolio.xlsx").read_bytes() == content


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the column 'Objective' is missing"),
        (HEAD.replace(",", ";").encode(), "the cells seem to be divided by ';', not by ','"),
        (HEAD.encode() + "café".encode("latin-1"), "line 2 is not UTF-8 text"),
        (HEAD.replace("Date", "Day").encode(), "the column 'Date' is missing"),
        (HEAD.encode() + b'"a"b', "line 2 is not CSV"),
    ],
)
def test_f13_files_that_are_no_results(
    here: Path, capsys: pytest.CaptureFixture[str], content: bytes, words: str
) -> None:
    (here / "results.csv").write_bytes(content)
    assert main(["outcomes", "portfolio.xlsx", "results.csv"]) == 2
    assert words in capsys.readouterr().err
    assert main(["outcomes", "portfolio.xlsx", "result.csv"]) == 2
    assert "did you mean results.csv?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("cell", "text", "words"),
    [
        ("B2", "12k,2026-01-14,x,A,B", "'12k' is not a number"),
        ("B2", "1e999,2026-01-14,x,A,B", "'1e999' is not a number"),
        ("B2", "1234567890123456,2026-01-14,x,A,B", "has more than 15 digits"),
        ("C2", "12,2026-02-30,x,A,B", "'2026-02-30' is not in the calendar"),
        ("C2", "12,,x,A,B", "is empty and must be filled"),
        ("D2", "12,2026-01-14,a\x01b,A,B", "has a control character in it"),
    ],
)
def test_cells_are_read_with_the_guards_of_the_input(
    here: Path, capsys: pytest.CaptureFixture[str], cell: str, text: str, words: str
) -> None:
    results(here, f"cart-1,{text}")
    assert main(["outcomes", "portfolio.xlsx", "results.csv"]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"error    results.csv!{cell}: ")
    assert words in said


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [
        ("B2", "=1/0", "has a formula without a stored value"),
        ("B2", "12", "'12' is not a number"),
        ("C2", "2026-01-14", "'2026-01-14' is not a date"),
        ("D2", date(2026, 1, 14), "is not text"),
    ],
)
def test_cells_of_a_workbook_are_read_with_its_guards(
    here: Path, capsys: pytest.CaptureFixture[str], cell: str, value: str | date, words: str
) -> None:
    workbook = openpyxl.Workbook()
    page = workbook.create_sheet("New outcomes")
    page.append(HEAD.strip().split(","))
    page.append(["cart-1", 12, date(2026, 1, 14), "report", "Rosa", "Carl"])
    page[cell].value = value
    workbook.save(here / "results.xlsx")
    assert main(["outcomes", "portfolio.xlsx", "results.xlsx"]) == 2
    said = capsys.readouterr().err
    assert f"New outcomes!{cell}: " in said
    assert words in said


def test_another_notation_is_declared_beside_the_file(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "format.json").write_text('{"delimiter": ";", "decimal": ","}', encoding="utf-8")
    text = HEAD.replace(",", ";") + "cart-1;12,5;2026-01-14;'=report;Rosa;Carl\n"
    (here / "results.csv").write_text(text, encoding="utf-8")
    assert main(["outcomes", "portfolio.xlsx", "results.csv"]) == 0
    assert "new           cart-1 on 2026-01-14: EUR 12.5" in capsys.readouterr().out
    after = read(here / "portfolio.xlsx").portfolio
    assert after is not None
    assert after.outcomes[-1].evidence == "=report"


def test_results_may_be_a_workbook(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workbook = openpyxl.Workbook()
    page = workbook.create_sheet("Outcomes")
    page.append(HEAD.strip().split(","))
    page.append(["cart-1", 12, date(2026, 1, 20), "report", "Rosa", "Carl"])
    workbook.save(here / "results.xlsx")
    assert main(["outcomes", "portfolio.xlsx", "results.xlsx"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("warning  Outcomes!C2: 2026-01-20 is after the as-of date 2026-01-15")
    assert "gate cart/1: pending -> unproven" in said[2]


def test_without_results_the_filled_rows_of_new_outcomes_are_taken(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook = openpyxl.load_workbook(here / "portfolio.xlsx")
    page = workbook.create_sheet("New outcomes")
    page.append(["Objective", "Owner", *HEAD.strip().split(",")[1:]])
    page.append(["shop-1", "Sales"])
    page.append(["cart-1", "Sales", 12, date(2026, 1, 14), "report", "Rosa", "Carl"])
    workbook.save(here / "portfolio.xlsx")
    assert main(["check", "portfolio.xlsx", "--strict"]) == 0
    capsys.readouterr()
    assert main(["outcomes", "portfolio.xlsx"]) == 0
    assert "1 new; 1 verdict flipped; written to" in capsys.readouterr().out
    after = openpyxl.load_workbook(here / "portfolio.xlsx")["New outcomes"]
    assert [[cell.value for cell in row][:2] for row in after.iter_rows()] == [
        ["Objective", "Owner"],
        ["shop-1", "Sales"],
    ]
    assert main(["outcomes", "portfolio.xlsx"]) == 0
    assert "no new outcomes; 0 verdicts flipped" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["outcomes", "portfolio.json"], "a JSON document has no sheet of new outcomes"),
        (["outcomes", "portfolio"], "there is no sheet of new outcomes"),
        (["outcomes", "portfolio.xlsx"], "there is no sheet of new outcomes"),
        (["outcomes", "portfolio.xlsx", "results.csv", "-o", "a.csv"], ".json or .xlsx"),
        (["outcomes", "portfolio", "results.csv", "-o", "full"], "holds files already"),
    ],
)
def test_what_cannot_be_done(
    here: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    results(here, "cart-1,12,2026-01-14,report,Rosa Holm,Carl Dahl")
    (here / "full").mkdir()
    (here / "full" / "mine.txt").write_text("mine", encoding="utf-8")
    assert main(words) == 2
    assert said in capsys.readouterr().err
    assert not list(here.glob("headgate-report-*"))
