"""Every formula has the value that another program works out for it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.cell import Cell

from models.plan import Plan
from models.portfolio import Portfolio
from models.units import Money
from reports.workbook import render
from tests.reports.handmade import handmade
from tests.reports.opened import (
    AUDIENCES,
    cells,
    formula_cells,
    formulas,
    recalculated,
    table,
    values,
)


def _same(cached: object, found: object) -> bool:
    """Equal, or apart by less than a ten-thousandth of the smallest coin."""
    if isinstance(cached, int | float) and isinstance(found, int | float):
        return abs(cached - found) < 1e-6
    return cached == found


def differences(content: bytes, folder: Path) -> list[tuple[object, ...]]:
    found, cached = recalculated(content, folder), cells(values(content))
    return [
        (place, text, cached.get(place), found.get(place))
        for place, text in formula_cells(content).items()
        if not _same(cached.get(place), found.get(place))
    ]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_cached_value_is_right(
    books: dict[str, bytes], audience: str, tmp_path: Path
) -> None:
    assert len(formula_cells(books[audience])) > 150
    assert differences(books[audience], tmp_path) == []


def test_cached_values_are_right_without_money_or_people(tmp_path: Path) -> None:
    from tests.portfolios import build

    empty = build()
    assert differences(render(empty, handmade(empty)), tmp_path) == []


def test_ids_that_look_like_patterns_are_summed_exactly(tmp_path: Path) -> None:
    from tests.portfolios import build, fund, initiative, stage, team

    portfolio = build(
        team("web"),
        fund("A*", [100_00, 50_00]),
        fund("AB", [30_00, 70_00]),
        fund(">5", [10_00, 10_00]),
        fund("007", [20_00, 20_00]),
        *(
            initiative(name, stage(900 + n), stage(7_00 + n))
            for n, name in enumerate(("~x?", "=1", "B*", "BA"))
        ),
    )
    content = render(portfolio, handmade(portfolio))
    assert differences(content, tmp_path) == []
    charged = {row["Fund ID"]: 0.0 for row in table(content, "Budget", "Budget")}
    for row in table(content, "Budget", "Budget"):
        charged[row["Fund ID"]] += row["Charged"]
    payments: dict[str, float] = dict.fromkeys(charged, 0.0)
    for row in table(content, "Payments", "Payments"):
        if row["Fund ID"] is not None:
            payments[row["Fund ID"]] += row["Amount"]
    assert charged == pytest.approx(payments)


def test_a_changed_outcome_closes_the_tranche(
    books: dict[str, bytes], plan: Plan, tmp_path: Path
) -> None:
    before = {row["ID"]: row for row in table(books["all"], "Release now", "ReleaseNow")}
    assert before["basket"]["Release now"] == 30_000
    book = formulas(books["all"])
    gates = table(books["all"], "Evidence", "Proofs")
    must = next(row for row in gates if row["ID"] == "basket" and row["Weight"] == 0)
    _where_of(book, must).value = 0
    changed = io.BytesIO()
    book.save(changed)
    found = recalculated(changed.getvalue(), tmp_path)
    after = _column(book, found, "Release now", "ReleaseNow", "Release now")
    total = sum(row.release_now for row in plan.stages) / 100
    assert sum(after) == pytest.approx(total - 30_000)
    assert pytest.approx(total - 30_000) in [
        value
        for (sheet, _), value in found.items()
        if sheet == "Summary" and isinstance(value, float | int)
    ]


def _where_of(book: openpyxl.Workbook, proof: dict[str, Any]) -> Cell:
    sheet = book["Evidence"]
    rows = list(sheet[sheet.tables["Proofs"].ref])
    heads = [cell.value for cell in rows[0]]
    for row in rows[1:]:
        cells_of = dict(zip(heads, row, strict=True))
        same = all(
            cells_of[head].value == proof[head] for head in ("ID", "Objective", "Gate after stage")
        )
        if same:
            cell = cells_of["Observed"]
            assert isinstance(cell, Cell)
            return cell
    raise AssertionError(proof)


def _column(
    book: openpyxl.Workbook, found: dict[tuple[str, str], Any], sheet: str, name: str, header: str
) -> list[float]:
    rows = list(book[sheet][book[sheet].tables[name].ref])
    at = [cell.value for cell in rows[0]].index(header)
    return [found.get((sheet, row[at].coordinate), 0) for row in rows[1:]]


def test_a_conditional_gate_releases_its_share(books: dict[str, bytes]) -> None:
    rows = {row["ID"]: row for row in table(books["all"], "Release now", "ReleaseNow")}
    assert rows["coupons"]["Gate before it"] == "conditional"
    assert rows["coupons"]["Release now"] == 24_000 / 2
    shown = cells(values(books["all"]))
    assert any(
        sheet == "Summary" and "EUR 12,000 of EUR 24,000 (1 tranche) goes out now" in str(value)
        for (sheet, _), value in shown.items()
    )
    assert any("at their chance" in str(value) for value in shown.values())


def test_a_failed_check_shows_on_the_summary(shop: Portfolio, plan: Plan, tmp_path: Path) -> None:
    bad = plan.checks[0].model_copy(update={"passed": False, "detail": "Ada works 3 of 2"})
    content = render(shop, plan.model_copy(update={"checks": (bad, *plan.checks[1:])}))
    assert differences(content, tmp_path) == []
    shown = [value for (sheet, _), value in cells(values(content)).items() if sheet == "Summary"]
    assert "A CHECK FAILED" in shown


def test_sums_that_disagree_fail_their_check(shop: Portfolio, plan: Plan, tmp_path: Path) -> None:
    content = render(shop, plan)
    book = formulas(content)
    sheet = book["Payments"]
    heads = [cell.value for cell in sheet[5]]
    amount = sheet.cell(6, heads.index("Amount") + 1)
    sheet.cell(6, heads.index("State") + 1).value = "lost"
    assert float(str(amount.value)) * 100 == pytest.approx(float(Money(plan.payments[0].amount)))
    changed = io.BytesIO()
    book.save(changed)
    assert "A CHECK FAILED" in recalculated(changed.getvalue(), tmp_path).values()
