"""`headgate frontier`: points in the terminal, as JSON, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import headgate
from headgate.__main__ import main
from tests.headgate.conftest import small
from tests.portfolios import with_settings
from tests.reports.opened import table

FRONTIER = ["frontier", "portfolio.xlsx", "--fund", "Main", "--from", "-50%", "--to", "+20%"]


def test_each_point_is_a_line(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*FRONTIER, "--steps", "3", "--workers", "2"]) == 0
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert lines[0] == "Value against the budget of Main"
    assert [line.split()[1] for line in lines[2:6]] == ["100.00", "170.00", "200.00", "240.00"]
    assert "as now" in lines[4]
    assert lines[-1].startswith("Written   frontier.xlsx in ")
    rows = table((place / "frontier.xlsx").read_bytes(), "Points", "Points")
    assert [row["Budget"] for row in rows] == [100, 170, 200, 240]


def test_json_gives_a_list_of_points(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*FRONTIER, "--steps", "2", "--json"]) == 0
    said = capsys.readouterr()
    document = json.loads(said.out)
    assert said.err == ""
    points = document["points"]
    assert [point["budget"] for point in points] == [100_00, 200_00, 240_00]
    worth = [point["value"] for point in points]
    assert worth == sorted(worth)
    assert points[1]["value"] == document["value"]
    assert all(point["bound"] >= point["value"] for point in points)
    assert all(point["gap"] == 0 for point in points)
    assert points[0]["initiatives"] == []
    assert {row["membership"] for row in document["memberships"]} == {"exception"}
    assert (place / "frontier.xlsx").exists()


def test_points_are_the_plans_that_plan_makes(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*FRONTIER, "--steps", "2", "--json"]) == 0
    points = json.loads(capsys.readouterr().out)["points"]
    for point in points:
        rows = tuple(
            row.model_copy(update={"amount": round(row.amount * point["share"])})
            for row in small().budgets
        )
        plan = headgate.plan(small().model_copy(update={"budgets": rows}))
        assert (plan.value.total, plan.bound) == (point["value"], point["bound"])
    assert place.exists()


def test_moves_need_a_price(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["frontier", "portfolio.xlsx", "--moves"]) == 2
    assert "A move costs nothing in Settings" in capsys.readouterr().err
    headgate.write(with_settings(small(), move_price=1_00), place / "priced.xlsx")
    assert main(["frontier", "priced.xlsx", "--moves", "--steps", "4", "--json"]) == 0
    points = json.loads(capsys.readouterr().out)["points"]
    assert [point["move_price"] for point in points] == [0, 50, 1_00, 2_00]


def test_edits_come_first(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*FRONTIER, "--steps", "2", "--set", "Budgets!Main W2 = 0"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("What if   Budgets, Main W2: Amount is EUR 0.00, was EUR 100.00\n")
    assert "EUR 120.00  +20 %" in said
    assert place.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--fund", "Mian"], "there is no fund 'Mian'; nearest: main"),
        (["--from", "+10%", "--to", "-10%"], "--from must be less than --to"),
        (["--from", "-130%"], "is not between -100% and +1000%"),
        (["--from", "much"], "is not a change such as -30% or +10%"),
        (["--steps", "1"], "is not a whole number from 2 to 101"),
        (["--moves", "--fund", "main"], "one of them"),
        (["--workers", "0"], "is not a whole number from 1 to 256"),
        (["--cluster", "nonsense://x"], "No scheduler answers at nonsense://x"),
    ],
)
def test_what_cannot_be_asked_is_told(
    place: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["frontier", "portfolio.xlsx", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not (place / "frontier.xlsx").exists()
