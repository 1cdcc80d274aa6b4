"""Whatever two plans say: each differing cell is told once, with one cause, both ways."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from models import compared as tables
from models.comparison import WHOLE_ROW
from models.snapshot import Snapshot
from optimizer.comparing import compare
from tests.optimizer.comparing.snapshots import (
    PERIODS,
    WINDOW,
    Part,
    budget,
    flag,
    gate,
    link,
    pays,
    proof,
    setting,
    snapshot,
    stage,
    there,
    works,
)

NAMES = ("shop", "blog")
STATES = ("released", "release now", "planned", "held", "not funded", "stopped")
VERDICTS = ("passed", "conditional", "failed", "pending", "unproven", "waived")


@st.composite
def plans(draw: st.DrawFn) -> Snapshot:
    """Two initiatives of two stages, with money, people, gates, a dependency and a setting."""
    parts: list[Part] = []

    def maybe(*found: Part) -> None:
        if draw(st.booleans()):
            parts.extend(found)

    amounts = st.integers(1, 3)
    for name in NAMES:
        for number in (1, 2):
            starts = draw(st.sampled_from(("", *PERIODS)))
            before = draw(st.sampled_from(VERDICTS)) if number == 2 else None
            state = draw(st.sampled_from(STATES))
            made = stage(name, number, state, starts, tranche=draw(amounts), gate_before_it=before)
            maybe(made)
            period = draw(st.sampled_from(PERIODS))
            maybe(
                pays(name, number, draw(st.sampled_from(("main", "other"))), period, draw(amounts))
            )
            maybe(works(draw(st.sampled_from(("ann", "ben"))), name, period, number, draw(amounts)))
        maybe(gate(name, 1, draw(st.sampled_from(VERDICTS))))
        maybe(proof(name, 1, draw(st.sampled_from(("3", "12", None)))))
    maybe(there("ann", draw(st.sampled_from(("0.50", "1.00")))))
    maybe(there("ben"))
    maybe(link("shop", "blog", result=draw(st.sampled_from(("kept", "broken")))))
    maybe(flag("shop", "blog"))
    maybe(setting("Discount rate", draw(st.sampled_from(("5 %", "8 %")))))
    for window in sorted(set(WINDOW.values())):
        maybe(budget("main", window, draw(amounts), planned=draw(amounts)))
    return snapshot(*parts, digest=draw(st.sampled_from(("one", "two"))))


def _cells(plan: Snapshot) -> Counter[tuple[object, ...]]:
    """Every cell that is compared."""
    return Counter(
        (table.name, key, column, value)
        for table in tables.COMPARED
        for key, row in plan.rows(table).items()
        for column, value in row.cells.items()
    )


def _told(before: Snapshot, after: Snapshot) -> Counter[tuple[object, ...]]:
    """Every cell of the earlier plan that the changes speak of."""
    told: Counter[tuple[object, ...]] = Counter()
    for change in compare(before, after).changes:
        row = change.what
        if row.column != WHOLE_ROW:
            if row.before is not None:
                told[row.table.name, row.key, row.column, row.before] += 1
            continue
        found = before.rows(row.table).get(row.key)
        for column, value in (found.cells if found else {}).items():
            told[row.table.name, row.key, column, value] += 1
    return told


@given(plans(), plans())
@settings(max_examples=150)
def test_every_cell_that_differs_is_told_once(before: Snapshot, after: Snapshot) -> None:
    gone = _cells(before) - _cells(after)
    come = _cells(after) - _cells(before)
    assert _told(before, after) == gone
    assert _told(after, before) == come


@given(plans(), plans())
@settings(max_examples=150)
def test_every_change_has_a_cause_in_a_sentence(before: Snapshot, after: Snapshot) -> None:
    found = compare(before, after)
    for cause in (*(row.cause for row in found.changes), *(row.cause for row in found.stages)):
        assert cause.text.endswith(".")
        assert cause.text[:1].isupper() or cause.text[:1].isdigit()
    assert {row.key for row in found.stages} == {
        change.what.key for change in found.changes if change.what.table == tables.STAGES
    }


@given(plans())
def test_a_plan_differs_from_itself_in_nothing(plan: Snapshot) -> None:
    assert compare(plan, plan).changes == ()
