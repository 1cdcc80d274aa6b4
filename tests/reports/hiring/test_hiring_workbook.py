"""The workbook on hires: formulas, bytes, words, and pay for finance only."""

from __future__ import annotations

from pathlib import Path

import pytest

from headgate.hiring import side_by_side
from models.hiring import HiringCase
from reports.hiring.words import headline
from reports.hiring.workbook import render
from tests.optimizer.hiring.test_case import alone, crew, solved
from tests.portfolios import build, team
from tests.reports.opened import cells as cells_of
from tests.reports.opened import formula_cells, parts, recalculated, table, values

AUDIENCES = ("all", "finance", "executives")


@pytest.fixture(scope="module")
def found() -> HiringCase:
    return solved(crew())


@pytest.fixture(scope="module")
def books(found: HiringCase) -> dict[str, bytes]:
    return {each: render(found, side_by_side(found), each) for each in AUDIENCES}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_cached_value_is_right(
    books: dict[str, bytes], audience: str, tmp_path: Path
) -> None:
    content = books[audience]
    found, cached = recalculated(content, tmp_path), cells_of(values(content))
    places = formula_cells(content)
    assert places
    for place, formula in places.items():
        assert cached[place] == pytest.approx(found[place], abs=1e-6), (place, formula)


def test_what_has_no_worth_keeps_its_formula(tmp_path: Path) -> None:
    content = render(solved(crew(must=True)), None, "finance")
    found, cached = recalculated(content, tmp_path), cells_of(values(content))
    for place in formula_cells(content):
        assert (cached.get(place) or "") == (found.get(place) or "")
    (agency,) = [row for row in table(content, "Options", "Options") if row["Option"] == "agency"]
    assert agency["Answer"] == "needed"
    assert agency["Net worth"] in (None, "")


def test_the_same_answer_gives_the_same_bytes(found: HiringCase, books: dict[str, bytes]) -> None:
    for audience, content in books.items():
        assert render(found, side_by_side(found), audience) == content


def test_pay_is_for_finance_only(books: dict[str, bytes]) -> None:
    for audience, content in books.items():
        (agency,) = [
            row for row in table(content, "Options", "Options") if row["Option"] == "agency"
        ]
        assert agency["Net worth"] == 555
        pays = audience == "finance"
        assert agency.get("Cost in this plan") == (45 if pays else None)
        assert agency.get("Gross worth") == (600 if pays else None)
        words = {str(cell) for cell in cells_of(values(content)).values()}
        assert ("Cost" in words) is pays
        assert ("Gross" in words) is pays


def test_both_plans_stand_side_by_side_without_names(books: dict[str, bytes]) -> None:
    rows = table(books["all"], "Side by side", "SideBySide")
    assert {(row["Initiative"], row["With the options it"], row["Uses"]) for row in rows} == {
        ("Shop", "starts newly", "agency"),
        ("Blog", "starts newly", "course and seller"),
    }
    assert not [name for name, text in parts(books["all"]).items() if "Ann" in text]


def test_headlines(found: HiringCase) -> None:
    assert headline(found).startswith(
        "Agency, course and seller pay for themselves. With the options the plan is worth EUR "
    )
    assert headline(found).endswith("their own cost taken off (proven).")
    needed = headline(solved(crew(must=True)))
    assert needed.startswith("Agency is needed; ")
    assert needed.endswith("Without any of the options no plan can satisfy the portfolio.")
    unused = headline(solved(alone(1_000_00)))
    assert unused == (
        "The plan does without the option to hire, contract or teach: it is the best there is."
    )
    assert "is empty" in headline(solved(build(team("web"))))


def test_nothing_to_hire_is_a_page_too() -> None:
    empty = solved(build(team("web")))
    assert side_by_side(empty) is None
    content = render(empty, None)
    assert values(content).sheetnames == ["Summary", "Options"]
