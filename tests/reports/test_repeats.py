"""Cells that are repeated come out as XlsxWriter itself would write them."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

import pytest
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.repeats import RepeatingSheet

ROWS = 40
DAY = datetime(2027, 1, 4)  # noqa: DTZ001 - a cell has no time zone
Write = Callable[[Worksheet, int, int, Format], object]

KINDS: dict[str, Write] = {
    "text": lambda sheet, row, at, style: sheet.write_string(row, at, "a < b & c", style),
    "text of two lines": lambda sheet, row, at, style: sheet.write_string(row, at, "a\nb ", style),
    "whole number": lambda sheet, row, at, style: sheet.write_number(row, at, 1_234, style),
    "fraction": lambda sheet, row, at, style: sheet.write_number(row, at, 0.1 + 0.2, style),
    "day": lambda sheet, row, at, style: sheet.write_datetime(
        row,
        at,
        DAY,
        style,
    ),
    "blank": lambda sheet, row, at, style: sheet.write_blank(row, at, None, style),
    "formula": lambda sheet, row, at, style: sheet.write_formula(row, at, "=1>0", style, "yes"),
}


def book(write: Write, worksheet: type[Worksheet]) -> bytes:
    """A workbook with the same cell in every second row of a column, and others around it."""
    content = BytesIO()
    workbook = Workbook(content, {"in_memory": True})
    workbook.set_properties({"created": DAY})
    sheet = workbook.add_worksheet("Plan", worksheet)
    assert isinstance(sheet, Worksheet)
    style, other = workbook.add_format({"bold": True}), workbook.add_format({"italic": True})
    write(sheet, 3, 27, style)
    for row in range(5, ROWS, 2):
        sheet.write_string(row - 1, 27, f"own {row}", other)
        if isinstance(sheet, RepeatingSheet):
            continue
        write(sheet, row, 27, style)
    if isinstance(sheet, RepeatingSheet):
        sheet.repeat(sheet.written(3, 27), range(5, ROWS, 2), 27)
    sheet.set_row(7, 30)
    workbook.close()
    return content.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_a_repeated_cell_is_written_as_if_anew(kind: str) -> None:
    assert book(KINDS[kind], RepeatingSheet) == book(KINDS[kind], Worksheet)


@pytest.mark.parametrize(
    "formula", ["=SUM(A1:A2)", "=XLOOKUP(1,A1:A2,B1:B2)", "=IF(A1>0,SORT(B1:B3),ROUND(A1,2))", "A1"]
)
def test_formulas_are_prepared_as_by_xlsxwriter(formula: str) -> None:
    prepared = [sheet()._prepare_formula(formula) for sheet in (RepeatingSheet, Worksheet)]  # type: ignore[no-untyped-call]  # XlsxWriter's own
    assert prepared[0] == prepared[1]
