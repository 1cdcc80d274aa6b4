"""The workbook of a diagnosis: what it says, its formulas, and that it can be made again."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.diagnosis import ConflictSet, Diagnosis, Repair, RepairChange, RepairKind
from models.issue import Issue, Place, Severity
from models.units import Money
from reports.diagnosis.words import amount, cost, headline, remarks
from reports.diagnosis.workbook import render
from tests.optimizer.diagnosis.culprits import CULPRITS
from tests.reports.opened import cells, formula_cells, formulas, parts, recalculated, table, values

PORTFOLIO = CULPRITS["money"]
SETTINGS = PORTFOLIO.settings


def conflict(*, minimal: bool = True, confirmed: bool = True, rows: int = 3) -> ConflictSet:
    issues = tuple(
        Issue(
            severity=Severity.ERROR,
            place=Place(sheet="Budgets", row=n, cell=f"C{n + 2}"),
            what=f"the fund “Main” has EUR {n} and no more in W{n}",
        )
        for n in range(rows)
    )
    return ConflictSet(rows=issues, minimal=minimal, confirmed=confirmed)


def repair(kind: RepairKind, units: int, *, least: bool = True, changes: int = 1) -> Repair:
    return Repair(
        kind=kind,
        changes=tuple(
            RepairChange(place=Place(sheet="Budgets", cell=f"C{n + 2}"), text=f"change {n}")
            for n in range(changes)
        ),
        cost=units,
        least=least,
        value=Money(1_000_00 + units),
        bound=Money(2_000_00),
        checks=49,
    )


FOUND = Diagnosis(
    conflicts=(conflict(), conflict(confirmed=False, rows=9), conflict(minimal=False)),
    all_conflicts=False,
    repairs=(
        repair(RepairKind.MONEY, 12_345),
        repair(RepairKind.TIME, 2),
        repair(RepairKind.PEOPLE, 3),
        repair(RepairKind.WAIVER, 1, least=False),
        repair(RepairKind.SEVERAL, 2, changes=2),
    ),
    all_repairs=False,
    untried=1,
    stopped=True,
)


@pytest.fixture(scope="module")
def content() -> bytes:
    return render(PORTFOLIO, FOUND)


def test_the_answer_and_what_is_not_known_stand_on_the_summary(content: bytes) -> None:
    shown = {
        str(value) for (sheet, _), value in cells(values(content)).items() if sheet == "Summary"
    }
    assert headline(FOUND) in shown
    assert set(remarks(FOUND)) <= shown
    assert len(list(remarks(FOUND))) == 4
    assert {"EUR 123.45", "2 periods", "1.5 FTE for a period", "1 row", "2 rows"} <= shown
    assert "and 3 further rows, on the sheet Clashes" in shown
    assert "Set 1, proven by two engines" in shown
    assert "Set 2, proven by one engine" in shown
    assert "Set 3, not proven" in shown
    assert any(
        "What the plan is worth after each repair (EUR)" in t for t in parts(content).values()
    )


def test_tables_hold_every_row(content: bytes) -> None:
    assert formulas(content).sheetnames == ["Summary", "Clashes", "Repairs"]
    clashes = table(content, "Clashes", "Clashes")
    assert [row["Set"] for row in clashes] == [1] * 3 + [2] * 9 + [3] * 3
    assert clashes[0]["Where"] == "Budgets!C2"
    assert clashes[0]["What it says"].startswith("The fund")
    repairs = table(content, "Repairs", "Repairs")
    assert [row["Money"] for row in repairs] == [123.45, None, None, None, None]
    assert [row["Periods"] for row in repairs] == [None, 2, None, None, None]
    assert [row["FTE over all periods"] for row in repairs] == [None, None, 1.5, None, None]
    assert [row["Less would not do"] for row in repairs] == ["proven"] * 3 + [
        "not proven",
        "proven",
    ]
    assert repairs[4]["What changes"] == "Change 0\nChange 1"


def test_every_formula_has_its_value(content: bytes, tmp_path: Path) -> None:
    again, cached = recalculated(content, tmp_path), cells(values(content))
    for place in formula_cells(content):
        assert cached.get(place) == again.get(place), place


def test_the_same_diagnosis_gives_the_same_bytes(content: bytes) -> None:
    assert render(PORTFOLIO, FOUND) == content


def test_nothing_known_is_said() -> None:
    nothing = Diagnosis(conflicts=(), all_conflicts=False, repairs=(), all_repairs=False)
    said = headline(nothing)
    assert "the rows that clash were not found in the time" in said
    assert "No change that helps was found" in said
    shown = cells(values(render(PORTFOLIO, nothing))).values()
    assert "No change that helps was found." in shown


def test_costs_are_told_in_their_unit() -> None:
    assert amount(100, SETTINGS) == "EUR 1"
    assert amount(101, SETTINGS) == "EUR 1.01"
    yen = SETTINGS.model_copy(update={"currency": "JPY"})
    assert amount(1_234_567, yen) == "JPY 1,234,567"
    assert cost(repair(RepairKind.TIME, 1), SETTINGS) == "1 period"


def test_where_no_worth_is_told_the_place_is_empty() -> None:
    """A repair that was tried by a small plan: there is a plan, and no more is known."""
    small = repair(RepairKind.MONEY, 7).model_copy(update={"value": None, "bound": None})
    content = render(PORTFOLIO, FOUND.model_copy(update={"repairs": (small,)}))
    (row,) = table(content, "Repairs", "Repairs")
    assert (row["Plan is worth"], row["No plan is worth more than"]) == (None, None)
    assert row["Checks passed"] == 49
