"""The sheet Roadmap, and what it says on work that is late or ahead."""

from typing import Any

import pytest

from models.plan import Plan, TrancheState
from models.portfolio import Portfolio
from models.units import Money, PeriodIndex
from reports.facts.pace import Pace
from reports.styles import FAST_TRACKED, GATE_MARKS, POSTPONED
from reports.workbook import render
from tests.portfolios import after, build, fund, gate, initiative, release, stage, team
from tests.reports.explained import planned
from tests.reports.opened import formulas, values

FIRST = 6
"""The first row below the heads."""


def drawn(rows: Portfolio, starts: dict[str, int], **changes: Any) -> list[list[Any]]:  # noqa: ANN401 - cells
    """The roadmap's rows below its heads."""
    context = planned(rows, starts, **changes)
    return sheet_of(render(rows, context.plan))


def sheet_of(content: bytes) -> list[list[Any]]:
    sheet = values(content)["Roadmap"]
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST)]


def line(rows: list[list[Any]], name: str) -> list[Any]:
    (found,) = [row for row in rows if row[0] == name]
    return found


def roomy(*rows: Any) -> Portfolio:  # noqa: ANN401 - rows
    return build(team("web"), team("cloud", "platform"), fund("main", [9_000_00, 9_000_00]), rows)


def test_a_bar_with_its_gate_at_its_end() -> None:
    rows = roomy(
        initiative("shop", stage(), stage(periods=2), worth=3),
        gate("shop", 1, "pending"),
        gate("shop", 2, "pending"),
    )
    found = line(drawn(rows, {"shop": 0, "shop/2": 1}), "Shop")
    # four columns, then two per quarter: the bar and the gate at its end
    assert found[4:12] == ["► 1 Shop 1", "◊?", "○ 2 Shop 2", None, None, "◊?", None, None]


@pytest.mark.parametrize("verdict", ["passed", "conditional", "unproven", "pending", "waived"])
def test_the_gate_that_a_first_bar_stands_behind(verdict: str) -> None:
    rows = roomy(initiative("shop", stage(status="done"), stage()), gate("shop", 1, verdict))
    assert line(drawn(rows, {"shop/2": 1}), "Shop")[3] == GATE_MARKS[verdict]


def test_every_verdict_has_a_mark_of_its_own() -> None:
    assert len(set(GATE_MARKS.values())) == len(GATE_MARKS) == 6


def test_a_gate_that_asks_for_nothing_has_no_mark() -> None:
    rows = roomy(initiative("shop", stage(), worth=3))
    assert line(drawn(rows, {"shop": 0}), "Shop")[5] is None


def test_a_stage_that_goes_on_has_no_gate_here() -> None:
    rows = roomy(initiative("shop", stage(periods=3)), gate("shop", 1, "pending"))
    found = line(drawn(rows, {"shop": 3}), "Shop")
    assert found[10] == "○ 1 Shop 1 ►"
    assert found[11] is None


def test_who_waits_for_whom_by_name_and_team() -> None:
    rows = roomy(
        initiative("base", stage(), team="cloud", worth=1),
        initiative("shop", stage(), worth=3),
        after("base", "shop"),
    )
    found = drawn(rows, {"base": 0, "shop": 1})
    assert line(found, "Shop")[1:3] == ["Base (Cloud)", None]
    assert line(found, "Base")[1:3] == [None, "Shop (Web)"]


def test_what_is_over_is_waited_for_no_more() -> None:
    rows = roomy(
        initiative("base", stage(status="done"), team="cloud"),
        initiative("shop", stage(), worth=3),
        after("base", "shop"),
    )
    assert line(drawn(rows, {"shop": 0}), "Shop")[1] is None


def test_a_wait_is_drawn_and_told() -> None:
    rows = roomy(
        initiative("base", stage(periods=2), team="cloud", worth=1),
        initiative("shop", stage(), worth=3),
        after("base", "shop"),
    )
    found = line(drawn(rows, {"base": 0, "shop": 2}), "Shop")
    assert found[4].strip() == POSTPONED
    assert found[8] == "○ 1 Shop 1"
    assert found[12] == (
        "Stage 1 postponed by 2 periods (EUR 6): it waits for Base (Cloud), which finishes in Q2."
    )


def flagged() -> Portfolio:
    return roomy(
        initiative("base", stage(periods=2), team="cloud", worth=1),
        initiative("shop", stage(), worth=3),
        after("base", "shop", flag_cost=1),
    )


