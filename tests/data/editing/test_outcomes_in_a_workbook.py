"""A workbook is edited where it changes and nowhere else."""

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from data.observations import prepared_rows
from data.reading import read
from data.revising import Unfaithful, revise
from data.revision import Revision, prepared, without
from data.sheets.new_outcomes import HEADERS
from data.sources import Source
from data.writing import write
from models.objective import Comparison
from models.observation import OpenObjective
from models.portfolio import Portfolio
from models.units import MetricId, ObjectiveId
from tests.data.draft import Draft, formula
from tests.portfolios import build, change, fund, gate, initiative, person, stage, team

MINE = "Mine"


def small() -> Portfolio:
    """Three gates with outcomes."""
    return build(
        team("web", domain="Shop"),
        person("ann", "web", {"build": 3}),
        fund("main", [100_00, 100_00]),
        [
            (initiative(name, stage(5_00), stage(7_00), worth=10), gate(name, 1, "passed"))
            for name in ("cart", "shop", "blog")
        ],
    )


def without_shop(portfolio: Portfolio) -> Portfolio:
    """The second outcome goes, and two come."""
    first, _, third = portfolio.outcomes
    new = [
        first.model_copy(update={"date": date(2026, 1, day), "observed": Decimal("3.25")})
        for day in (12, 13)
    ]
    return change(portfolio, outcomes=(first, third, *new))


def awkward(folder: Path) -> Path:
    """A workbook with formulas, notes, drop-downs, formats and sheets of one's own."""
    draft = Draft(small())
    rows = draft.sheets["Outcomes"]
    rows[0].append(MINE)
    for number in (2, 3, 4):
        rows[number - 1].append(formula(f"=B{number}*2+SUM($B$2:$B$4)", 24 + 36))
    draft.sheets["Notes"] = [["Sum", formula("=SUM(Outcomes!B2:B4)", 36)], ["'=Outcomes!B3'"]]
    draft.sheets["Notes"][1].append(formula("=Outcomes!B4", 12))

    def finish(workbook: Any, page: Any, _: int, __: int) -> None:  # noqa: ANN401 - XlsxWriter's
        page.set_column(0, 0, 31)
        page.write_comment("A3", "of the shop")
        page.write_url("H3", "https://example.org/shop")
        page.write_comment("B4", "of the blog")
        page.data_validation("B2:B4", {"validate": "decimal", "criteria": ">", "value": 0})
        page.data_validation(
            "A2:A4",
            {"validate": "list", "source": "=Objectives!$A$2:$A$4", "input_message": "a\nb"},
        )
        bold = workbook.add_format({"bold": True})
        page.conditional_format(
            "B2:B4", {"type": "cell", "criteria": ">", "value": 9, "format": bold}
        )
        columns = [{"header": header} for header in rows[0]]
        page.add_table(0, 0, 3, len(columns) - 1, {"name": "Outcomes", "columns": columns})
        for number in (1, 2, 3):  # the table's frame writes no cells, but its headers
            page.write_formula(number, 6, f"=B{number + 1}*2+SUM($B$2:$B$4)", None, 60)

    draft.finish["Outcomes"] = finish
    return draft.save(folder / "portfolio.xlsx")


def revised(path: Path, after: Portfolio, target: Path, more: Sequence[Revision] = ()) -> None:
    reading = read(path)
    assert reading.portfolio is not None
    revise(path, target, (reading.portfolio, after), reading.sources, lambda _: more)


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    path = awkward(tmp_path)
    target = tmp_path / "new.xlsx"
    revised(path, without_shop(small()), target)
    return target


def test_the_workbook_says_what_was_meant(edited: Path) -> None:
    assert read(edited).portfolio == without_shop(small())


def test_own_columns_stay_with_their_rows_and_formulas_follow(edited: Path) -> None:
    page = openpyxl.load_workbook(edited)["Outcomes"]
    mine = [page.cell(number, 7).value for number in range(1, 7)]
    assert mine == [MINE, *(f"=B{n}*2+SUM($B$2:$B$5)" for n in (2, 3, 4, 5)), None]
    stored = openpyxl.load_workbook(edited, data_only=True)["Outcomes"]
    assert [stored.cell(number, 7).value for number in (2, 3, 4)] == [60, 60, None]


