"""A written plan reads back equal; an altered, damaged or partial one is refused with its cell."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook

from data.plan_reading import PlanFault, read_earlier, read_plan
from models.calendar import Calendar
from models.earlier import Earlier
from models.plan import Plan, SolveStatus, TrancheState, Value, Worker
from models.plan_tables import in_order
from models.portfolio import Portfolio
from models.units import InitiativeId, Money, PeriodId
from reports.workbook import render
from tests.complete import complete
from tests.portfolios import build, fund, initiative, stage, team
from tests.reports.handmade import handmade

NOT_READ = ("verdicts", "findings", "reasons", "conflicts", "delays", "prices", "checks")


def _bare(plan: Plan) -> Plan:
    """The part of a plan that comes back."""
    return in_order(plan).model_copy(update=dict.fromkeys(NOT_READ, ()))


def _back(portfolio: Portfolio, plan: Plan, path: Path, audience: str = "all") -> Plan:
    path.write_bytes(render(portfolio, plan, audience))
    return read_plan(path, portfolio)


@pytest.fixture(scope="module")
def shop() -> Portfolio:
    return complete()


@pytest.fixture(scope="module")
def plan(shop: Portfolio) -> Plan:
    return handmade(shop)


@pytest.fixture(scope="module")
def written(shop: Portfolio, plan: Plan) -> bytes:
    return render(shop, plan)


@pytest.mark.parametrize("audience", ["all", "finance"])
def test_what_is_written_reads_back(
    shop: Portfolio, plan: Plan, audience: str, tmp_path: Path
) -> None:
    back = _back(shop, plan, tmp_path / "plan.xlsx", audience)
    assert back == _bare(plan)
    assert all((back.stages, back.payments, back.overruns, back.shortfalls, back.flags))
    assert all((back.hires, back.assignments, back.shortages))
    assert any(row.retrained for row in back.assignments)


def test_every_state_and_a_start_before_now_come_back(plan: Plan) -> None:
    assert {row.state for row in plan.stages} == set(TrancheState)
    assert any(row.start is not None and row.start < 0 for row in plan.stages)
    assert any(len(row.missing) > 1 for row in plan.stages)


def test_an_empty_plan_comes_back(tmp_path: Path) -> None:
    empty = build()
    plan = handmade(empty)
    assert _back(empty, plan, tmp_path / "plan.xlsx") == _bare(plan)


@pytest.mark.parametrize("currency", ["JPY", "EUR", "KWD"])
def test_amounts_come_back_to_the_last_minor_unit(currency: str, tmp_path: Path) -> None:
    amounts = (1, 29, 10_000_000_000_007, 999_999_999_999_999)
    portfolio = build(
        team("web"),
        fund("main", [999_999_999_999_999, 0]),
        *(initiative(f"i{n}", stage(amount)) for n, amount in enumerate(amounts)),
        currency=currency,
    )
    plan = handmade(portfolio).model_copy(
        update={
            "value": Value(benefits=Money(-5), flags=Money(123_456_789_012_345), hires=Money(1)),
            "bound": Money(-1),
            "status": SolveStatus.STOPPED,
        }
    )
    assert _back(portfolio, plan, tmp_path / "plan.xlsx") == _bare(plan)


@pytest.mark.parametrize("audience", ["delivery", "executives"])
def test_a_view_that_leaves_rows_out_is_refused(
    shop: Portfolio, plan: Plan, audience: str, tmp_path: Path
) -> None:
    with pytest.raises(PlanFault, match=r"About!B8: this view, .* leaves out .*payments; the"):
        _back(shop, plan, tmp_path / "plan.xlsx", audience)


def _find(book: Workbook, sheet: str, header: str, row: int = 0) -> Cell:
    """A cell below a header of the first table of a sheet."""
    for line in book[sheet].iter_rows():
        for cell in line:
            if cell.value == header and isinstance(cell, Cell):
                found = book[sheet].cell(int(str(cell.row)) + 1 + row, int(str(cell.column)))
                assert isinstance(found, Cell)
                return found
    raise AssertionError(header)


@pytest.mark.parametrize(
    ("sheet", "header", "value", "said"),
    [
        ("Funding plan", "State", "plannd", "'plannd' is unknown; one of the words .*planned"),
        ("Funding plan", "ID", "baskte", "'baskte' is unknown; .*did you mean basket"),
        ("Funding plan", "Stage", 9, "has no stage 9; 1 to"),
        ("Funding plan", "Stage", 1.5, "1.5 is not a whole number"),
        ("Funding plan", "Tranche", "many", "'many' is not a number"),
        ("Funding plan", "Tranche", 1.005, "fraction of the smallest coin"),
        ("Funding plan", "Tranche", None, "is empty; the plan as Headgate wrote it"),
        ("Funding plan", "Starts", "Q9", "'Q9' is unknown; a period"),
        ("Payments", "Fund ID", "grwth", "'grwth' is unknown; .*did you mean growth"),
        ("Payments", "Period", "now", "'now' is unknown; a period"),
        ("Payments", "Cost type", "gift", "'gift' is unknown"),
        ("Budget", "Window", "W7", "'W7' is unknown; a window"),
        ("Assignments", "FTE", 0.3, "is not a whole number of slices"),
        ("Assignments", "Who ID", "nobody", "'nobody' is unknown"),
        ("Hiring", "Option", "robot", "'robot' is unknown; a hiring option"),
        ("Dependencies", "Before ID", "?", "'\\?' is unknown; an initiative"),
        ("Skill gaps", "FTE short", "#N/A", "#N/A"),
    ],
)
def test_an_altered_cell_is_named(
    shop: Portfolio,
    written: bytes,
    tmp_path: Path,
    sheet: str,
    header: str,
    value: object,
    said: str,
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written))
    cell = _find(book, sheet, header)
    cell.value = value  # type: ignore[assignment]  # any type that a cell takes
    _drop_formulas(book)
    path = tmp_path / "plan.xlsx"
    book.save(path)
    with pytest.raises(PlanFault, match=said) as caught:
        read_plan(path, shop)
    assert f"{sheet}!{cell.coordinate}" in {
        f"{issue.place.sheet}!{issue.place.cell}" for issue in caught.value.issues
    }


def _drop_formulas(book: Workbook) -> None:
    """Turn formulas into zeros, as openpyxl keeps no cached values."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and isinstance(cell, Cell):
                    cell.value = 0


