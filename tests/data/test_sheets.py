"""Faults 14 to 16, 24 to 26: sheets, headers and rows of a workbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.reading import Hidden, read
from data.sheets.all_sheets import SHEETS
from tests.data.draft import Draft, errors, part, repacked, small, warnings


def test_the_small_draft_is_sound(tmp_path: Path) -> None:
    reading = Draft().read(tmp_path)
    assert reading.portfolio == small()
    assert reading.issues == ()


@pytest.mark.parametrize("title", ["Settings", *(sheet.title for sheet in SHEETS)])
def test_f14_missing_sheet(tmp_path: Path, title: str) -> None:
    draft = Draft()
    del draft.sheets[title]
    assert errors(draft.read(tmp_path)) == [
        f"{title}: the sheet is missing; all sheets of the template, even if empty"
    ]


def test_f14_renamed_sheet(tmp_path: Path) -> None:
    draft = Draft()
    draft.sheets["Stage"] = draft.sheets.pop("Stages")
    reading = draft.read(tmp_path)
    assert errors(reading) == [
        (
            "Stages: the sheet is missing; nearest there: 'Stage'; "
            "all sheets of the template, even if empty"
        )
    ]
    assert "Stage: unknown sheet; nearest: Stages" in warnings(reading)


def test_f14_duplicate_sheet(tmp_path: Path) -> None:
    draft = Draft()
    draft.sheets["Teams2"] = draft.sheets["Teams"]
    good = draft.save(tmp_path / "good.xlsx")
    book = "xl/workbook.xml"
    changed = part(good, book).replace(b'name="Teams2"', b'name="Teams"')
    path = repacked(good, tmp_path / "p.xlsx", {book: changed})
    assert errors(read(path)) == ["Teams: there are 2 sheets of this name; each sheet once"]


def test_f14_sheets_of_ones_own_are_told(tmp_path: Path) -> None:
    draft = Draft()
    draft.sheets["Notes"] = [["anything"]]
    assert warnings(draft.read(tmp_path)) == [
        "Notes: unknown sheet; sheets of the template; it is not read"
    ]
    assert errors(draft.read(tmp_path, strict=True)) == [
        "Notes: unknown sheet; sheets of the template; it is not read"
    ]


@pytest.mark.parametrize(
    ("title", "header"),
    [(sheet.title, column.header) for sheet in SHEETS for column in sheet.columns[:1]]
    + [("Initiatives", "Must do"), ("Stages", "Fund"), ("Settings", "Value")],
)
def test_f15_missing_header(tmp_path: Path, title: str, header: str) -> None:
    draft = Draft()
    at = draft.sheets[title][0].index(header)
    for row in draft.sheets[title]:
        del row[at]
    found = errors(draft.read(tmp_path))
    assert found == [
        f"{title}!A1: the column '{header}' is missing; all headers of the template, in row 1"
    ]


def test_f15_renamed_header(tmp_path: Path) -> None:
    draft = Draft()
    draft["Initiatives!F1"] = "Must-do"
    reading = draft.read(tmp_path)
    assert errors(reading) == [
        (
            "Initiatives!A1: the column 'Must do' is missing; nearest there: 'Must-do'; "
            "all headers of the template, in row 1"
        )
    ]
    assert warnings(reading) == ["Initiatives!F1: unknown column 'Must-do'; nearest: Must do"]


def test_f15_duplicate_header(tmp_path: Path) -> None:
    draft = Draft()
    draft["Teams!I1"] = "Name"
    assert errors(draft.read(tmp_path)) == [
        "Teams!I1: the header 'Name' is there twice, also in B1; each header once"
    ]


def test_f15_an_empty_sheet_lacks_its_headers(tmp_path: Path) -> None:
    draft = Draft()
    draft.sheets["Functions"] = []
    assert len(errors(draft.read(tmp_path))) == 3


def test_f16_unknown_column(tmp_path: Path) -> None:
    draft = Draft()
    draft["Teams!I1"] = "Cost centre"
    draft["Teams!I2"] = 4711
    message = "Teams!I1: unknown column 'Cost centre'; columns of the template; it is not read"
    reading = draft.read(tmp_path)
    assert (errors(reading), warnings(reading)) == ([], [message])
    assert reading.portfolio == small()
    assert errors(draft.read(tmp_path, strict=True)) == [message]


def test_f24_merged_cells(tmp_path: Path) -> None:
    draft = Draft()
    draft.finish["Stages"] = lambda _book, page, _row, _column: page.merge_range("C2:C3", "Build")
    found = errors(draft.read(tmp_path))
    assert "Stages!C2: is merged (C2:C3); one value in each cell: Unmerge Cells" in found


def test_f25_hidden_rows_columns_and_sheets_are_read_and_counted(tmp_path: Path) -> None:
    def hide(_book: object, page: object, _row: int, _column: int) -> None:
        page.set_row(2, None, None, {"hidden": True})  # type: ignore[attr-defined] # XlsxWriter's
        page.set_column(3, 4, None, None, {"hidden": True})  # type: ignore[attr-defined] # as above
        page.hide()  # type: ignore[attr-defined] # as above

    draft = Draft()
    draft.finish["Stages"] = hide
    reading = draft.read(tmp_path)
    assert reading.portfolio == small()
    assert reading.hidden == (Hidden("Stages", rows=1, columns=2, whole=True),)
    assert warnings(reading) == [
        "Stages: hidden, and read all the same: the whole sheet, 1 row, 2 columns"
    ]


def test_f26_blank_rows_are_skipped_and_never_an_early_end(tmp_path: Path) -> None:
    draft = Draft()
    rows = draft.sheets["Stages"]
    draft.sheets["Stages"] = [rows[0], rows[1], [], [None, "  "], rows[2], [], []]
    reading = draft.read(tmp_path)
    assert reading.portfolio == small()
    assert warnings(reading) == [
        "Stages!A3: has blank rows between filled ones: 3, 4; they are skipped"
    ]


def test_every_fault_is_told_in_one_pass(tmp_path: Path) -> None:
    draft = Draft()
    draft["Settings!B3"] = "EURO"
    draft["Teams!C2"] = "produkt"
    draft["People!C2"] = "wbe"
    draft["Stages!D2"] = -5
    draft["Stages!E3"] = "two"
    draft["Demand!A2"] = "card"
    cells = [text.split(":")[0] for text in errors(draft.read(tmp_path))]
    assert cells == [
        "Settings!B3",
        "Teams!C2",
        "Stages!D2",
        "Stages!E3",
        "Demand!A2",
        "People!C2",
    ]


def test_names_on_broken_rows_are_not_reported_as_missing(tmp_path: Path) -> None:
    draft = Draft()
    draft["Initiatives!D2"] = "fun"
    assert [text.split(":")[0] for text in errors(draft.read(tmp_path))] == ["Initiatives!D2"]