def test_formulas_of_other_sheets_follow(edited: Path) -> None:
    page = openpyxl.load_workbook(edited)["Notes"]
    cells = [[cell.value for cell in row] for row in page.iter_rows()]
    assert cells == [["Sum", "=SUM(Outcomes!B2:B5)"], ["'=Outcomes!B3'", "=Outcomes!B3"]]


def test_drop_downs_formats_and_tables_grow(edited: Path) -> None:
    page = openpyxl.load_workbook(edited)["Outcomes"]
    assert sorted(str(one.sqref) for one in page.data_validations.dataValidation) == [
        "A2:A5",
        "B2:B5",
    ]
    assert [str(one.sqref) for one in page.conditional_formatting] == ["B2:B5"]
    assert page.tables["Outcomes"].ref == "A1:G5"
    assert page.tables["Outcomes"].autoFilter.ref == "A1:G5"
    assert page.column_dimensions["A"].width == pytest.approx(31.7, abs=0.1)


def test_notes_go_with_their_cells(edited: Path) -> None:
    page = openpyxl.load_workbook(edited)["Outcomes"]
    notes = {c.coordinate: c.comment.text for row in page.iter_rows() for c in row if c.comment}
    assert notes == {"B3": "of the blog"}
    with zipfile.ZipFile(edited) as file:
        drawing = next(name for name in file.namelist() if name.endswith(".vml"))
        assert file.read(drawing).count(b"<v:shape ") == 1
        assert b"<x:Row>2</x:Row>" in file.read(drawing)


def test_a_link_goes_with_its_row(edited: Path) -> None:
    with zipfile.ZipFile(edited) as file:
        sheets = [file.read(name) for name in file.namelist() if "worksheets/sheet" in name]
    assert not any(b"hyperlink" in sheet for sheet in sheets)


def test_parts_that_do_not_change_stay_byte_for_byte(tmp_path: Path, edited: Path) -> None:
    with zipfile.ZipFile(tmp_path / "portfolio.xlsx") as old, zipfile.ZipFile(edited) as new:
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
        assert old.namelist() == new.namelist()
    sheets = {name for name in changed if name.startswith("xl/worksheets/sheet")}
    assert len(sheets) == 2  # Outcomes, and Notes whose formulas name it
    assert changed - sheets == {
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/tables/table1.xml",
    }


def test_line_ends_within_attributes_are_kept(edited: Path) -> None:
    page = openpyxl.load_workbook(edited)["Outcomes"]
    assert "a\nb" in [one.prompt for one in page.data_validations.dataValidation]


@pytest.mark.parametrize("rows", [0, 2])
def test_a_portfolio_that_we_wrote_is_edited_as_well(tmp_path: Path, rows: int) -> None:
    before = change(small(), outcomes=small().outcomes[:rows])
    write(before, tmp_path / "portfolio.xlsx")
    revised(tmp_path / "portfolio.xlsx", without_shop(small()), tmp_path / "new.xlsx")
    assert read(tmp_path / "new.xlsx", strict=True).portfolio == without_shop(small())
    page = openpyxl.load_workbook(tmp_path / "new.xlsx")["Outcomes"]
    assert page.tables["Outcomes"].ref == "A1:F5"
    assert [page.cell(number, 3).number_format for number in (2, 5)] == ["yyyy-mm-dd"] * 2


def test_all_rows_may_go(tmp_path: Path) -> None:
    write(small(), tmp_path / "portfolio.xlsx")
    bare = change(small(), outcomes=())
    revised(tmp_path / "portfolio.xlsx", bare, tmp_path / "new.xlsx")
    assert read(tmp_path / "new.xlsx").portfolio == bare
    page = openpyxl.load_workbook(tmp_path / "new.xlsx")["Outcomes"]
    assert page.tables["Outcomes"].ref == "A1:F2"


def test_dates_of_workbooks_that_count_from_1904(tmp_path: Path) -> None:
    draft = Draft(small())
    draft.options = {"date_1904": True}
    path = draft.save(tmp_path / "portfolio.xlsx")
    revised(path, without_shop(small()), tmp_path / "new.xlsx")
    assert read(tmp_path / "new.xlsx").portfolio == without_shop(small())


