"""The sheets about people as other programs read them."""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import pairwise

import pytest

from models.person import Person
from models.plan import Plan, Worker
from models.portfolio import Portfolio
from models.units import PeriodIndex, Slices, TeamId
from reports.audience import view_for
from reports.context import Context
from reports.facts.people import Loan
from reports.styles import TEAM_FILLS, TONES, team_tone
from reports.workbook import render
from tests.portfolios import build, hiring, initiative, person, stage, team
from tests.reports.opened import AUDIENCES, formulas, parts, table
from tests.reports.planned import Row, does, hired, lacks, plan_of


def _portfolio() -> Portfolio:
    return build(
        team("web"),
        team("app"),
        person("ann", "web", {"build": 3}, slices=4, lendable="anywhere", longest_loan=2),
        person("ben", "app", {"build": 3}, slices=2),
        initiative("cart", stage(1_00, 4, {"build": 1})),
        initiative("chat", stage(1_00, 4, {"build": 1}), team="app"),
        hiring("crew", "build", 4, "contractor", cost=1_234_00),
    )


def _staff(*rows: Row) -> dict[str, dict[str, object]]:
    found = table(render(_portfolio(), plan_of(*rows)), "Staffing", "Staff")
    return {row["ID"]: row for row in found}


def test_load_is_told_against_availability_only_where_they_differ() -> None:
    ann = _staff(
        does("ann", "web", "cart", 0, 4),
        does("ann", "web", "cart", 1, 3),
        does("ann", "web", "cart", 2, 2),
        does("ann", "app", "chat", 2, 2),
        does("ann", "web", "cart", 3, 5),
    )["ann"]
    assert ann["Q1"] == "Web"
    assert ann["Q2"] == "Web 1.5 / 2"
    assert ann["Q3"] == "→ App 1\nWeb 1"
    assert ann["Q4"] == "Web 2.5 / 2\nover"
    assert [ann[f"Load Q{n}"] for n in (1, 2, 3, 4)] == [1, 0.75, 1, 1.25]


def test_two_teams_that_leave_time_free_say_how_much_is_in_use() -> None:
    ann = _staff(does("ann", "web", "cart", 0, 1), does("ann", "app", "chat", 0, 2))["ann"]
    assert ann["Q1"] == "→ App 1\nWeb 0.5\n1.5 / 2"
    assert ann["Q2"] == "free"


@pytest.mark.parametrize(
    ("last", "said"), [(1, "back in Q3"), (2, "back in Q4"), (3, "away to the end")]
)
def test_whoever_is_lent_has_a_return(last: int, said: str) -> None:
    found = _staff(*(does("ann", "app", "chat", t, 1) for t in range(1, last + 1)))
    assert found["ann"]["Back home"] == said
    assert found["ben"]["Back home"] == "–"


def test_going_from_one_team_to_another_is_no_return() -> None:
    rows = (does("ben", "web", "cart", 0, 1), does("ben", "web", "cart", 1, 1))
    assert _staff(*rows, does("ben", "app", "chat", 2, 1))["ben"]["Back home"] == "back in Q3"


