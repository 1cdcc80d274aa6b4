"""Faults 12 and 13: folders of CSV files."""

from __future__ import annotations

import csv
import json
import os
import shutil
from pathlib import Path

import pytest

from data.reading import read
from data.writing import write
from models.portfolio import Portfolio
from tests.data.draft import errors, small, warnings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "portfolio"
    write(small(), path)
    return path


def declare(folder: Path, **declaration: str) -> None:
    (folder / "format.json").write_text(json.dumps(declaration))


def replace(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def test_f12_links_are_refused(folder: Path, tmp_path: Path) -> None:
    shutil.move(folder / "Teams.csv", tmp_path / "elsewhere.csv")
    (folder / "Teams.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert errors(read(folder)) == ["Teams: it is a link to another place; the file itself"]


def test_f12_a_linked_declaration_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.json").write_text("{}")
    (folder / "format.json").symlink_to(tmp_path / "elsewhere.json")
    [found] = errors(read(folder))
    assert "it is a link to another place" in found


def test_f12_pipes_do_not_hang_the_reader(folder: Path) -> None:
    (folder / "Teams.csv").unlink()
    os.mkfifo(folder / "Teams.csv")
    assert errors(read(folder)) == ["Teams: it is not a plain file; the file itself"]


def test_f13_latin_1_is_refused_with_its_line(folder: Path) -> None:
    path = folder / "Teams.csv"
    path.write_bytes(path.read_text().replace("Web", "Café").encode("latin-1"))
    assert errors(read(folder)) == [
        "Teams: line 2 is not UTF-8 text; UTF-8; in Excel: Save As > CSV UTF-8"
    ]


def test_f13_utf_16_is_refused(folder: Path) -> None:
    path = folder / "Teams.csv"
    path.write_bytes(path.read_text().encode("utf-16"))
    [found] = errors(read(folder))
    assert found.startswith("Teams: line 1 is not UTF-8 text")


def test_f13_a_byte_order_mark_declares_utf_8(folder: Path) -> None:
    path = folder / "Teams.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read(folder).portfolio == small()


def test_f13_another_delimiter_is_not_guessed(folder: Path) -> None:
    path = folder / "Teams.csv"
    path.write_text(path.read_text().replace(",", ";"))
    assert errors(read(folder)) == [
        (
            "Teams: the cells seem to be divided by ';', not by ','; "
            'commas, or format.json with {"delimiter": ";"} in it'
        )
    ]


def test_f13_delimiter_and_decimal_comma_can_be_declared(folder: Path) -> None:
    for path in folder.iterdir():
        with path.open(newline="") as file:
            rows = [[cell.replace(".", ",") for cell in row] for row in csv.reader(file)]
        with path.open("w", newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows)
    declare(folder, delimiter=";", decimal=",")
    assert "0,5" in (folder / "Settings.csv").read_text()
    assert read(folder).portfolio == small()


def test_f13_an_undeclared_decimal_comma_is_a_fault(folder: Path) -> None:
    replace(folder, "Stages.csv", ",500,", ',"500,25",')
    assert errors(read(folder)) == [
        "Stages!D2: '500,25' is not a number; a plain number such as 1250.5, without separators"
    ]


def test_f13_thousands_separators_are_a_fault(folder: Path) -> None:
    replace(folder, "Budgets.csv", ",100000,", ',"100,000",')
    assert [text.split(";")[0] for text in errors(read(folder))] == [
        "Budgets!C2: '100,000' is not a number",
        "Budgets!C3: '100,000' is not a number",
    ]


@pytest.mark.parametrize(
    "declaration",
    [
        '{"delimiter": ","',
        '{"delimiter": "x"}',
        '{"decimal": ","}',
        '{"encoding": "latin-1"}',
        "[]",
    ],
)
def test_f13_an_odd_declaration_is_refused(folder: Path, declaration: str) -> None:
    (folder / "format.json").write_text(declaration)
    [found] = errors(read(folder))
    assert found.startswith("portfolio: format.json: ")
    assert found.endswith('such as {"delimiter": ";", "decimal": ","}')


def test_f13_broken_quotes_are_a_fault(folder: Path) -> None:
    replace(folder, "Teams.csv", "web,Web", 'web,"Web')
    [found] = errors(read(folder))
    assert found.startswith("Teams: line 2 is not CSV: ")


def test_f13_a_cell_right_of_the_headers_is_a_fault(folder: Path) -> None:
    replace(folder, "Teams.csv", "web,Web", "web,Web, the team,a,b,c,d,e,f,g")
    found = errors(read(folder))
    assert "Teams!I2: stands to the right of the last header; quotes around commas" in found


def test_f14_a_missing_file_is_a_missing_sheet(folder: Path) -> None:
    (folder / "Waivers.csv").rename(folder / "Waiver.csv")
    assert errors(read(folder)) == [
        (
            "Waivers: the sheet is missing; nearest there: 'Waiver'; "
            "all sheets of the template, even if empty"
        )
    ]
    assert "Waiver: unknown sheet; nearest: Waivers" in warnings(read(folder))


def test_f34_formulas_are_text_in_csv_too(tmp_path: Path) -> None:
    base = small()
    attack = "=cmd|' /C calc'!A0"
    team = base.teams[0].model_copy(update={"name": attack, "leader": "'=quoted"})
    portfolio = base.model_copy(update={"teams": (team,)})
    write(portfolio, tmp_path / "p")
    text = (tmp_path / "p" / "Teams.csv").read_text()
    assert f"'{attack}" in text
    assert f",{attack}" not in text
    assert read(tmp_path / "p").portfolio == portfolio


def test_a_folder_with_other_files_is_never_replaced(folder: Path) -> None:
    (folder / "thesis.docx").write_text("ten years of work")
    with pytest.raises(FileExistsError, match=r"thesis\.docx"):
        write(small(), folder)
    assert (folder / "thesis.docx").read_text() == "ten years of work"


def test_a_folder_of_ours_is_replaced(folder: Path, portfolio: Portfolio) -> None:
    write(portfolio, folder)
    assert read(folder).portfolio == portfolio
    assert [entry.name for entry in folder.parent.iterdir()] == ["portfolio"]