def test_dates_in_a_sheet_without_formats(tmp_path: Path) -> None:
    """A workbook whose only dates stand on other sheets, and one without any style for them."""
    path = Draft(change(small(), outcomes=())).save(tmp_path / "portfolio.xlsx")
    revised(path, without_shop(small()), tmp_path / "new.xlsx")
    assert read(tmp_path / "new.xlsx").portfolio == without_shop(small())


def test_texts_that_look_like_formulas_or_escapes_stay_texts(tmp_path: Path) -> None:
    write(small(), tmp_path / "portfolio.xlsx")
    first = small().outcomes[0]
    odd = tuple(
        first.model_copy(update={"evidence": text, "date": date(2026, 1, day)})
        for day, text in enumerate(("=1+1", "_x0041_", "<a&b>", "1\n2", "@me", "ünï 中"), start=1)
    )
    after = change(small(), outcomes=odd)
    revised(tmp_path / "portfolio.xlsx", after, tmp_path / "new.xlsx")
    assert read(tmp_path / "new.xlsx").portfolio == after


def asked(name: str) -> OpenObjective:
    return OpenObjective(
        objective=ObjectiveId(name),
        initiative="Cart",
        stage=1,
        metric=MetricId("sales"),
        comparison=Comparison.AT_LEAST,
        target=Decimal(10),
        owner="Sales",
    )


def test_the_sheet_new_outcomes_is_added_and_not_read(tmp_path: Path) -> None:
    path = awkward(tmp_path)
    rows = (asked("cart-1"), asked("blog-1"))
    revised(path, small(), tmp_path / "new.xlsx", [prepared(None, {}, rows)])
    reading = read(tmp_path / "new.xlsx")
    assert reading.portfolio == small()
    assert "New outcomes" not in str(reading.issues)
    workbook = openpyxl.load_workbook(tmp_path / "new.xlsx")
    page = workbook["New outcomes"]
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        list(HEADERS),
        ["cart-1", "Cart", 1, "sales", ">=", 10, "Sales", *[None] * 5],
        ["blog-1", "Cart", 1, "sales", ">=", 10, "Sales", *[None] * 5],
    ]
    assert page.tables["New_outcomes"].ref == "A1:L3"
    assert workbook.sheetnames[-1] == "New outcomes"


def names_in(path: Path) -> list[object]:
    return [row[0].value for row in openpyxl.load_workbook(path)["New outcomes"]]


def found_in(path: Path) -> tuple[Source, dict[int, str]]:
    found = prepared_rows(path)
    assert found is not None
    return found


def test_rows_of_new_outcomes_that_are_filled_in_stay(tmp_path: Path) -> None:
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    write(small(), tmp_path / "plain.xlsx")
    asks = prepared(None, {}, (asked("cart-1"), asked("blog-1")))
    revised(tmp_path / "plain.xlsx", small(), first, [asks])
    workbook = openpyxl.load_workbook(first)
    page = workbook["New outcomes"]
    page["H3"], page["M1"], page["M3"] = 11, "Own", "mine"
    workbook.save(first)
    source, filled = found_in(first)
    assert (source.rows, filled) == ([2, 3], {3: "blog-1"})
    revised(first, small(), second, [prepared(source, filled, (asked("blog-1"), asked("shop-1")))])
    assert names_in(second) == ["Objective", "blog-1", "shop-1"]
    assert openpyxl.load_workbook(second)["New outcomes"]["M2"].value == "mine"
    source, filled = found_in(second)
    revised(second, small(), tmp_path / "third.xlsx", [without(source, filled)])
    assert names_in(tmp_path / "third.xlsx") == ["Objective", "shop-1"]


def test_what_would_not_read_as_meant_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "portfolio.xlsx"
    write(small(), path)
    reading = read(path)
    content = path.read_bytes()
    assert reading.portfolio is not None
    other = replace(reading.sources["Outcomes"], rows=[3, 2, 4])
    sources = reading.sources | {"Outcomes": other}
    wrong = change(small(), outcomes=small().outcomes[1:])
    with pytest.raises(Unfaithful, match="the sheet Outcomes would not say what was meant"):
        revise(path, path, (reading.portfolio, wrong), sources)
    assert path.read_bytes() == content
    assert [file.name for file in tmp_path.iterdir()] == ["portfolio.xlsx"]