def test_all_faults_are_told_in_one_pass(shop: Portfolio, written: bytes, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written))
    for sheet, header in (("Funding plan", "ID"), ("Payments", "Fund ID"), ("Hiring", "Period")):
        _find(book, sheet, header).value = "wrong"
    _drop_formulas(book)
    book.save(tmp_path / "plan.xlsx")
    with pytest.raises(PlanFault) as caught:
        read_plan(tmp_path / "plan.xlsx", shop)
    assert len(caught.value.issues) == 3


def test_a_formula_without_a_value_is_refused(
    shop: Portfolio, written: bytes, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written))
    book.save(tmp_path / "plan.xlsx")
    with pytest.raises(PlanFault, match="formula without a stored value; open the workbook"):
        read_plan(tmp_path / "plan.xlsx", shop)


def test_a_missing_stage_is_named(shop: Portfolio, plan: Plan, tmp_path: Path) -> None:
    fewer = plan.model_copy(update={"stages": plan.stages[1:]})
    gone = plan.stages[0]
    with pytest.raises(PlanFault, match=f"stage {gone.stage} of {gone.initiative} is missing"):
        _back(shop, fewer, tmp_path / "plan.xlsx")


def test_a_doubled_stage_is_named(shop: Portfolio, plan: Plan, tmp_path: Path) -> None:
    more = plan.model_copy(update={"stages": (*plan.stages, plan.stages[0])})
    with pytest.raises(PlanFault, match="stands there 2 times"):
        _back(shop, more, tmp_path / "plan.xlsx")


def test_a_value_that_does_not_add_up_is_refused(
    shop: Portfolio, plan: Plan, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(shop, plan, "finance")))
    about = book["About"]
    row = next(cell.row for cell in about["A"] if cell.value == "Benefits")
    about.cell(row, 2).value = 1
    _drop_formulas(book)
    book.save(tmp_path / "plan.xlsx")
    with pytest.raises(PlanFault, match="is not the benefits less the prices"):
        read_plan(tmp_path / "plan.xlsx", shop)


@pytest.mark.parametrize("sheet", ["Payments", "Funding plan", "About", "Assignments"])
def test_a_missing_sheet_is_named(
    shop: Portfolio, written: bytes, tmp_path: Path, sheet: str
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written))
    del book[sheet]
    _drop_formulas(book)
    book.save(tmp_path / "plan.xlsx")
    with pytest.raises(PlanFault, match=sheet):
        read_plan(tmp_path / "plan.xlsx", shop)


