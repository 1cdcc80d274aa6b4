"""`headgate check`."""

import json
import re
from pathlib import Path

import openpyxl
import pytest

import headgate
from headgate.__main__ import main
from tests.headgate.conftest import small
from tests.portfolios import after, build, change, initiative, stage, team


def _set(path: Path, **cells: str) -> None:
    """Change cells such as `Stages_D2` of a workbook."""
    book = openpyxl.load_workbook(path)
    for name, value in cells.items():
        sheet, cell = name.split("_")
        book[sheet][cell] = value
    book.save(path)


def test_a_sound_portfolio(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(path.name for path in place.iterdir())
    assert main(["check", "portfolio.xlsx"]) == 0
    said = capsys.readouterr()
    assert said.out.endswith("portfolio.xlsx: 0 errors, 0 warnings; it can be planned\n")
    assert said.err == ""
    assert sorted(path.name for path in place.iterdir()) == before


def test_every_fault_is_listed_with_its_cell(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _set(place / "portfolio.xlsx", Stages_D2="a lot", Initiatives_C3="wob")
    assert main(["check", "portfolio.xlsx"]) == 2
    said = capsys.readouterr().out
    assert "error    Stages!D2: " in said
    assert "error    Initiatives!C3: " in said
    assert "web" in said
    assert said.splitlines()[-1] == (
        "portfolio.xlsx: 2 errors, 0 warnings; nothing can be planned from it"
    )


def test_a_finding_of_the_rules_has_its_cell_too(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crossed = build(
        team("web"),
        team("api", "platform"),
        initiative("shop", stage()),
        initiative("gateway", stage(), team="api"),
        after("shop", "gateway", release_plan_of="api"),
    )
    headgate.write(crossed, place / "crossed.xlsx")
    assert main(["check", "crossed.xlsx"]) == 2
    assert "error    Dependencies!C2: " in capsys.readouterr().out


def test_a_warning_stops_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    portfolio = small()
    leaderless = portfolio.teams[0].model_copy(update={"leader": None})
    headgate.write(change(portfolio, teams=(leaderless,)), place / "leaderless.xlsx")
    assert main(["check", "leaderless.xlsx"]) == 0
    said = capsys.readouterr().out
    assert "warning  Teams!" in said
    assert "0 errors, 1 warning; it can be planned" in said


def test_an_unknown_column_is_a_warning_unless_strict(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    headgate.write(small(), place / "folder")
    file = place / "folder" / "Metrics.csv"
    header, *rows = file.read_text(encoding="utf-8").splitlines()
    separator = ";" if ";" in header else ","
    lines = [f"{header}{separator}Colour", *(f"{row}{separator}red" for row in rows)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert main(["check", "folder"]) == 0
    assert "warning  Metrics!" in capsys.readouterr().out
    assert main(["check", "folder", "--strict"]) == 2
    assert "error    Metrics!" in capsys.readouterr().out


def test_hidden_rows_are_read_and_said(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.load_workbook(place / "portfolio.xlsx")
    book["Stages"].row_dimensions[3].hidden = True
    book["Metrics"].sheet_state = "hidden"
    book.save(place / "portfolio.xlsx")
    assert main(["check", "portfolio.xlsx"]) == 0
    said = capsys.readouterr().out
    assert re.search(r"(?m)^warning  Stages.*hidden.*1 row", said)
    assert re.search(r"(?m)^warning  Metrics.*hidden", said)


def test_json_is_one_document(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _set(place / "portfolio.xlsx", Stages_D2="a lot")
    assert main(["check", "portfolio.xlsx", "--json"]) == 2
    said = capsys.readouterr()
    document = json.loads(said.out)
    assert said.err == ""
    assert (document["command"], document["status"], document["exit"]) == ("check", "faults", 2)
    assert [row["at"] for row in document["findings"]] == ["Stages!D2"]
    assert document["value"] is None
    assert document["seconds"] > 0


def test_json_of_a_sound_portfolio(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(place / "portfolio.json"), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["status"], document["exit"], document["findings"]) == ("ok", 0, [])
    assert (document["portfolio"], document["currency"]) == ("Small", "EUR")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("portfolo.xlsx", "portfolo.xlsx: there is no such file; did you mean portfolio.xlsx?"),
        ("zzz", "zzz: there is no such file; check the name and the folder"),
        ("away/portfolio.xlsx", "there is no such file; there is no folder away either"),
        ("empty.xlsx", "empty.xlsx: "),
        ("notes.txt", "notes.txt: "),
        ("bad.json", "bad.json: the document is no JSON"),
    ],
)
def test_what_is_no_portfolio_is_said(
    place: Path, capsys: pytest.CaptureFixture[str], name: str, words: str
) -> None:
    (place / "empty.xlsx").touch()
    (place / "notes.txt").write_text("not a workbook")
    (place / "bad.json").write_text("{")
    assert main(["check", name]) == 2
    said = capsys.readouterr()
    assert words in said.out + said.err
    assert main(["check", name, "--json"]) == 2
    document = json.loads(capsys.readouterr().out)
    assert document["status"] == "faults"
    assert len(document["findings"]) == 1
