"""Written files: the same bytes, all or nothing, and pleasant to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from data.atomic import replacing, replacing_folder
from data.reading import read
from data.sheets import settings
from data.sheets.all_sheets import SHEETS
from data.template import write_template
from data.writing import write
from models.portfolio import Portfolio
from models.settings import Settings
from tests.data.draft import errors, small
from tests.portfolios import with_settings


@pytest.mark.parametrize("name", ["p.xlsx", "p.json"])
def test_the_same_portfolio_gives_the_same_bytes(
    tmp_path: Path, portfolio: Portfolio, name: str
) -> None:
    write(portfolio, tmp_path / name)
    write(portfolio, tmp_path / f"again-{name}")
    assert (tmp_path / name).read_bytes() == (tmp_path / f"again-{name}").read_bytes()


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"'\.csv' is not a format of portfolios"):
        write(small(), tmp_path / "p.csv")


def test_a_file_is_the_old_one_until_the_new_one_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    path.write_text("old")

    def fail() -> None:
        with replacing(path) as temporary:
            temporary.write_text("ne")
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        fail()
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["p.json"]


def test_a_folder_is_the_old_one_until_the_new_one_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "p"
    write(small(), path)

    def fail() -> None:
        with replacing_folder(path) as temporary:
            (temporary / "Teams.csv").write_text("Te")
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        fail()
    assert read(path).portfolio == small()
    assert [entry.name for entry in tmp_path.iterdir()] == ["p"]


def test_a_new_file_is_readable_by_all_who_may(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("")
    write(small(), tmp_path / "p.json")
    assert (tmp_path / "p.json").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_the_template_lacks_only_what_nobody_else_can_know(tmp_path: Path) -> None:
    write_template(tmp_path / "p.xlsx")
    assert [text.split(";")[0] for text in errors(read(tmp_path / "p.xlsx"))] == [
        "Settings!B2: is empty and must be filled",
        "Settings!B3: is empty and must be filled",
        "Settings!B4: is empty and must be filled",
        "Periods: has no period",
    ]


def _template(tmp_path: Path) -> Any:  # noqa: ANN401 - openpyxl's workbook
    write_template(tmp_path / "p.xlsx")
    return openpyxl.load_workbook(tmp_path / "p.xlsx")


def test_the_template_has_a_table_with_comments_and_help_on_every_sheet(tmp_path: Path) -> None:
    book = _template(tmp_path)
    titles = [sheet.title for sheet in SHEETS]
    assert book.sheetnames == ["Instructions", "Examples", "Settings", *titles, "Lists"]
    for sheet in SHEETS:
        page = book[sheet.title]
        assert list(page.tables) == [sheet.title]
        assert page.freeze_panes == "B2"
        rules = page.data_validations.dataValidation
        assert len(rules) == len(sheet.columns)
        for at, column in enumerate(sheet.columns):
            header = page.cell(1, at + 1)
            assert header.value == column.header
            assert ("Required." if column.required else "Optional.") in header.comment.text
            assert rules[at].promptTitle == column.header[:32]
            assert len(rules[at].prompt) <= 255


def test_drop_downs_list_words_and_the_rows_of_other_sheets(tmp_path: Path) -> None:
    rules = _template(tmp_path)["Initiatives"].data_validations.dataValidation
    assert rules[2].formula1.startswith("OFFSET(Teams!$A$2,0,0,MAX(1,")
    assert rules[3].formula1 == '"growth,modernization,as-a-service,regulatory,run"'
    assert (rules[2].errorStyle, rules[3].errorStyle) == ("warning", None)


@pytest.mark.parametrize(
    ("currency", "code"), [("EUR", "#,##0.00"), ("JPY", "#,##0"), ("KWD", "#,##0.000")]
)
def test_amounts_have_the_decimals_of_their_currency(
    tmp_path: Path, currency: str, code: str
) -> None:
    write(with_settings(small(), currency=currency), tmp_path / "p.xlsx")
    book: Any = openpyxl.load_workbook(tmp_path / "p.xlsx")
    assert book["Stages"]["D2"].number_format == code


def test_every_field_of_the_models_has_its_column() -> None:
    assert {key.field for key in settings.KEYS} == set(Settings.model_fields)
    whom = {"Pools": ({"whom"}, {"team", "domain"})}
    for sheet in SHEETS:
        extra, missing = whom.get(sheet.title, (set(), set()))
        fields = {column.field for column in sheet.columns}
        assert fields - extra == set(sheet.row.model_fields) - missing
    titles = [name for name in Portfolio.model_fields if name != "settings"]
    assert [sheet.field for sheet in SHEETS] == titles


def test_required_columns_are_those_without_a_default() -> None:
    for sheet in SHEETS:
        for column in sheet.columns:
            if column.field in sheet.row.model_fields:
                needed = sheet.row.model_fields[column.field].is_required()
                assert column.required or not needed or sheet.title == "Metrics"
