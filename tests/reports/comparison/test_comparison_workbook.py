"""The workbook of changes: what it shows, that its formulas hold, and that it can be made again."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from models.comparison import Comparison
from models.plan import Plan
from models.portfolio import Portfolio
from models.units import Money
from optimizer.comparing import compare
from reports.comparison.words import headline
from reports.comparison.workbook import render
from reports.snapshot import snapshot
from reports.workbook import render as render_plan
from tests.complete import complete
from tests.reports.handmade import handmade
from tests.reports.opened import cells, formula_cells, formulas, parts, recalculated, table, values


@pytest.fixture(scope="module")
def shop() -> Portfolio:
    return complete()


@pytest.fixture(scope="module")
def poorer(shop: Portfolio) -> Portfolio:
    """Less money, one person fewer, and an outcome that fails."""
    gone = shop.people[0].id
    return shop.model_copy(
        update={
            "budgets": tuple(
                row.model_copy(update={"amount": Money(row.amount // 2)}) for row in shop.budgets
            ),
            "people": tuple(row for row in shop.people if row.id != gone),
            "skills": tuple(row for row in shop.skills if row.person != gone),
            "assignments": tuple(row for row in shop.assignments if row.person != gone),
            "outcomes": tuple(
                row.model_copy(update={"observed": Decimal(0)}) for row in shop.outcomes
            ),
        }
    )


@pytest.fixture(scope="module")
def plans(shop: Portfolio, poorer: Portfolio) -> tuple[Plan, Plan]:
    return handmade(shop), handmade(poorer)


@pytest.fixture(scope="module")
def found(shop: Portfolio, poorer: Portfolio, plans: tuple[Plan, Plan]) -> Comparison:
    return compare(snapshot(shop, plans[0]), snapshot(poorer, plans[1]))


@pytest.fixture(scope="module")
def content(found: Comparison) -> bytes:
    return render(found)


def test_every_changed_cell_stands_there_with_its_cause(found: Comparison, content: bytes) -> None:
    rows = table(content, "Every changed cell", "ChangedCells")
    assert len(rows) == len(found.changes) > 50
    assert [row["Why"] for row in rows] == [change.cause.text for change in found.changes]
    assert all(row["Cause"] for row in rows)


def test_the_sheets_are_those_with_something_to_show(content: bytes) -> None:
    assert formulas(content).sheetnames == [
        "Summary",
        "Stages",
        "Money",
        "People",
        "Capacity",
        "Dependencies",
        "Gates and evidence",
        "Inputs",
        "Every changed cell",
    ]


def test_every_formula_has_its_value(content: bytes, tmp_path: Path) -> None:
    marked, cached = formula_cells(content), cells(values(content))
    again = recalculated(content, tmp_path)
    assert len(marked) > 20
    for place, text in marked.items():
        was, now = cached.get(place), again.get(place)
        same = was == now or abs(float(str(was)) - float(str(now))) < 1e-6
        assert same, (place, text, was, now)


def test_the_same_plans_give_the_same_bytes(found: Comparison, content: bytes) -> None:
    assert render(found) == content


def test_money_is_before_now_and_difference(content: bytes) -> None:
    rows = table(content, "Money", "MoneyChanges")
    assert rows
    for row in rows:
        assert row["Difference"] == pytest.approx(row["Now"] - row["Before"])
    inputs = table(content, "Inputs", "InputChanges")
    assert {"Budget", "Person", "Outcome"} <= {row["Input"] for row in inputs}


def test_the_headline_says_value_money_stages_and_people(found: Comparison, content: bytes) -> None:
    said = headline(found)
    assert said in cells(values(content)).values()
    for words in ("The plan is worth EUR", "goes out now", "stage", "in at least one period."):
        assert words in said


def test_nothing_changed_says_so(shop: Portfolio, plans: tuple[Plan, Plan]) -> None:
    same = snapshot(shop, plans[0])
    content = render(compare(same, same))
    assert formulas(content).sheetnames == ["Summary", "Stages", "Inputs", "Every changed cell"]
    assert any(
        str(value).startswith("Nothing changed: both plans say the same")
        for value in cells(values(content)).values()
    )


def test_executives_read_no_name(
    shop: Portfolio, poorer: Portfolio, plans: tuple[Plan, Plan]
) -> None:
    """Neither from a full earlier plan nor from their own, in either kind of workbook."""
    full, own = snapshot(shop, plans[0]), snapshot(poorer, plans[1], "executives")
    found = compare(full, own)
    assert found.changes
    text = "".join(parts(render(found)).values())
    plain = "".join(parts(render_plan(poorer, plans[1], "executives", found)).values())
    for person in shop.people:
        name = re.compile(rf"\b{re.escape(person.name)}\b")
        assert not name.search(text)
        assert not name.search(plain)
    named = "".join(parts(render(compare(full, snapshot(poorer, plans[1])))).values())
    assert any(person.name in named for person in shop.people), "names are there for others"


def test_a_plan_tells_its_changes_against_an_earlier_one(
    poorer: Portfolio, plans: tuple[Plan, Plan], found: Comparison, tmp_path: Path
) -> None:
    content = render_plan(poorer, plans[1], "all", found)
    rows = table(content, "Changes", "ChangedCells")
    assert [row["Why"] for row in rows] == [change.cause.text for change in found.changes]
    assert headline(found) in cells(values(content)).values()
    assert "ChangeList" not in formulas(content)["Changes"].tables
    cached, again = cells(values(content)), recalculated(content, tmp_path)
    for place in formula_cells(content):
        was, now = cached.get(place), again.get(place)
        assert was == now or abs(float(str(was)) - float(str(now))) < 1e-6, place


def test_without_an_earlier_plan_each_change_says_why(
    shop: Portfolio, plans: tuple[Plan, Plan]
) -> None:
    rows = table(render_plan(shop, plans[0]), "Changes", "ChangeList")
    why = {row["Change"]: row["Why"] for row in rows}
    assert why["continues"] == (
        "Its tranche is released: that is a fact, and no decision of this plan."
    )
    assert why["waits"].startswith("The gate after stage ")
    assert why["stops"].startswith("The gate after stage ")
    assert "says failed." in why["stops"]
