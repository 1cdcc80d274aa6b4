"""Plans of successive quarters are held against each other period by period, by name."""

from __future__ import annotations

import pytest

from models import compared as tables
from models.compared import Compared
from models.comparison import Change, Comparison, How
from models.snapshot import Snapshot
from optimizer.comparing import CannotCompare, compare, meets
from tests.optimizer.comparing.snapshots import (
    budget,
    gate,
    pays,
    setting,
    snapshot,
    stage,
    there,
    works,
)

NEXT = ("Q2", "Q3", "Q4", "Q5")


def _of(found: Comparison, table: Compared) -> list[Change]:
    return [change for change in found.changes if change.what.table == table]


def test_the_same_plan_has_no_changes() -> None:
    plan = snapshot(
        stage("shop"),
        budget("main", "W1", 5),
        pays("shop", 1, "main", "Q2"),
        works("ann", "shop", "Q2"),
        there("ann"),
        setting("Seed", "1"),
        gate("shop", 1, "pending"),
    )
    found = compare(plan, plan)
    assert (found.changes, found.stages, found.remarks, found.movers) == ((), (), (), ())


def test_what_is_past_is_told_once() -> None:
    before = snapshot(
        stage("shop", 1, "released", "Q1"),
        stage("blog", 1, "planned", "Q3"),
        pays("shop", 1, "main", "Q1"),
        pays("blog", 1, "main", "Q3"),
        works("ann", "shop", "Q1"),
        works("ann", "blog", "Q3"),
    )
    after = snapshot(
        stage("shop", 1, "released", "1 period ago", runs_to="1 period ago"),
        stage("blog", 1, "planned", "Q3"),
        pays("blog", 1, "main", "Q3"),
        works("ann", "blog", "Q3"),
        periods=NEXT,
    )
    found = compare(before, after)
    assert found.changes == ()
    assert found.past == ("Q1",)
    past, ahead = found.remarks
    assert past.startswith("Q1 lies in the past now: the earlier plan started 1 stage there;")
    assert ahead == "Only the later plan has Q5; what lies there is not compared."


def test_a_start_before_the_earlier_plan_is_the_same_start() -> None:
    before = snapshot(stage("shop", 1, "released", "1 period ago", runs_to="Q2"))
    after = snapshot(stage("shop", 1, "released", "2 periods ago", runs_to="Q2"), periods=NEXT)
    assert compare(before, after).changes == ()
    moved = snapshot(stage("shop", 1, "released", "3 periods ago", runs_to="Q2"), periods=NEXT)
    (change,) = compare(before, moved).changes
    assert (change.what.before, change.what.after) == (
        "1 period before Q1",
        "2 periods before Q1",
    )


def test_an_end_past_the_earlier_plan_is_no_other_end() -> None:
    before = snapshot(stage("shop", starts="Q4", runs_to="after the plan"))
    assert (
        compare(before, snapshot(stage("shop", starts="Q4", runs_to="Q5"), periods=NEXT)).changes
        == ()
    )
    nearer = snapshot(stage("shop", starts="Q4", runs_to="Q4"), periods=NEXT)
    assert [change.what.column for change in compare(before, nearer).changes] == ["Runs to"]


def test_a_window_that_is_past_in_part_is_told_so() -> None:
    before = snapshot(budget("main", "W1", 500, planned=200), pays("shop", 1, "main", "Q1"))
    after = snapshot(budget("main", "W1", 300), periods=NEXT)
    said = {change.what.column: change.cause.text for change in compare(before, after).changes}
    assert said == {
        "Budget": "A part of W1 is past, with what it used.",
        "Planned": "A part of W1 is past, with what it used.",
    }


def test_a_mean_over_other_periods_is_not_compared() -> None:
    before = snapshot(there("ann", "0.75"))
    assert len(compare(before, snapshot(there("ann", "1.00"))).changes) == 1
    assert compare(before, snapshot(there("ann", "1.00"), periods=NEXT)).changes == ()


@pytest.mark.parametrize(
    ("currency", "periods", "said"),
    [
        ("USD", ("Q1",), "different currencies, EUR and USD"),
        ("EUR", ("Q8", "Q9"), "no period in common"),
        ("EUR", ("Q0", "Q1"), "begins in Q0, before the first one does"),
        ("EUR", ("X1", "Q2"), "begins in X1, which the first one does not know"),
        ("EUR", (), "no period in common"),
    ],
)
def test_plans_that_do_not_meet_are_refused(
    currency: str, periods: tuple[str, ...], said: str
) -> None:
    with pytest.raises(CannotCompare, match=said):
        compare(snapshot(), snapshot(periods=periods, currency=currency))


def test_the_last_period_in_common_is_enough() -> None:
    assert meets(snapshot(), "EUR", ("Q4", "Q5")) == 3


def _partial(view: str) -> Snapshot:
    out = (tables.PAYMENTS,) if view == "delivery" else (tables.PAYMENTS, tables.WORK)
    return snapshot(
        stage("shop", what_is_missing="Ann must report"),
        there("ann"),
        works("ann", "shop", "Q2"),
        pays("shop", 1, "main", "Q2"),
        view=view,
        without=(*out, tables.PEOPLE_THERE) if view == "executives" else out,
    )


def test_what_a_view_leaves_out_is_said_and_not_told_as_gone() -> None:
    full = snapshot(
        stage("shop", what_is_missing="Ben must report"),
        there("ann"),
        works("ben", "shop", "Q2"),
        pays("shop", 1, "main", "Q2"),
    )
    found = compare(full, _partial("delivery"))
    assert "Not compared: single payments." in found.remarks[0]
    assert not _of(found, tables.PAYMENTS)
    assert _of(found, tables.WORK)
    found = compare(full, _partial("executives"))
    assert "Not compared: single payments and people." in found.remarks[0]
    assert found.movers is None
    assert found.changes == (), "sentences that may name people are not shown to executives"


def test_other_slices_leave_people_out() -> None:
    before = snapshot(works("ann", "shop", "Q2"), stage("shop"))
    found = compare(before, snapshot(works("ben", "shop", "Q2"), stage("shop"), slice="0.25"))
    assert not _of(found, tables.WORK)
    assert any("different slices" in remark for remark in found.remarks)


def test_portfolios_with_other_names_are_said_aloud() -> None:
    (remark,) = compare(snapshot(), snapshot(portfolio="Other")).remarks
    assert "different names: Test and Other" in remark


def test_rows_come_and_go_whole() -> None:
    found = compare(
        snapshot(pays("shop", 1, "main", "Q2", 7)), snapshot(pays("shop", 1, "main", "Q3", 9))
    )
    told = [(change.what.how, change.what.before, change.what.after) for change in found.changes]
    assert told == [(How.REMOVED, 7, None), (How.ADDED, None, 9)]
    assert [change.what.amount for change in found.changes] == [-7, 9]
