"""The benchmark of reports: it writes all workbooks, and its peer the same cells."""

import io
from pathlib import Path

import openpyxl
import pytest

import headgate
from benchmarks import reporting
from reports.workbook import render
from tests.complete import complete
from tests.reports.handmade import handmade


def test_all_workbooks_and_the_peer_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "portfolio.json"
    headgate.write(complete(), source)
    assert reporting.main([str(source), "--time-limit", "30"]) == 0
    said = capsys.readouterr().out
    for what in (*reporting.AUDIENCES, "same cells by openpyxl", "formulas worked out"):
        assert what in said


def test_the_peer_writes_the_same_cells() -> None:
    portfolio = complete()
    found = reporting.cells_of(render(portfolio, handmade(portfolio)))
    again = openpyxl.load_workbook(io.BytesIO(reporting.by_openpyxl(found)))
    assert again.sheetnames == [title for title, _ in found]
    filled = sum(cell is not None for _, rows in found for row in rows for cell in row)
    assert filled > 1_000
    count = sum(
        cell.value is not None
        for sheet in again.worksheets
        for row in sheet.iter_rows()
        for cell in row
    )
    assert count == filled
