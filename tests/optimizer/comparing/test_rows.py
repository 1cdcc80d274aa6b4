"""Cells of money, people and gates: mostly, they follow a stage; if not, they say what else."""

from __future__ import annotations

import pytest

from models import compared as tables
from models.compared import Compared
from models.comparison import Cause, CauseKind
from models.snapshot import Snapshot
from optimizer.comparing import compare
from tests.optimizer.comparing.snapshots import (
    budget,
    flag,
    gate,
    link,
    pays,
    proof,
    row,
    setting,
    snapshot,
    stage,
    there,
    works,
)

LATER = (stage("shop", starts="Q1"), stage("shop", starts="Q3"))
FOLLOWED = (
    "Shop, stage 1, starts later (Q3; was Q1). The budget of Main for W1 is EUR 2; it was EUR 5."
)


def _causes(before: Snapshot, after: Snapshot, table: Compared) -> dict[str, Cause]:
    """By column; of whole rows the last one."""
    return {
        change.what.column: change.cause
        for change in compare(before, after).changes
        if change.what.table == table
    }


def _cut() -> tuple[Snapshot, Snapshot]:
    return (
        snapshot(
            LATER[0],
            budget("main", "W1", 500, planned=100),
            budget("main", "W2", 500),
            pays("shop", 1, "main", "Q1"),
            works("ann", "shop", "Q1"),
            there("ann"),
            flag("blog", "shop"),
            link("blog", "shop", result="flag used"),
            row(tables.HIRES, ("Temp", "Q1"), (), fte=1),
            row(tables.SHORTAGES, ("shop", "1", "build", "1", "Q1"), ("Shop",), fte_short=1),
        ),
        snapshot(
            LATER[1],
            budget("main", "W1", 200),
            budget("main", "W2", 500, planned=100),
            pays("shop", 1, "main", "Q3"),
            works("ann", "shop", "Q3"),
            there("ann"),
            link("blog", "shop"),
        ),
    )


@pytest.mark.parametrize(
    "table", [tables.PAYMENTS, tables.WORK, tables.FLAGS, tables.LINKS, tables.SHORTAGES]
)
def test_what_goes_with_a_stage_follows_it(table: Compared) -> None:
    causes = set(_causes(*_cut(), table).values())
    assert causes == {Cause(CauseKind.FOLLOWS, FOLLOWED)}


def test_budgets_are_changed_by_people_and_charges_by_stages() -> None:
    causes = _causes(*_cut(), tables.BUDGETS)
    assert causes["Budget"] == Cause(CauseKind.BUDGET, "It was changed in the portfolio.")
    assert causes["Planned"] == Cause(CauseKind.FOLLOWS, f"Mostly {FOLLOWED}")


def test_charges_name_the_stage_without_single_payments_too() -> None:
    before, after = (
        snapshot(
            stage("shop", starts=start),
            budget("main", window, 9, planned=5),
            without=[tables.PAYMENTS],
        )
        for start, window in (("Q1", "W1"), ("Q3", "W1"))
    )
    more = snapshot(
        stage("shop", starts="Q3"), budget("main", "W1", 9, planned=4), without=[tables.PAYMENTS]
    )
    assert _causes(before, after, tables.BUDGETS) == {}
    assert _causes(before, more, tables.BUDGETS)["Planned"].text.startswith("Mostly Shop, stage 1,")


def test_a_payment_of_a_stage_that_stays_names_the_budget() -> None:
    before = snapshot(stage("shop"), budget("main", "W1", 5), pays("shop", 1, "main", "Q2"))
    after = snapshot(stage("shop"), budget("main", "W1", 4), pays("shop", 1, "other", "Q2"))
    (change,) = [
        each
        for each in compare(before, after).changes
        if each.what.table == tables.PAYMENTS and each.what.key[3] == "main"
    ]
    assert change.cause.kind is CauseKind.BUDGET


def test_who_takes_over_from_whom_is_named() -> None:
    before = snapshot(stage("shop"), works("ann", "shop", "Q2"), there("ann"), there("ben"))
    after = snapshot(stage("shop"), works("ben", "shop", "Q2"), there("ann"), there("ben"))
    texts = {change.what.key[1]: change.cause for change in compare(before, after).changes}
    assert texts["ann"] == Cause(CauseKind.ROOM, "In Shop, stage 1, Ann hands over to Ben.")
    assert texts["ben"] == Cause(CauseKind.ROOM, "In Shop, stage 1, Ben takes over from Ann.")


def test_who_is_gone_is_the_cause_for_others() -> None:
    before = snapshot(stage("shop"), works("ann", "shop", "Q2"), there("ann"), there("ben"))
    after = snapshot(stage("shop"), works("ben", "shop", "Q2"), there("ben"))
    found = [
        change for change in compare(before, after).changes if change.what.table == tables.WORK
    ]
    assert {change.cause.kind for change in found} == {CauseKind.PERSON}
    assert found[-1].cause.text == "In Shop, stage 1: Ann is no longer in the portfolio."
    assert compare(before, after).movers == ("ann", "ben")


def test_the_same_team_in_other_work_is_no_change_of_teams() -> None:
    before = snapshot(stage("shop"), stage("blog"), works("ann", "shop", "Q2"))
    found = compare(before, snapshot(stage("shop"), stage("blog"), works("ann", "blog", "Q2")))
    assert [change.what.column for change in found.changes] == ["Works on"]
    assert found.movers == ()


def test_an_outcome_and_its_verdict() -> None:
    before = snapshot(gate("shop", 1, "passed"), proof("shop", 1, "12"))
    after = snapshot(gate("shop", 1, "failed"), proof("shop", 1, "3"))
    said = Cause(CauseKind.GATE, "Sales at least 10: observed 3 (was 12).")
    assert _causes(before, after, tables.GATES)["As planned"] == said
    assert _causes(before, after, tables.PROOFS)["Observed"].text == "Another outcome was reported."


def test_an_observed_zero_is_not_nothing() -> None:
    before, after = snapshot(proof("shop", 1, None)), snapshot(proof("shop", 1, "0"))
    (change,) = compare(before, after).changes
    assert (change.what.before, str(change.what.after)) == (None, "0")


def test_settings_are_set_by_people_and_days_go_by() -> None:
    before = snapshot(setting("As of", "2026-01-15"), setting("Seed", "0"))
    after = snapshot(setting("As of", "2026-04-01"), setting("Seed", "1"))
    kinds = {change.what.key[0]: change.cause.kind for change in compare(before, after).changes}
    assert kinds == {"As of": CauseKind.FACT, "Seed": CauseKind.SETTING}


def test_periods_stand_in_the_order_of_time() -> None:
    months = ("Jan", "Feb", "Mar")
    hires = [row(tables.HIRES, ("Temp", month), (), fte=1) for month in ("Mar", "Jan", "Feb")]
    found = compare(snapshot(periods=months), snapshot(*hires, periods=months)).changes
    assert [change.what.key[1] for change in found] == ["Jan", "Feb", "Mar"]


def test_the_same_portfolio_is_said_where_anything_differs() -> None:
    said = "Both plans are of the same portfolio: it is the search that ended elsewhere."
    assert said in compare(snapshot(LATER[0]), snapshot(LATER[1])).remarks
    assert said not in compare(snapshot(LATER[0]), snapshot(LATER[1], digest="two")).remarks
    assert said not in compare(snapshot(LATER[0]), snapshot(LATER[0])).remarks
