"""Assignments put together into runs, and taken apart again."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from models.plan import Assignment, Plan, Provenance, SolveStatus, Value, Worker
from models.plan_tables import in_order, runs, spread
from models.units import InitiativeId, Money, OptionId, PeriodIndex, SkillId, Slices, TeamId


def _row(who: str, period: int, slices: int, *, learns: bool = False) -> Assignment:
    return Assignment(
        worker=Worker.PERSON,
        who=who,
        team=None if learns else TeamId("web"),
        initiative=None if learns else InitiativeId("shop"),
        stage=None if learns else 1,
        skill=SkillId("build"),
        period=PeriodIndex(period),
        slices=Slices(slices),
        retrained=OptionId("course") if learns else None,
    )


ROWS = st.builds(
    _row,
    st.sampled_from(["ann", "ben"]),
    st.integers(0, 4),
    st.integers(1, 2),
    learns=st.booleans(),
)


def _ordered(rows: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    plan = Plan(
        stages=(),
        assignments=rows,
        value=Value(benefits=Money(0)),
        bound=Money(0),
        status=SolveStatus.OPTIMAL,
        provenance=Provenance(portfolio="", headgate=""),
    )
    return in_order(plan).assignments


@settings(derandomize=True)
@given(st.lists(ROWS, max_size=14))
def test_spread_undoes_runs(rows: list[Assignment]) -> None:
    assert spread(runs(tuple(rows))) == _ordered(tuple(rows))


def test_the_same_time_in_a_row_is_one_run() -> None:
    rows = (_row("ann", 0, 1), _row("ann", 1, 1), _row("ann", 2, 2), _row("ann", 4, 2))
    found = [(run.first.period, run.last, run.first.slices) for run in runs(rows)]
    assert found == [(0, 1, 1), (2, 2, 2), (4, 4, 2)]
