"""The workbook of alternatives: side by side, its formulas, and that it can be made again."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from headgate.choosing import Wanted, alternatives
from models.alternative import Alternatives
from reports.alternatives.words import headline, traded
from reports.alternatives.workbook import render
from tests.headgate.test_choosing import choice
from tests.reports.opened import cells, formula_cells, formulas, parts, recalculated, table, values

PORTFOLIO = choice(5)


@pytest.fixture(scope="module")
def offered() -> Alternatives:
    return alternatives(PORTFOLIO, Wanted(Decimal(1), 7))


@pytest.fixture(scope="module")
def content(offered: Alternatives) -> bytes:
    return render(PORTFOLIO, offered)


def test_the_summary_compares_them_side_by_side(offered: Alternatives, content: bytes) -> None:
    shown = {
        str(value) for (sheet, _), value in cells(values(content)).items() if sheet == "Summary"
    }
    assert headline(offered, PORTFOLIO) in shown
    assert {traded(row, PORTFOLIO) for row in offered.found} <= shown
    assert {"Best plan", "A", "B", "C", "D", "E"} <= shown
    assert {"out", "in, Q1"} <= shown
    assert any("Best plan and alternatives (EUR" in text for text in parts(content).values())


def test_every_plan_stands_on_every_sheet(offered: Alternatives, content: bytes) -> None:
    assert formulas(content).sheetnames == [
        "Summary",
        "Plans",
        "Initiatives",
        "Teams",
        "Stages",
    ]
    figures = table(content, "Plans", "PlanFigures")
    assert [row["Plan"] for row in figures] == ["Best plan", *"ABCDEFG"]
    assert [row["Value"] for row in figures[1:]] == [
        row.plan.value.total / 100 for row in offered.found
    ]
    names = ["Best plan", *"ABCDEFG"[: len(offered.found)]]
    assert len(offered.found) == 7
    for sheet, name in (
        ("Initiatives", "InitiativesByPlan"),
        ("Teams", "TeamsByPlan"),
        ("Stages", "StagesByPlan"),
    ):
        rows = table(content, sheet, name)
        assert rows
        assert all(set(names) <= set(row) for row in rows)
    stages = table(content, "Stages", "StagesByPlan")
    assert stages[0]["Best plan"] == "release now, Q1"
    assert stages[0]["A"] == "not funded"


def test_teams_that_grow_are_told(offered: Alternatives, content: bytes) -> None:
    rows = {row["Team"]: row for row in table(content, "Teams", "TeamsByPlan")}
    first = offered.found[0]
    grown = {row.team: row.slices for row in first.trades.teams}
    assert grown == {"web": -1, "api": 1}
    assert rows["Web"]["A against best"] == pytest.approx(-0.5 / 4)
    assert rows["Api"]["A against best"] == pytest.approx(0.5 / 4)


def test_every_formula_has_its_value(content: bytes, tmp_path: Path) -> None:
    marked, cached = formula_cells(content), cells(values(content))
    again = recalculated(content, tmp_path)
    assert len(marked) > 10
    for place, text in marked.items():
        was, now = cached.get(place), again.get(place)
        assert was == now or abs(float(str(was)) - float(str(now))) < 1e-6, (place, text)


def test_the_same_alternatives_give_the_same_bytes(offered: Alternatives, content: bytes) -> None:
    assert render(PORTFOLIO, offered) == content


def test_no_alternative_is_said(offered: Alternatives) -> None:
    none = offered.model_copy(update={"found": (), "exhausted": True})
    shown = cells(values(render(PORTFOLIO, none))).values()
    assert "No other plan within the loss differs enough to be shown." in shown
    assert "no other plan differs enough to be shown" in headline(none, PORTFOLIO)


def test_no_individual_is_named(content: bytes) -> None:
    text = "".join(parts(content).values())
    assert not any(person.name in text for person in PORTFOLIO.people)
