"""A folder of CSV files is edited where it changes and nowhere else."""

import csv
import io
import re
from decimal import Decimal
from pathlib import Path

import pytest

from data.observations import prepared_rows
from data.reading import read
from data.revising import revise
from data.revision import Revision, prepared
from data.sheets.new_outcomes import HEADERS
from data.writing import write
from models.portfolio import Portfolio
from tests.data.editing.test_outcomes_in_a_workbook import asked, small, without_shop
from tests.portfolios import change

_NUMBER = re.compile(r"^([0-9]+)[.]([0-9]+)$")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """As a spreadsheet program might have saved it, with a column and a file of one's own."""
    path = tmp_path / "portfolio"
    write(change(small(), outcomes=small().outcomes), path)
    for file in path.iterdir():
        with file.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines))
        if file.stem == "Outcomes":
            rows = [[*row, str(at) if at else "Mine"] for at, row in enumerate(rows)]
        out = io.StringIO()
        cells = [[_NUMBER.sub(r"\1,\2", cell) for cell in row] for row in rows]
        csv.writer(out, delimiter=";").writerows(cells)
        file.write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode())
    (path / "format.json").write_text('{"delimiter": ";", "decimal": ","}', encoding="utf-8")
    (path / "notes.txt").write_text("mine", encoding="utf-8")
    return path


def revised(path: Path, after: Portfolio, target: Path, *more: Revision) -> None:
    reading = read(path)
    assert reading.portfolio is not None, reading.issues
    revise(path, target, (reading.portfolio, after), reading.sources, lambda _: more)


def test_only_what_changes_changes(folder: Path) -> None:
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    revised(folder, without_shop(small()), folder)
    after = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert {name for name in after if after[name] != before.get(name)} == {"Outcomes.csv"}
    assert before.keys() == after.keys()
    assert read(folder).portfolio == without_shop(small())
    lines = after["Outcomes.csv"].decode("utf-8-sig").split("\r\n")
    assert after["Outcomes.csv"].startswith(b"\xef\xbb\xbf")
    assert [line.rpartition(";")[2] for line in lines] == ["Mine", "1", "3", "", "", ""]
    assert lines[3].startswith("cart-1;3,25;2026-01-12;")


def test_new_outcomes_become_a_file_that_is_not_read(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "next"
    asks = asked("cart-1").model_copy(update={"target": Decimal("2.5")})
    revised(folder, small(), target, prepared(None, {}, (asks,)))
    assert (target / "New outcomes.csv").read_text(encoding="utf-8").splitlines() == [
        ";".join(HEADERS),
        "cart-1;Cart;1;sales;>=;2,5;Sales;;;;;",
    ]
    reading = read(target, strict=False)
    assert reading.portfolio == small()
    assert "New outcomes" not in str(reading.issues)
    assert prepared_rows(target) is not None


def test_another_form_is_written_anew_with_the_sheet_added(folder: Path, tmp_path: Path) -> None:
    for name in ("next.xlsx", "next.json"):
        revised(folder, without_shop(small()), tmp_path / name, prepared(None, {}, (asked("x"),)))
        assert read(tmp_path / name, strict=True).portfolio == without_shop(small())
    assert prepared_rows(tmp_path / "next.xlsx") is not None
    names = sorted(file.name for file in tmp_path.iterdir())
    assert names == ["next.json", "next.xlsx", "portfolio"]
