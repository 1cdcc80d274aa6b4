"""The sheet Conflicts: each loser's part, and what is for executives to settle."""

import io
from pathlib import Path

import pytest

from models.explanation import Conflict, Loss, Scarce
from models.plan import Plan
from models.portfolio import Portfolio
from models.units import InitiativeId, Money
from reports.sheets.conflicts import ESCALATE, SETTLED, became, status
from reports.width import lines
from reports.workbook import render
from tests.portfolios import build, fund, initiative, stage, team, with_settings
from tests.reports.explained import planned
from tests.reports.opened import cells, formulas, recalculated, table, values

SHEET = "Conflicts"


def statuses(content: bytes) -> list[str]:
    return [row["Status"] for row in table(content, SHEET, "ConflictList")]


def test_the_dearest_are_for_executives(books: dict[str, bytes]) -> None:
    rows = table(books["all"], SHEET, "ConflictList")
    assert [row["What they forgo"] for row in rows] == [12446.17, 9446.17, 6446.17, 3446.17]
    assert statuses(books["all"]) == [ESCALATE, SETTLED, SETTLED, SETTLED]  # above 10,000
    assert rows[0]["Over"] == "Fund growth in W1"
    assert [row["Kind"] for row in rows] == ["fund", "person", "platform team", "envelope"]
    assert rows[0]["Becomes"] == "1 not funded, 1 delayed"
    lost = rows[0]["Who did not"].split("\n")
    assert lost == [
        "Catalogue: not funded, EUR 12,346",
        "Chat: delayed by 1 period, EUR 100.50",
    ]


def test_every_loser_finds_its_own_row(books: dict[str, bytes]) -> None:
    rows = table(books["all"], SHEET, "LossList")
    assert len(rows) == 8
    assert [row["Who did not"] for row in rows] == ["Catalogue"] * 4 + ["Chat"] * 4
    assert [row["What it forgoes"] for row in rows[:2]] == [12345.67, 9345.67]  # the dearest first
    assert rows[0]["Status"] == ESCALATE
    assert {row["Becomes"] for row in rows[4:]} == {
        f"delayed by {n} periods" for n in (2, 3, 4)
    } | {"delayed by 1 period"}
    total = sum(row["What it forgoes"] for row in rows)
    conflicts = table(books["all"], SHEET, "ConflictList")
    assert total == pytest.approx(sum(row["What they forgo"] for row in conflicts))


@pytest.mark.parametrize(
    ("threshold", "escalated"), [(6446.17, 2), (6446.16, 3), (0, 4), (None, 0), (99_999, 0)]
)
def test_another_threshold_flips_the_status(
    books: dict[str, bytes], tmp_path: Path, threshold: float | None, escalated: int
) -> None:
    book = formulas(books["all"])
    book[SHEET]["E3"].value = threshold
    changed = io.BytesIO()
    book.save(changed)
    found = recalculated(changed.getvalue(), tmp_path)
    assert [found[SHEET, f"F{row}"] for row in range(6, 10)].count(ESCALATE) == escalated
    assert found[SHEET, "F4"] == f"{escalated} to escalate"
    first, last = book[SHEET].tables["LossList"].ref.split(":")
    rows = range(int(first[1:]) + 1, int(last[1:]) + 1)
    losses = [found[SHEET, f"F{row}"] for row in rows]
    assert len(losses) == 8
    assert losses.count(ESCALATE) == 2 * escalated


@pytest.mark.parametrize(
    ("above", "cost", "word"),
    [(500, 501, ESCALATE), (500, 500, SETTLED), (0, 1, ESCALATE), (None, 10**12, SETTLED)],
)
def test_only_more_than_the_threshold_is_escalated(above: int | None, cost: int, word: str) -> None:
    rows = with_settings(build(team("web")), escalate_above=above)
    conflict = Conflict(over="x", kind=Scarce.FUND, winners=(), losers=(), cost=Money(cost))
    assert status(planned(rows, {}), conflict) == word


def test_without_a_threshold_nothing_is_escalated(shop: Portfolio, plan: Plan) -> None:
    content = render(with_settings(shop, escalate_above=None), plan)
    assert set(statuses(content)) == {SETTLED}
    assert values(content)[SHEET]["E3"].value is None


def test_what_becomes_of_a_loser() -> None:
    rows = build(
        team("web"),
        fund("main", [900, 900]),
        initiative("shop", stage(), stage()),
        initiative("mall", stage()),
    )
    context = planned(rows, {"shop": 0})

    def said(name: str, periods: int | None = None) -> str:
        return became(context, Loss(initiative=InitiativeId(name), cost=Money(1), periods=periods))

    assert said("mall") == "not funded"
    assert said("shop") == "rest not funded"
    assert said("shop", 1) == "delayed by 1 period"
    assert said("shop", 3) == "delayed by 3 periods"