def test_a_renamed_column_is_named(shop: Portfolio, written: bytes, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written))
    sheet = book["Payments"]
    head = next(cell for cell in sheet[5] if cell.value == "Amount")
    head.value = "Sum"
    _drop_formulas(book)
    book.save(tmp_path / "plan.xlsx")
    with pytest.raises(
        PlanFault, match="Payments!A5: the table Payments lacks the column 'Amount'"
    ):
        read_plan(tmp_path / "plan.xlsx", shop)


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04 torn"])
def test_what_is_no_workbook_is_refused(shop: Portfolio, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "plan.xlsx").write_bytes(content)
    with pytest.raises(PlanFault, match=r"plan\.xlsx: "):
        read_plan(tmp_path / "plan.xlsx", shop)


def test_a_damaged_part_is_refused(shop: Portfolio, written: bytes, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(written)) as file:
        entry = file.getinfo("xl/sharedStrings.xml")
        at = entry.header_offset + 200
    torn = bytearray(written)
    torn[at] ^= 0xFF
    (tmp_path / "plan.xlsx").write_bytes(bytes(torn))
    with pytest.raises(PlanFault, match="damaged"):
        read_plan(tmp_path / "plan.xlsx", shop)


def test_an_input_workbook_is_no_plan(shop: Portfolio, tmp_path: Path) -> None:
    book = Workbook()
    book.save(tmp_path / "plan.xlsx")
    with pytest.raises(PlanFault, match="is no plan: it has no sheet About"):
        read_plan(tmp_path / "plan.xlsx", shop)


def test_a_file_that_is_not_there_is_said(shop: Portfolio, tmp_path: Path) -> None:
    with pytest.raises(PlanFault, match="no such file"):
        read_plan(tmp_path / "plan.xlsx", shop)


def test_of_an_earlier_plan_rows_stay_that_name_what_is_still_there(
    shop: Portfolio, plan: Plan, written: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(written)
    gone = next(row.who for row in plan.assignments if row.worker is Worker.PERSON)
    people = tuple(person for person in shop.people if person.id != gone)
    earlier = read_earlier(path, shop.model_copy(update={"people": people}))
    assert dict(earlier.starts) == {
        row.key: row.start for row in plan.stages if row.start is not None
    }
    left = {row for row in in_order(plan).assignments if row.who != gone}
    assert set(earlier.assignments) == left
    assert len(left) < len(plan.assignments)


def test_what_is_no_plan_is_no_earlier_plan(shop: Portfolio, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    Workbook().save(path)
    with pytest.raises(PlanFault):
        read_earlier(path, shop)


def test_a_plan_of_something_else_is_no_earlier_plan(
    shop: Portfolio, written: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(written)
    others = {
        "initiatives": tuple(
            row.model_copy(update={"id": InitiativeId(f"{row.id}-2")}) for row in shop.initiatives
        ),
        "stages": tuple(
            row.model_copy(update={"initiative": InitiativeId(f"{row.initiative}-2")})
            for row in shop.stages
        ),
        "people": (),
        "pools": (),
    }
    with pytest.raises(PlanFault, match="nobody of its people is in this portfolio"):
        read_earlier(path, shop.model_copy(update=others))


@pytest.mark.parametrize("sheet", ["Assignments", "Funding plan"])
def test_an_earlier_plan_is_whole(
    shop: Portfolio, written: bytes, tmp_path: Path, sheet: str
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written))
    del book[sheet]
    book.save(tmp_path / "plan.xlsx")
    with pytest.raises(PlanFault, match=f"{sheet}: the sheet is missing"):
        read_earlier(tmp_path / "plan.xlsx", shop)


def test_time_has_gone_on_since_an_earlier_plan(
    shop: Portfolio, plan: Plan, written: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(written)
    later = shop.model_copy(update={"periods": Calendar.of(shop.periods).periods[1:]})
    read = read_earlier(path, later)
    moved = Earlier.of(plan).in_periods(Calendar.of(shop.periods), Calendar.of(later.periods))
    assert set(read.assignments) == set(moved.assignments)
    assert {row.period for row in moved.assignments} == {
        row.period - 1 for row in plan.assignments if row.period
    }
    before = {key: start for key, start in Earlier.of(plan).starts.items() if start > 0}
    assert {key: start - 1 for key, start in before.items()} == {
        key: start for key, start in read.starts.items() if key in before
    }
    assert {key: moved.starts[key] for key in before} == {key: read.starts[key] for key in before}
    another = tuple(row.model_copy(update={"id": PeriodId(f"{row.id}*")}) for row in shop.periods)
    none = Earlier.of(plan).in_periods(Calendar.of(shop.periods), Calendar.of(another))
    assert none == Earlier({}, ())
