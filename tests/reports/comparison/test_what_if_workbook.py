"""The workbook of a what-if: edits stand on its summary and cause what they are about."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.amending import amend
from models.comparison import CauseKind, Comparison
from models.portfolio import Portfolio
from models.scenario import Drop, Edit, Kind
from optimizer.comparing import compare
from optimizer.scenario import applied
from reports.comparison.workbook import render
from reports.snapshot import snapshot
from tests.complete import complete
from tests.reports.handmade import handmade
from tests.reports.opened import cells, formula_cells, recalculated, values


@pytest.fixture(scope="module")
def shop() -> Portfolio:
    return complete()


def held(shop: Portfolio, *edits: Edit) -> Comparison:
    done = applied(shop, edits)
    after = snapshot(done.portfolio, handmade(done.portfolio))
    return compare(snapshot(shop, handmade(shop)), after, done.edits)


def causes(found: Comparison, table: str) -> set[tuple[CauseKind, str]]:
    return {
        (change.cause.kind, change.cause.text)
        for change in found.changes
        if change.what.table.name == table
    }


def test_each_edit_is_the_cause_of_its_own_cell(shop: Portfolio) -> None:
    fund, envelope = shop.funds[0], shop.envelopes[0]
    for text, table, said in (
        (f"Funds!{fund.id} = 7%", "BudgetInputs", f"Funds, {fund.name}: Carry over % is 7 %"),
        (f"Envelopes!{envelope.id} At most = 99%", "EnvelopeInputs", f"Envelopes, {envelope.id}"),
        ("Settings!Value horizon = 9", "Settings", "Settings, Value horizon: is 9"),
    ):
        found = causes(held(shop, amend(shop, text)), table)
        assert found
        assert {kind for kind, _ in found} == {CauseKind.EDIT}, text
        assert all(why.startswith(said) for _, why in found), (said, found)


def test_an_edit_of_one_thing_is_no_cause_of_another(shop: Portfolio) -> None:
    other = amend(shop, f"Envelopes!{shop.envelopes[0].id} At most = 99%")
    gone = Drop(Kind.PERSON, shop.people[0].id)
    found = held(shop, other, gone)
    assert causes(found, "EnvelopeInputs") != causes(found, "Staff")
    assert causes(found, "Staff") == {(CauseKind.EDIT, f"{shop.people[0].name} is not there.")}


def test_pay_is_not_told(shop: Portfolio) -> None:
    paid = next(row for row in shop.people if row.cost is not None)
    found = held(shop, amend(shop, f"People!{paid.id} Cost per FTE and period = 12345"))
    said = [str(value) for value in cells(values(render(found))).values()]
    assert f"What if: People, {paid.name}: Cost per FTE and period was changed." in said
    assert not [text for text in said if "12,345" in text or "12345" in text]


def test_its_formulas_have_their_values(shop: Portfolio, tmp_path: Path) -> None:
    content = render(held(shop, Drop(Kind.PERSON, shop.people[0].id)))
    marked, cached = formula_cells(content), cells(values(content))
    again = recalculated(content, tmp_path)
    assert len(marked) > 15
    for place, text in marked.items():
        was, now = cached.get(place), again.get(place)
        same = was == now or abs(float(str(was)) - float(str(now))) < 1e-6
        assert same, (place, text, was, now)
    said = list(cached.values())
    assert "As asked" in said
    assert f"What if: {shop.people[0].name} is not there." in said
