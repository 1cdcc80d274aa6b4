"""What a plan workbook says is what the plan said in memory; what is no plan is refused."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.cell.cell import Cell

from data.plan_reading import PlanFault
from data.snapshot_reading import read_snapshot
from models import compared as tables
from models.plan import Plan
from models.portfolio import Portfolio
from models.units import Money
from reports.snapshot import snapshot
from reports.workbook import render
from tests.complete import complete
from tests.portfolios import build, fund, initiative, stage, team
from tests.reports.handmade import handmade
from tests.strategies.portfolios import portfolios

AUDIENCES = ("all", "finance", "delivery", "executives")


@pytest.fixture(scope="module")
def shop() -> Portfolio:
    return complete()


@pytest.fixture(scope="module")
def plan(shop: Portfolio) -> Plan:
    return handmade(shop)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_is_written_says_the_same(
    shop: Portfolio, plan: Plan, audience: str, tmp_path: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(render(shop, plan, audience))
    assert read_snapshot(path) == snapshot(shop, plan, audience)


def test_the_complete_plan_fills_every_table(shop: Portfolio, plan: Plan) -> None:
    found = snapshot(shop, plan)
    assert [table.name for table in tables.COMPARED if not found.rows(table)] == []


def test_views_leave_out_what_they_should(shop: Portfolio, plan: Plan) -> None:
    missing = {
        audience: [
            table.name for table in tables.COMPARED if not snapshot(shop, plan, audience).has(table)
        ]
        for audience in AUDIENCES
    }
    assert missing == {
        "all": [],
        "finance": [],
        "delivery": ["Payments"],
        "executives": ["Payments", "Work", "Staff"],
    }


@given(portfolios())
@settings(max_examples=15)
def test_any_plan_reads_back(drawn: Portfolio) -> None:
    import tempfile

    plan = handmade(drawn)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xlsx"
        path.write_bytes(render(drawn, plan))
        assert read_snapshot(path) == snapshot(drawn, plan)


@pytest.mark.parametrize("currency", ["JPY", "EUR", "KWD"])
def test_amounts_are_read_to_the_last_minor_unit(currency: str, tmp_path: Path) -> None:
    portfolio = build(
        team("web"),
        fund("main", [999_999_999_999_999, 0]),
        initiative("shop", stage(10_000_000_000_007)),
        currency=currency,
    )
    plan = handmade(portfolio)
    path = tmp_path / "plan.xlsx"
    path.write_bytes(render(portfolio, plan))
    found = read_snapshot(path)
    assert found == snapshot(portfolio, plan)
    assert found.rows(tables.STAGES)["shop", "1"].amount("Tranche") == Money(10_000_000_000_007)


def _saved(content: bytes, path: Path, sheet: str, header: str, value: str | float) -> str:
    """The workbook with another value below a header; its formulas become zeros."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for each in book.worksheets:
        for line in each.iter_rows():
            for cell in line:
                if cell.data_type == "f" and isinstance(cell, Cell):
                    cell.value = 0
    heads = (cell for line in book[sheet].iter_rows() for cell in line if cell.value == header)
    head = next(heads)
    place = book[sheet].cell(int(str(head.row)) + 1, int(str(head.column)), value)
    book.save(path)
    assert isinstance(place, Cell)
    return place.coordinate


@pytest.mark.parametrize(
    ("sheet", "header", "value", "said"),
    [
        ("Funding plan", "Tranche", "many", "'many' is not a number"),
        ("Budget", "Overrun", 1.005, "fraction of the smallest coin"),
        ("Assignments", "From", "Q9", "'Q9' is no period of this plan"),
        ("Assignments", "FTE", 0.3, "is not a whole number of slices"),
        ("Evidence", "Observed", "#N/A", "#N/A"),
        ("Funding plan", "Tranche", True, "TRUE"),
    ],
)
def test_an_altered_cell_is_named_with_its_file(
    shop: Portfolio,
    plan: Plan,
    tmp_path: Path,
    sheet: str,
    header: str,
    value: str | float,
    said: str,
) -> None:
    path = tmp_path / "plan.xlsx"
    cell = _saved(render(shop, plan), path, sheet, header, value)
    with pytest.raises(PlanFault, match=said) as caught:
        read_snapshot(path)
    assert f"plan.xlsx, {sheet}!{cell}" in str(caught.value)


@pytest.mark.parametrize("sheet", ["About", "Funding plan", "Budget", "Inputs"])
def test_a_workbook_without_a_sheet_is_no_plan(
    shop: Portfolio, plan: Plan, tmp_path: Path, sheet: str
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(shop, plan)))
    del book[sheet]
    book.save(tmp_path / "plan.xlsx")
    with pytest.raises(PlanFault, match=f"is no plan: it has no sheet {sheet}"):
        read_snapshot(tmp_path / "plan.xlsx")


def test_an_older_plan_may_lack_columns(shop: Portfolio, plan: Plan, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(shop, plan)), data_only=True)
    for line in book["Evidence"].iter_rows():
        for cell in line:
            if cell.value == "Waived until":
                cell.value = "Something else"
    book.save(tmp_path / "plan.xlsx")
    found, whole = read_snapshot(tmp_path / "plan.xlsx"), snapshot(shop, plan)
    assert {row.text("Waived until") for row in found.rows(tables.GATES).values()} == {""}
    assert found.rows(tables.STAGES) == whole.rows(tables.STAGES)


def test_settings_without_a_currency_are_refused(
    shop: Portfolio, plan: Plan, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(shop, plan)), data_only=True)
    for line in book["Inputs"].iter_rows():
        for cell in line:
            if cell.value == "EUR":
                cell.value = "crowns"
    book.save(tmp_path / "plan.xlsx")
    with pytest.raises(PlanFault, match=r"plan.xlsx, Inputs: .*no currency"):
        read_snapshot(tmp_path / "plan.xlsx")


@pytest.mark.parametrize(
    ("value", "said"),
    [("soon", "'As of' is no day"), (None, "the table About does not say: As of")],
)
def test_a_plan_of_no_day_is_refused(
    shop: Portfolio, plan: Plan, tmp_path: Path, value: str | None, said: str
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(shop, plan)), data_only=True)
    for row in book["About"].iter_rows():
        if row[0].value == "As of":
            row[1].value = value
    book.save(tmp_path / "plan.xlsx")
    with pytest.raises(PlanFault, match=f"plan.xlsx, About: {said}"):
        read_snapshot(tmp_path / "plan.xlsx")