def test_who_all_got_a_part_and_lost_some(shop: Portfolio, plan: Plan) -> None:
    names = (InitiativeId("basket"), InitiativeId("chat"))
    both = Conflict(
        over="build in Q1",
        kind=Scarce.SKILL,
        winners=names,
        losers=names,
        cost=Money(2),
        losses=tuple(Loss(initiative=name, cost=Money(1), periods=1) for name in names),
    )
    content = render(shop, plan.model_copy(update={"conflicts": (both,)}))
    (row,) = table(content, SHEET, "ConflictList")
    assert row["Who got it"] == "Each of them a part"
    rows = table(content, SHEET, "LossList")
    assert {(row["Who did not"], row["Who got it"]) for row in rows} == {
        ("Basket", "Chat"),
        ("Chat", "Basket"),
    }


@pytest.mark.parametrize(("count", "last"), [(8, "A7"), (9, "and 1 initiative more")])
def test_many_losers_are_cut_and_all_listed_below(count: int, last: str) -> None:
    names = [InitiativeId(f"a{n}") for n in range(count)]
    rows = build(team("web"), [initiative(name, stage()) for name in names])
    conflict = Conflict(
        over="x",
        kind=Scarce.FUND,
        winners=(names[0],),
        losers=tuple(names),
        losses=tuple(Loss(initiative=name, cost=Money(1)) for name in names),
    )
    context = planned(rows, {}, conflicts=(conflict,))
    content = render(rows, context.plan)
    (row,) = table(content, SHEET, "ConflictList")
    assert row["Who did not"].split("\n")[-1].startswith(last)
    assert len(table(content, SHEET, "LossList")) == count


def test_both_tables_have_the_same_heads_under_one_another(books: dict[str, bytes]) -> None:
    for content in books.values():
        first, second = (
            [head.replace("they forgo", "it forgoes") for head in table(content, SHEET, name)[0]]
            for name in ("ConflictList", "LossList")
        )
        assert second == [*first, "ID"]


def test_a_person_is_named_to_those_who_may_know(books: dict[str, bytes], shop: Portfolio) -> None:
    name = shop.people[0].name
    for list_ in ("ConflictList", "LossList"):
        over = [row["Over"] for row in table(books["delivery"], SHEET, list_)]
        assert f"{name}, the only one with build for Web in Q2" in over
        over = [row["Over"] for row in table(books["executives"], SHEET, list_)]
        assert "The only one with build for Web in Q2" in over
    shown = [
        str(v) for (sheet, _), v in cells(values(books["executives"])).items() if sheet == SHEET
    ]
    assert not any(name in text for text in shown)


def test_rows_are_high_enough_for_all_losers(books: dict[str, bytes]) -> None:
    sheet = formulas(books["all"])[SHEET]
    for row in range(6, 10):
        text = str(sheet[f"D{row}"].value)
        deep = lines(text, sheet.column_dimensions["D"].width - 2.6)
        assert deep >= 2
        height = sheet.row_dimensions[row].height
        assert height is not None
        assert height >= 12 * deep


def test_who_wanted_it_too_is_told_without_a_cost() -> None:
    names = [InitiativeId(f"a{n}") for n in range(7)]
    rows = build(team("web"), [initiative(name, stage()) for name in names])
    lost = Conflict(
        over="build in Q1",
        kind=Scarce.SKILL,
        winners=(names[0],),
        losers=(names[1],),
        cost=Money(1_00),
        losses=(Loss(initiative=names[1], cost=Money(1_00)),),
        also=tuple(names[2:]),
    )
    spared = Conflict(
        over="design in Q1",
        kind=Scarce.SKILL,
        winners=(names[0],),
        losers=(),
        also=(names[1], names[2]),
    )
    content = render(rows, planned(rows, {}, conflicts=(spared, lost)).plan)
    (row,) = table(content, SHEET, "ConflictList")
    assert row["Who did not"].split("\n") == [
        "A1: not funded, EUR 1",
        "Wanted too by A2, A3, A4, A5 and 1 more",
    ]
    assert len(table(content, SHEET, "LossList")) == 1
    (row,) = table(content, SHEET, "ScarceList")
    assert row["Over"] == "Design in Q1"
    assert (row["Who got it"], row["Who wanted it too"]) == ("A0", "A1 and A2")


def test_nothing_is_told_of_what_nobody_wanted_besides(books: dict[str, bytes]) -> None:
    assert "ScarceList" not in formulas(books["all"])[SHEET].tables
