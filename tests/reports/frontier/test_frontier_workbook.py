"""The workbook of a frontier: what it shows, its formulas, and that it can be made again."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from headgate.frontiers import Asked, frontier
from headgate.many import Threads
from models.frontier import Axis, Frontier, Member
from models.portfolio import Portfolio
from reports.frontier.words import headline
from reports.frontier.workbook import render
from tests.portfolios import build, fund, initiative, person, stage, team
from tests.reports.opened import cells, formula_cells, formulas, parts, recalculated, table, values


def shop() -> Portfolio:
    return build(
        team("web"),
        person("ann", "web", {"build": 2}),
        fund("main", [100_00, 50_00]),
        initiative("legal", stage(10_00), worth=1, must_do=True),
        initiative("first", stage(45_00), worth=100),
        initiative("second", stage(60_00, needs={"build": 2}), worth=60),
        initiative("third", stage(900_00), worth=60),
        move_price=1_00,
    )


def drawn(axis: Axis = Axis.BUDGET) -> Frontier:
    shares = tuple(map(Fraction, ("0", "1/2", "1", "3/2", "2")))
    return frontier(shop(), Asked(axis, shares), Threads(1), "none")[0]


@pytest.fixture(scope="module", params=list(Axis))
def found(request: pytest.FixtureRequest) -> Frontier:
    return drawn(request.param)


@pytest.fixture(scope="module")
def content(found: Frontier) -> bytes:
    return render(found)


def test_every_formula_has_its_value(content: bytes, tmp_path: Path) -> None:
    marked, cached = formula_cells(content), cells(values(content))
    again = recalculated(content, tmp_path)
    assert len(marked) > 25
    for place, text in marked.items():
        was, now = cached.get(place), again.get(place)
        same = was == now or abs(float(str(was)) - float(str(now))) < 1e-6
        assert same, (place, text, was, now)


def test_the_same_points_give_the_same_bytes(found: Frontier, content: bytes) -> None:
    assert render(found) == content
    assert render(replace(found, edits=("Ann is not there",))) != content


def test_the_sheets_and_the_chart(content: bytes) -> None:
    assert formulas(content).sheetnames == ["Summary", "Points", "Who is in"]
    charts = [text for name, text in parts(content).items() if name.startswith("xl/charts/chart")]
    assert len(charts) == 1
    assert "scatterChart" in charts[0]
    assert "EUR" in charts[0]


@pytest.mark.parametrize(
    ("inside", "since", "said"),
    [
        ((False, False, True, True, True), 2, "from EUR 150"),
        ((True, False, True, True, True), 2, "for good from EUR 150"),
        ((False, True, True, True, False), None, "on and off"),
    ],
)
def test_an_exception_that_comes_and_goes_is_said_to(
    inside: tuple[bool, ...], since: int | None, said: str
) -> None:
    found = drawn()
    row = next(row for row in found.members if row.name == "Second")
    amount = None if since is None else found.points[since].amount
    row = replace(row, kind=Member.EXCEPTION, inside=inside, since=amount)
    summary = cells(values(render(replace(found, members=(row,)))))
    assert said in [text for (sheet, _), text in summary.items() if sheet == "Summary"]


def test_points_say_money_value_bound_and_what_one_more_is_worth() -> None:
    found = drawn()
    rows = table(render(found), "Points", "Points")
    assert [row["Against now"] for row in rows] == ["-100 %", "-50 %", "as now", "+50 %", "+100 %"]
    assert [row["Budget"] for row in rows] == [0, 75, 150, 225, 300]
    assert rows[0]["Why there is no plan"] == "No plan can satisfy the portfolio here."
    assert rows[0]["Value of the plan"] is None
    for before, row in pairwise(rows[1:]):
        more = row["Value of the plan"] - before["Value of the plan"]
        assert row["Worth of one more EUR"] == pytest.approx(more / 75)


def test_who_is_in_across_the_points() -> None:
    rows = table(render(drawn()), "Who is in", "WhoIsIn")
    kinds = {row["Initiative"]: row["Across the points"] for row in rows}
    assert kinds["Legal"] == "core"
    assert kinds["Third"] == "never"
    assert "exception" in kinds.values()
    assert rows[0]["Across the points"] == "exception"


def test_the_summary_says_the_answer(found: Frontier, content: bytes) -> None:
    assert headline(found) in cells(values(content)).values()


def test_nobody_is_named(content: bytes) -> None:
    assert not [text for text in cells(values(content)).values() if "Ann" in str(text).split()]


def test_a_stop_is_told() -> None:
    part = replace(drawn(), missing=(Fraction(3),))
    said = cells(values(render(part))).values()
    assert any(str(text).startswith("Stopped early") for text in said)
