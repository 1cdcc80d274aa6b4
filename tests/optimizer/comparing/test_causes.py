"""Each cause, by the smallest pair of plans in which it is the one."""

from __future__ import annotations

from datetime import date

import pytest

from models import compared as tables
from models.comparison import Cause, CauseKind, Shift
from models.scenario import Touched
from models.snapshot import Snapshot
from optimizer.comparing import compare
from tests.optimizer.comparing.snapshots import (
    Part,
    budget,
    flag,
    gate,
    idle,
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
NEXT = ("Q2", "Q3", "Q4")
Pair = tuple[Snapshot, Snapshot]


def _cause(pair: Pair, key: tuple[str, str]) -> Cause:
    (found,) = [row.cause for row in compare(*pair).stages if row.key == key]
    return found


CASES: dict[str, tuple[Pair, tuple[str, str], CauseKind, str]] = {
    "new in the portfolio": (
        (snapshot(), snapshot(stage("shop"))),
        ("shop", "1"),
        CauseKind.WORK,
        "It is new in the portfolio.",
    ),
    "gone from the portfolio": (
        (snapshot(stage("shop")), snapshot()),
        ("shop", "1"),
        CauseKind.WORK,
        "The portfolio no longer has it.",
    ),
    "released as planned": (
        (
            snapshot(stage("shop", 1, "release now", "Q1", release_now=100)),
            snapshot(stage("shop", 1, "released", "1 period ago"), periods=NEXT),
        ),
        ("shop", "1"),
        CauseKind.FACT,
        "Its tranche was released, as planned.",
    ),
    "done": (
        (
            snapshot(stage("shop", 1, "released", "Q1")),
            snapshot(stage("shop", 1, "released", "done"), periods=NEXT),
        ),
        ("shop", "1"),
        CauseKind.FACT,
        "It is done.",
    ),
    "a release taken back": (
        (snapshot(stage("shop", 1, "released", "Q1")), snapshot(stage("shop", 1, "held", "Q2"))),
        ("shop", "1"),
        CauseKind.FACT,
        "Its release was taken back.",
    ),
    "its turn": (
        (
            snapshot(stage("shop", 1, "planned", "Q2")),
            snapshot(stage("shop", 1, "release now", "Q2"), periods=NEXT),
        ),
        ("shop", "1"),
        CauseKind.FACT,
        "Q2 is now: its turn has come, as planned.",
    ),
    "next in line": (
        (snapshot(stage("shop", 2, "planned", "Q3")), snapshot(stage("shop", 2, "held", "Q3"))),
        ("shop", "2"),
        CauseKind.FACT,
        "It is next in line now, and waits for its gate.",
    ),
    "past without a start": (
        (
            snapshot(stage("shop", 1, "planned", "Q1")),
            snapshot(stage("shop", 1, "planned", "Q3"), periods=NEXT),
        ),
        ("shop", "1"),
        CauseKind.FACT,
        "Q1 is past, and it did not begin.",
    ),
    "a gate fails": (
        (
            snapshot(
                stage("shop", 2, "planned", "Q2", gate_before_it="passed"),
                gate("shop", 1, "passed"),
                proof("shop", 1, "12"),
            ),
            snapshot(
                idle("shop", 2, "stopped", gate_before_it="failed"),
                gate("shop", 1, "failed"),
                proof("shop", 1, "3"),
            ),
        ),
        ("shop", "2"),
        CauseKind.GATE,
        (
            "The gate after stage 1 says failed; it said passed. "
            "Sales at least 10: observed 3 (was 12)."
        ),
    ),
    "a waiver ends": (
        (
            snapshot(
                stage("shop", 2, gate_before_it="waived"),
                gate("shop", 1, "waived", waived_until=date(2026, 3, 1)),
            ),
            snapshot(
                idle("shop", 2, "stopped", gate_before_it="failed"), gate("shop", 1, "failed")
            ),
        ),
        ("shop", "2"),
        CauseKind.GATE,
        "The gate after stage 1 says failed; it said waived. Its waiver has ended.",
    ),
    "a gate is still not open": (
        (
            snapshot(stage("shop", 2, "planned", "Q2", gate_before_it="pending")),
            snapshot(stage("shop", 2, "held", "Q3", gate_before_it="pending"), periods=NEXT),
        ),
        ("shop", "2"),
        CauseKind.GATE,
        "The gate after stage 1 still says pending, so it cannot begin now, as planned.",
    ),
    "a budget cut": (
        (
            snapshot(LATER[0], budget("main", "W1", 500), pays("shop", 1, "main", "Q1")),
            snapshot(LATER[1], budget("main", "W1", 200), pays("shop", 1, "main", "Q3")),
        ),
        ("shop", "1"),
        CauseKind.BUDGET,
        "The budget of Main for W1 is EUR 2; it was EUR 5.",
    ),
    "another tranche": (
        (snapshot(stage("shop", tranche=100)), snapshot(stage("shop", tranche=200))),
        ("shop", "1"),
        CauseKind.WORK,
        "Its tranche is EUR 2; it was EUR 1.",
    ),
    "another length": (
        (
            snapshot(stage("shop", starts="Q1", runs_to="Q1")),
            snapshot(stage("shop", starts="Q1", runs_to="Q2")),
        ),
        ("shop", "1"),
        CauseKind.WORK,
        "It takes 2 periods; it took 1.",
    ),
    "another demand": (
        (
            snapshot(LATER[0], works("ann", "shop", "Q1", slices=1)),
            snapshot(LATER[1], works("ann", "shop", "Q3", slices=2)),
        ),
        ("shop", "1"),
        CauseKind.WORK,
        "It uses 1 FTE of build; it used 0.5 FTE.",
    ),
    "a setting that no plan follows from is none": (
        (
            snapshot(LATER[0], setting("Escalate above", "")),
            snapshot(LATER[1], setting("Escalate above", "EUR 10.00"), digest="another"),
        ),
        ("shop", "1"),
        CauseKind.WHOLE,
        "Nothing that the plans show of it changed; all else together made it so.",
    ),
    "a setting": (
        (
            snapshot(LATER[0], setting("Discount rate", "5 %")),
            snapshot(LATER[1], setting("Discount rate", "8 %")),
        ),
        ("shop", "1"),
        CauseKind.SETTING,
        "In Settings, Discount rate is 8 %, was 5 %.",
    ),
    "the stage before it": (
        (
            snapshot(LATER[0], stage("shop", 2, starts="Q2")),
            snapshot(LATER[1], stage("shop", 2, starts="Q4")),
        ),
        ("shop", "2"),
        CauseKind.WAITS,
        "It waits for stage 1, which now runs to Q3 (before: to Q1).",
    ),
    "another initiative before it": (
        (
            snapshot(LATER[0], stage("blog", starts="Q2"), link("shop", "blog")),
            snapshot(LATER[1], stage("blog", starts="Q4"), link("shop", "blog")),
        ),
        ("blog", "1"),
        CauseKind.WAITS,
        "It waits for Shop, stage 1, which now runs to Q3 (before: to Q1).",
    ),
    "a new dependency": (
        (
            snapshot(stage("shop", starts="Q3"), stage("blog", starts="Q2")),
            snapshot(stage("shop", starts="Q3"), stage("blog", starts="Q4"), link("shop", "blog")),
        ),
        ("blog", "1"),
        CauseKind.WAITS,
        "The dependency on Shop, stage 1 is new.",
    ),
    "someone left": (
        (
            snapshot(LATER[0], there("ann"), works("ann", "shop", "Q1")),
            snapshot(LATER[1]),
        ),
        ("shop", "1"),
        CauseKind.PERSON,
        "Ann is no longer in the portfolio.",
    ),
    "someone has less time": (
        (
            snapshot(LATER[0], there("ann"), works("ann", "shop", "Q1")),
            snapshot(LATER[1], there("ann", "0.50"), works("ann", "shop", "Q3")),
        ),
        ("shop", "1"),
        CauseKind.PERSON,
        "Ann is there for 0.5 FTE on average; it was 1.",
    ),
    "a flag": (
        (
            snapshot(stage("blog", starts="Q3")),
            snapshot(stage("blog", starts="Q2"), flag("shop", "blog")),
        ),
        ("blog", "1"),
        CauseKind.FLAG,
        "A feature flag lets it start before shop, stage 1 is there.",
    ),
    "its money goes elsewhere": (
        (
            snapshot(LATER[0], pays("shop", 1, "main", "Q1"), idle("blog")),
            snapshot(
                LATER[1],
                stage("blog", starts="Q1"),
                pays("blog", 1, "main", "Q1", 80),
                pays("shop", 1, "main", "Q3"),
            ),
        ),
        ("shop", "1"),
        CauseKind.ROOM,
        "EUR 0.80 of main in W1 now goes to Blog, stage 1.",
    ),
    "its people work elsewhere": (
        (
            snapshot(LATER[0], works("ann", "shop", "Q1"), idle("blog")),
            snapshot(
                LATER[1],
                stage("blog", starts="Q1"),
                works("ann", "shop", "Q3"),
                works("ann", "blog", "Q1"),
            ),
        ),
        ("shop", "1"),
        CauseKind.ROOM,
        "Ann now works for Blog, stage 1 (Q1).",
    ),
    "the search was given other limits": (
        (
            snapshot(LATER[0], setting("Time limit", "10")),
            snapshot(LATER[1], setting("Time limit", "60")),
        ),
        ("shop", "1"),
        CauseKind.SETTING,
        "In Settings, Time limit is 60, was 10.",
    ),
    "nothing about it": (
        (snapshot(LATER[0]), snapshot(LATER[1], digest="another")),
        ("shop", "1"),
        CauseKind.WHOLE,
        "Nothing that the plans show of it changed; all else together made it so.",
    ),
    "the same portfolio": (
        (snapshot(LATER[0]), snapshot(LATER[1])),
        ("shop", "1"),
        CauseKind.WHOLE,
        "Both plans are of the same portfolio: the search ended at another plan.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_stage_has_this_cause(name: str) -> None:
    pair, key, kind, text = CASES[name]
    assert _cause(pair, key) == Cause(kind, text)


def test_every_cause_has_a_case() -> None:
    shown = {case[2] for case in CASES.values()}
    assert shown | {CauseKind.FOLLOWS, CauseKind.EDIT} == set(CauseKind)


def test_an_edit_is_the_cause_of_what_it_is_about() -> None:
    late = Touched("Shop slips", initiatives=frozenset({"shop"}))
    rich = Touched("Main has more", funds=frozenset({"main"}))

    def cause(*edits: Touched) -> Cause:
        first, then = (snapshot(LATER[0]), snapshot(LATER[1], digest="another"))
        found = compare(first, then, edits)
        return next(row.cause for row in found.stages if row.key == ("shop", "1"))

    assert cause(rich, late) == Cause(CauseKind.EDIT, "Shop slips.")
    whole = "Nothing about it changed; the plan is worth more this way. Main has more."
    assert cause(rich) == Cause(CauseKind.WHOLE, whole)


def test_what_comes_first_wins() -> None:
    """A budget cut, a setting and a person at once: the budget is named."""
    before = snapshot(
        LATER[0],
        budget("main", "W1", 500),
        pays("shop", 1, "main", "Q1"),
        setting("Discount rate", "5 %"),
        there("ann"),
        works("ann", "shop", "Q1"),
    )
    after = snapshot(
        LATER[1],
        budget("main", "W1", 200),
        pays("shop", 1, "main", "Q3"),
        setting("Discount rate", "8 %"),
    )
    assert _cause((before, after), ("shop", "1")).kind is CauseKind.BUDGET


@pytest.mark.parametrize(
    ("now", "kind"), [(499, CauseKind.BUDGET), (500, CauseKind.WHOLE), (501, CauseKind.WHOLE)]
)
def test_more_money_is_never_why_something_starts_later(now: int, kind: CauseKind) -> None:
    before = snapshot(LATER[0], budget("main", "W1", 500), pays("shop", 1, "main", "Q1"))
    after = snapshot(LATER[1], budget("main", "W1", now), pays("shop", 1, "main", "Q3"))
    assert _cause((before, after), ("shop", "1")).kind is kind


def test_a_gate_that_says_better_is_never_why_something_starts_later() -> None:
    before = snapshot(stage("shop", 2, starts="Q2", gate_before_it="pending"))
    after = snapshot(stage("shop", 2, starts="Q3", gate_before_it="passed"))
    assert _cause((before, after), ("shop", "2")).kind is CauseKind.WHOLE


@pytest.mark.parametrize(
    ("was", "now", "shift"),
    [
        ("Q2", "Q1", Shift.EARLIER),
        ("Q2", "Q3", Shift.LATER),
        ("", "Q3", Shift.NEWLY),
        ("Q2", "", Shift.NO_LONGER),
        ("Q2", "Q2", Shift.SAME),
    ],
)
def test_how_a_stage_moves(was: str, now: str, shift: Shift) -> None:
    before = snapshot(stage("shop", starts=was, release_now=1))
    (found,) = compare(before, snapshot(stage("shop", starts=now, release_now=2))).stages
    assert found.shift is shift


def test_an_envelope_that_was_set_otherwise_is_a_cause() -> None:
    def rows(most: str) -> Part:
        return row(tables.ENVELOPES, ("ceiling",), (), at_most=most)

    before = snapshot(LATER[0], rows("60 %"))
    after = snapshot(LATER[1], rows("30 %"), digest="another")
    assert _cause((before, after), ("shop", "1")) == Cause(
        CauseKind.SETTING, "On Inputs, ceiling: at most is 30 %, was 60 %."
    )