def _bright(colour: str) -> float:
    """Roughly how bright a colour looks, from 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.3 * red + 0.59 * green + 0.11 * blue


def test_neighbouring_teams_have_other_colours_and_away_looks_different() -> None:
    places = range(2 * len(TEAM_FILLS))
    fills = [TONES[team_tone(place)].fill for place in places]
    assert all(abs(_bright(one) - _bright(two)) > 0.1 for one, two in pairwise(fills))
    assert fills[0] == fills[len(TEAM_FILLS)]
    assert len(set(fills)) == len(TEAM_FILLS) == 12
    content = render(_portfolio(), plan_of(does("ann", "app", "chat", 0, 1)))
    sheet = formulas(content)["Staffing"]
    cells = {cell.value: cell for row in sheet.iter_rows(min_row=6) for cell in row}
    away, home = cells["→ App 0.5 / 2"], cells["App"]
    assert away.fill.fgColor.rgb == home.fill.fgColor.rgb
    assert (bool(away.font.italic), bool(home.font.italic)) == (True, False)
    assert (away.border.left.style, home.border.left.style) == ("thick", None)


def test_loads_are_drawn_too(books: dict[str, bytes], shop: Portfolio) -> None:
    found = parts(books["all"])
    drawn = {
        title: found[f"xl/worksheets/sheet{n}.xml"].count("<x14:sparkline>")
        for n, title in enumerate(formulas(books["all"]).sheetnames, 1)
    }
    skills = table(books["all"], "Teams", "TeamSkills")
    assert drawn["Staffing"] == len(shop.people)
    assert drawn["Teams"] == len(shop.teams) + len(skills)


def test_numbers_behind_the_small_columns_are_put_away(books: dict[str, bytes]) -> None:
    sheet = formulas(books["delivery"])["Staffing"]
    heads = {cell.value: cell.column_letter for cell in sheet[5]}
    look = {name: sheet.column_dimensions[heads[name]] for name in ("Back home", "Load Q1")}
    assert [look[name].hidden for name in ("Back home", "Load Q1")] == [False, True]
    assert look["Load Q1"].outlineLevel == 1


def _loan(first: int, last: int, longest: int | None) -> Loan:
    (ann,) = (row for row in person("ann", "web", longest_loan=longest) if isinstance(row, Person))
    ends = (PeriodIndex(first), PeriodIndex(last))
    return Loan(ann, TeamId("app"), *ends, Slices(1), Slices(1))


@pytest.mark.parametrize(
    ("first", "last", "longest", "word"),
    [
        (0, 2, None, "returns"),
        (0, 3, None, "goes on"),
        (0, 1, 3, "returns"),
        (0, 2, 3, "at its limit"),
        (1, 3, 3, "at its limit"),
        (0, 3, 3, "too long"),
        (-1, 2, 3, "at its limit"),
    ],
)
def test_a_loan_is_marked(first: int, last: int, longest: int | None, word: str) -> None:
    assert _loan(first, last, longest).mark(4) == word


def _day(month: int) -> datetime:
    """Its first day, as other programs read it."""
    return datetime.combine(date(2026, month, 1), time.min)


def test_returns_have_their_day() -> None:
    rows = (does("ann", "app", "chat", 0, 1), does("ann", "app", "chat", 3, 1))
    content = render(_portfolio(), plan_of(*rows))
    loans = table(content, "Loans", "LoanList")
    assert [(row["Returns in"], row["Returns on"]) for row in loans] == [
        ("Q2", _day(4)),
        ("after the plan", None),
    ]
    moves = [row for row in table(content, "Moves", "MoveList") if row["Change"] == "moves"]
    assert [(row["On"], row["For"], row["Loan"], row["Back on"]) for row in moves] == [
        (_day(1), "Chat", "returns", _day(4)),
        (_day(10), "Chat", "goes on", None),
    ]


def test_costs_of_remedies_and_hires_are_for_finance() -> None:
    used = does("crew", "web", "cart", 1, 1, worker=Worker.HIRE)
    plan = plan_of(hired("crew", 1, 1), used, lacks("cart", 0, 1))
    for audience in AUDIENCES:
        content = render(_portfolio(), plan, audience)
        gaps = table(content, "Skill gaps", "GapList")
        stays = table(content, "Hiring", "HirePlan")
        assert [row["Remedy"] for row in gaps] == ["own people"]
        assert ("Cost of the remedy" in gaps[0]) is (audience == "finance")
        assert ("Cost in this plan" in stays[0]) is (audience == "finance")
        assert (stays[0]["From"], stays[0]["What for"]) == ("Q2", "Cart: Cart 1")
    assert table(render(_portfolio(), plan, "finance"), "Hiring", "HirePlan")[0][
        "Cost in this plan"
    ] == pytest.approx(617)


def test_what_is_not_priced_says_so(shop: Portfolio, plan: Plan) -> None:
    def heads(found: Plan) -> set[str]:
        return set(table(render(shop, found, "finance"), "Skill gaps", "GapList")[0])

    bare = plan.model_copy(update={"prices": ()})
    assert "Worth of one more FTE" in heads(plan)
    assert "Worth of one more FTE" not in heads(bare)
    texts = parts(render(shop, bare, "finance"))["xl/sharedStrings.xml"]
    assert "is not priced" in texts
    assert "is not priced" not in parts(render(shop, plan, "finance"))["xl/sharedStrings.xml"]


def test_a_day_after_the_plan_is_not_promised() -> None:
    context = Context(_portfolio(), plan_of(), view_for("all"))
    days = [context.starts_on(3), context.starts_on(4)]
    assert [day is None for day in days] == [False, True]