def test_a_flag_is_a_fast_track() -> None:
    found = line(drawn(flagged(), {"base": 0, "shop": 0}), "Shop")
    assert found[4] == f"►{FAST_TRACKED} 1 Shop 1"
    assert found[12] == (
        "Stage 1 fast-tracked: a flag lets it ship before Base (Cloud), which finishes in Q2."
    )
    # where it waits instead, it is late and not ahead
    found = line(drawn(flagged(), {"base": 0, "shop": 2}), "Shop")
    assert FAST_TRACKED not in found[8]


def test_a_flag_before_what_is_not_planned() -> None:
    pace = Pace(planned(flagged(), {"shop": 0}))
    (clauses,) = pace.fast.values()
    assert clauses == ("a flag lets it ship before Base (Cloud), which is not planned",)


def test_a_waived_gate_is_a_fast_track_and_names_nobody_to_executives() -> None:
    rows = roomy(initiative("shop", stage(status="done"), stage()), gate("shop", 1, "waived"))
    said = {
        audience: [*Pace(planned(rows, {"shop/2": 0}, audience)).said(rows.stages[1].key)]
        for audience in ("all", "executives")
    }
    assert said == {
        "all": ["Stage 2 fast-tracked: the gate after “Shop 1” is waived by Nora Vik."],
        "executives": ["Stage 2 fast-tracked: the gate after “Shop 1” is waived."],
    }


def test_a_part_of_the_money_is_a_fast_track() -> None:
    rows = roomy(
        initiative("shop", stage(status="done"), stage(100_00)), gate("shop", 1, "conditional")
    )
    context = planned(rows, {"shop/2": 0})
    for released, clauses in (
        (25_00, ("EUR 25 of its money goes out while the gate after “Shop 1” is conditional",)),
        (100_00, None),  # all of it is no part
        (0, None),
    ):
        row = context.plan.stages[1].model_copy(
            update={
                "state": TrancheState.RELEASE_NOW,
                "start": PeriodIndex(0),
                "release_now": Money(released),
            }
        )
        plan = context.plan.model_copy(update={"stages": (context.plan.stages[0], row)})
        assert Pace(type(context)(rows, plan, context.view)).fast.get(row.key) == clauses


def test_stages_that_overlap_stand_below_one_another() -> None:
    rows = roomy(
        initiative("shop", stage(periods=3, status="active"), stage(periods=2)),
        release("shop", 2, 100),
    )
    found = drawn(rows, {})
    place = next(n for n, row in enumerate(found) if row[0] == "Shop")
    assert "1 Shop 1" in found[place][4]
    assert "2 Shop 2" in found[place + 1][4]


def test_what_is_not_drawn_is_counted() -> None:
    rows = roomy(
        initiative("shop", stage(), worth=3),
        initiative("mall", stage(), worth=3),
        initiative("past", stage(status="done")),
        initiative("gone", stage(status="done"), stage()),
        gate("gone", 1, "failed"),
    )
    text = [row[0] for row in drawn(rows, {"shop": 0})]
    assert (
        "Not drawn: 3 initiatives have nothing scheduled (1 not funded, 1 stopped, 1 done): "
        "see Why."
    ) in text
    everything = roomy(initiative("shop", stage(), worth=3))
    assert "Every initiative has something scheduled." in [
        row[0] for row in drawn(everything, {"shop": 0})
    ]


def test_nothing_is_cut_off_on_paper(books: dict[str, bytes], shop: Portfolio, plan: Plan) -> None:
    sheet = formulas(books["all"])["Roadmap"]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToWidth in (None, 1)  # one page wide, which is what is meant unsaid
    assert sheet.page_setup.fitToHeight == 0
    assert str(sheet.page_setup.paperSize) == "9"  # A4
    started = {row.initiative for row in plan.stages if row.start is not None}
    names = {row.name for row in shop.initiatives if row.id in started}
    assert names <= {row[0] for row in sheet_of(books["all"])}


def test_the_legend_explains_every_mark(books: dict[str, bytes]) -> None:
    texts = [str(cell) for row in sheet_of(books["all"]) for cell in row if cell]
    for word, mark in GATE_MARKS.items():
        assert any(text.startswith(f"{mark} {word}: ") for text in texts)
    for mark in (POSTPONED, FAST_TRACKED):
        assert any(text.startswith(f"{mark} ") and ":" in text for text in texts)
