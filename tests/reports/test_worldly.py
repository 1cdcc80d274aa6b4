"""Names and currencies from all over the world: nothing is cut, scrambled or read as a formula."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import headgate
from data.reading import read
from data.writing import write
from models.direction import right_to_left
from models.plan import Plan
from models.portfolio import Portfolio
from reports.width import cut, width
from reports.workbook import render
from tests.reports.handmade import handmade
from tests.reports.opened import AUDIENCES, cells, formulas, recalculated, values
from tests.reports.test_formulas import differences
from tests.reports.worldly import ARABIC, CHINESE, EMOJI, HEBREW, RTL_TEAM, THAI, worldly

WORLD = ("JPY", "KWD", "INR", "CHF")


@pytest.fixture(scope="module")
def world() -> Portfolio:
    """The worldly portfolio in dinars."""
    return worldly("KWD")


@pytest.fixture(scope="module")
def planned(world: Portfolio) -> Plan:
    """A plan in which everything occurs."""
    return handmade(world)


@pytest.fixture(scope="module")
def books(world: Portfolio, planned: Plan) -> dict[str, bytes]:
    """The workbook by audience."""
    return {audience: render(world, planned, audience) for audience in AUDIENCES}


def test_the_direction_is_that_of_the_first_letter() -> None:
    assert right_to_left(ARABIC)
    assert right_to_left("2027 (שלום) and more")
    assert not right_to_left("Checkout مشروع")
    assert not right_to_left("2027 – 3")
    assert not right_to_left(CHINESE)
    assert not right_to_left("")


@pytest.mark.parametrize("audience", AUDIENCES)
def test_texts_are_shown_in_their_direction_and_stay_on_their_side(
    books: dict[str, bytes], audience: str
) -> None:
    found = 0
    for page in formulas(books[audience]).worksheets:
        shown = values(books[audience])[str(page.title)]
        for row in page.iter_rows():
            for cell in row:
                text = shown[cell.coordinate].value
                if not isinstance(text, str):
                    continue
                turned = cell.alignment.readingOrder == 2
                assert turned == right_to_left(text), (page.title, cell.coordinate, text)
                assert not turned or cell.alignment.horizontal in ("left", "center", "right")
                found += turned
    assert found >= 5


@pytest.mark.parametrize("audience", AUDIENCES)
def test_names_arrive_letter_by_letter_and_never_as_formulas(
    books: dict[str, bytes], audience: str
) -> None:
    texts = {str(value) for value in cells(values(books[audience])).values()}
    for name in (HEBREW, THAI, EMOJI, "@speicher", "-Preisübertragung"):
        assert any(name in text for text in texts), name
    for page in formulas(books[audience]).worksheets:
        for row in page.iter_rows():
            for cell in row:
                assert not (cell.data_type == "f" and "SUM(1,2)" in str(cell.value))


def test_formulas_hold_under_these_names(books: dict[str, bytes], tmp_path: Path) -> None:
    assert RTL_TEAM in {str(value) for value in recalculated(books["all"], tmp_path).values()}
    assert differences(books["all"], tmp_path) == []


@pytest.mark.parametrize(
    ("currency", "code"),
    [("JPY", "#,##0"), ("KWD", "#,##0.000"), ("CHF", "#,##0.00"), ("INR", "#,##0.00")],
)
def test_amounts_have_the_decimals_of_their_currency(
    currency: str, code: str, planned: Plan
) -> None:
    content = render(worldly(currency), planned)
    book: Any = openpyxl.load_workbook(io.BytesIO(content))
    page = book["Funding plan"]
    found = page.tables["FundingPlan"].ref if "FundingPlan" in page.tables else page.dimensions
    formats = {cell.number_format for row in page[found] for cell in row}
    assert any(each.split(";")[0] == code for each in formats)
    texts = " ".join(str(cell) for cell in cells(values(content)).values())
    assert f"{currency} " in texts


@pytest.mark.parametrize("currency", WORLD)
def test_it_is_planned_and_written_for_everyone(currency: str, tmp_path: Path) -> None:
    portfolio = worldly(currency)
    plan = headgate.plan(portfolio)
    for audience in AUDIENCES:
        headgate.write(plan, tmp_path / f"{audience}.xlsx", audience=audience)
    reading = read(tmp_path / "all.xlsx")
    assert reading.portfolio is None  # a plan is no portfolio
    write(portfolio, tmp_path / "in.xlsx")
    again = read(tmp_path / "in.xlsx").portfolio
    assert again == portfolio


def test_input_cells_are_shown_in_their_direction(world: Portfolio, tmp_path: Path) -> None:
    write(world, tmp_path / "in.xlsx")
    page: Any = openpyxl.load_workbook(tmp_path / "in.xlsx")["Initiatives"]
    for (cell,) in page["B2:B13"]:
        assert (cell.alignment.readingOrder == 2) == right_to_left(cell.value)
        assert cell.alignment.horizontal == "left"


def test_marks_above_letters_take_no_room() -> None:
    assert width("e\u0301e\u0301") == width("ee")
    assert width("की") < width("कक") + 0.01
    assert width("ﾎ") < width("ホ")
    assert width("Ж") > width("Г")
    assert width("") == 0


def test_nothing_is_cut_within_a_letter() -> None:
    text = "abcde\u0301fgh"
    for room in (3, 3.5, 4, 4.5, 5, 5.5, 6):
        kept = cut(text, room)
        assert not kept.endswith("e…"), room
        assert kept == text or text.startswith(kept.removesuffix("…"))
    assert not cut("ab👩\u200d💻cdefgh", 6).removesuffix("…").endswith("\u200d")
