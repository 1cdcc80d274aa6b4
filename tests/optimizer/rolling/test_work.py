"""Stages, releases, initiatives and objectives at the end of a period."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from headgate.pipeline import run
from models.ledger_extract import Release, ReleaseState
from models.period import Period
from models.portfolio import Portfolio
from models.references import check
from models.stage import StageKey, StageStatus
from models.units import InitiativeId, PeriodId, WindowId
from optimizer.facts import Facts
from optimizer.gates import judge
from optimizer.rolling import CannotRoll, Rolled, roll
from tests.portfolios import (
    Rows,
    after,
    build,
    change,
    fund,
    gate,
    initiative,
    quarters,
    release,
    stage,
    team,
    with_settings,
)

DONE, ACTIVE, NOT_STARTED = StageStatus.DONE, StageStatus.ACTIVE, StageStatus.NOT_STARTED


def portfolio(*rows: Rows) -> Portfolio:
    return build(team("web"), fund("main", [100_00, 100_00]), *rows)


def rolled(before: Portfolio, ledger: tuple[Release, ...] | None = None) -> Rolled:
    result = roll(before, run(before), ledger)
    assert not [issue for issue in check(result.portfolio) if issue.stops]
    return result


def works(result: Rolled) -> dict[tuple[str, int], tuple[StageStatus, date | None]]:
    return {
        (row.initiative, row.stage): (row.status, row.started) for row in result.portfolio.stages
    }


def told(result: Rolled, sheet: str) -> list[str]:
    return [remark.what for remark in result.remarks if remark.sheet == sheet]


def test_what_starts_is_active_or_done_and_the_rest_has_not_started() -> None:
    result = rolled(
        portfolio(
            initiative("long", stage(5_00, 2), stage(5_00), worth=900),
            initiative("short", stage(5_00), stage(7_00), worth=500),
        )
    )
    start = date(2026, 1, 1)
    assert works(result) == {
        ("long", 1): (ACTIVE, start),
        ("long", 2): (NOT_STARTED, None),
        ("short", 1): (DONE, start),
        ("short", 2): (NOT_STARTED, None),
    }
    assert [
        (row.initiative, row.amount, row.date, row.fund) for row in result.portfolio.releases
    ] == [
        ("long", 5_00, start, "main"),
        ("short", 5_00, start, "main"),
    ]
    assert told(result, "Releases") == [
        "there is no ledger: what the plan releases now is taken as released on 2026-01-01"
    ]
    assert result.portfolio.settings.as_of == date(2026, 4, 1)
    assert [row.id for row in result.portfolio.periods] == ["Q2", "Q3", "Q4"]


def test_settings_but_the_day_stay_as_they_are() -> None:
    before = with_settings(
        portfolio(initiative("long", stage(5_00, 2), worth=900)), escalate_above=7_00
    )
    after_it = rolled(before).portfolio.settings
    assert after_it.escalate_above == 7_00
    assert after_it.model_copy(update={"as_of": before.settings.as_of}) == before.settings


def test_what_is_active_goes_on_or_ends_as_the_plan_counts_it() -> None:
    """A late stage ends with the period, one without a day began in it."""
    days = {"late": date(2025, 2, 3), "two": date(2025, 11, 3), "three": date(2025, 11, 3)}
    lasting = {"late": 2, "two": 2, "three": 3, "dayless": 2}
    before = portfolio(
        [
            initiative(name, stage(5_00, n, status="active", started=days.get(name)))
            for name, n in lasting.items()
        ]
    )
    assert works(rolled(before)) == {
        ("late", 1): (DONE, days["late"]),
        ("two", 1): (DONE, days["two"]),
        ("three", 1): (ACTIVE, days["three"]),
        ("dayless", 1): (ACTIVE, date(2026, 1, 1)),
    }


def test_a_day_before_shorter_periods_stands_where_its_periods_are_counted_right() -> None:
    """A quarter, then months: the quarter is one period of the stage, not three."""
    days = [
        date(2026, 1, 1),
        date(2026, 4, 1),
        date(2026, 5, 1),
        date(2026, 6, 1),
        date(2026, 7, 1),
    ]
    periods = tuple(
        Period(
            id=PeriodId(f"P{n}"),
            start=first,
            end=date.fromordinal(later.toordinal() - 1),
            window=WindowId("W1"),
        )
        for n, (first, later) in enumerate(pairwise(days))
    )
    before = build(
        team("web"),
        fund("main", [100_00]),
        initiative("long", stage(5_00, 3, status="active", started=date(2026, 1, 5))),
        periods=periods,
    )
    result = rolled(before)
    facts = Facts.of(result.portfolio, judge(result.portfolio))
    assert facts.starts[StageKey(InitiativeId("long"), 1)] == -1
    assert works(result) == {("long", 1): (ACTIVE, date(2026, 3, 1))}
    assert told(result, "Stages")[0].startswith(
        "'long' stage 1 started on 2026-01-05; it stands as 2026-03-01, since its periods are"
    )


def entry(name: str, amount: int = 5_00, state: str = "released", **more: object) -> Release:
    row = release(name, 1, amount, date(2026, 2, 2), state, **more)
    assert isinstance(row, Release)
    return row


def test_only_what_the_ledger_released_has_started() -> None:
    before = portfolio(
        initiative("a", stage(5_00, 2), worth=9), initiative("b", stage(5_00), worth=9)
    )
    result = rolled(before, (entry("a", fund="main"),))
    assert works(result) == {
        ("a", 1): (ACTIVE, date(2026, 2, 2)),
        ("b", 1): (NOT_STARTED, None),
    }
    assert result.portfolio.releases == (entry("a", fund="main"),)
    assert told(result, "Stages") == [
        "'b' (B) stage 1 was to be released and was not; it has not started"
    ]
    assert [row.amount for row in result.portfolio.budgets] == [95_00, 100_00]


def test_an_empty_ledger_says_that_nothing_was_released() -> None:
    result = rolled(portfolio(initiative("a", stage(5_00), worth=9)), ())
    assert works(result) == {("a", 1): (NOT_STARTED, None)}
    assert [row.amount for row in result.portfolio.budgets] == [100_00, 100_00]


def test_what_the_ledger_released_against_the_plan_is_a_fact() -> None:
    before = portfolio(initiative("a", stage(5_00, 2), worth=-9))
    result = rolled(before, (entry("a"), entry("gone")))
    assert works(result) == {("a", 1): (ACTIVE, date(2026, 2, 2))}
    assert told(result, "Stages") == [
        "'a' (A) stage 1 was released although the plan did not say so"
    ]
    assert told(result, "Releases") == [
        "the ledger has 'gone' stage 1, which is in no sheet; it is left out"
    ]
    assert [row.amount for row in result.portfolio.budgets] == [95_00, 100_00]


def test_the_ledger_says_how_earlier_releases_stand_today() -> None:
    """A release that was reversed is no start, and its money is not charged."""
    before = change(portfolio(initiative("a", stage(5_00, 2), worth=9)), releases=(entry("a"),))
    before = change(before, settings=before.settings.model_copy(update={"as_of": date(2026, 2, 9)}))
    result = rolled(before, (entry("a", state="reversed"),))
    assert [row.state for row in result.portfolio.releases] == [ReleaseState.REVERSED]
    assert works(result) == {("a", 1): (NOT_STARTED, None)}
    assert [row.amount for row in result.portfolio.budgets] == [100_00, 100_00]


def test_several_funds_that_have_paid_all_get_a_row_each() -> None:
    before = build(
        team("web"),
        fund("f1", [3_00, 0]),
        fund("f2", [4_00, 0]),
        initiative("a", stage(6_00), worth=9),
    )
    result = rolled(before)
    paid = {str(row.fund): row.amount for row in result.portfolio.releases}
    assert set(paid) == {"f1", "f2"}
    assert sum(paid.values()) == 6_00
    left = {str(row.fund): row.amount for row in result.portfolio.budgets if row.window == "W1"}
    assert left == {"f1": 3_00 - paid["f1"], "f2": 4_00 - paid["f2"]}


def test_a_stop_is_written_down() -> None:
    before = portfolio(
        initiative("a", stage(5_00, status="done"), stage(5_00), worth=9), gate("a", 1, "failed")
    )
    result = rolled(before)
    assert [row.leave_out for row in result.portfolio.initiatives] == [True]
    assert told(result, "Initiatives") == [
        "'a' was stopped at the gate of stage 1; it is marked Leave out"
    ]
    again = roll(result.portfolio, run(result.portfolio))
    assert told(again, "Initiatives") == []


def test_a_gate_that_fails_before_its_stage_has_begun_stops_nothing_before_it() -> None:
    before = portfolio(initiative("a", stage(5_00), stage(5_00), worth=-9), gate("a", 1, "failed"))
    assert [row.leave_out for row in rolled(before).portfolio.initiatives] == [False]


@pytest.mark.parametrize(
    ("more", "expected", "words"),
    [
        ({"earliest_start": "Q1"}, {}, None),
        ({"earliest_start": "Q3"}, {"earliest_start": "Q3"}, None),
        ({"latest_finish": "Q1"}, {"leave_out": True}, "'a' has missed its deadline Q1"),
        (
            {"latest_finish": "Q1", "deadline_penalty": 3},
            {"latest_finish": "Q2", "deadline_penalty": 3},
            "'a' is late since the end of Q1; lateness counts anew from Q2",
        ),
        ({"latest_finish": "Q3"}, {"latest_finish": "Q3"}, None),
    ],
)
def test_periods_of_initiatives_that_are_gone(
    more: dict[str, Any], expected: dict[str, object], words: str | None
) -> None:
    before = portfolio(initiative("a", stage(5_00), worth=-9, **more))
    result = rolled(before)
    (row,) = result.portfolio.initiatives
    fields = ("earliest_start", "latest_finish", "deadline_penalty", "leave_out")
    assert {name: getattr(row, name) for name in fields if getattr(row, name)} == expected
    said = told(result, "Initiatives")
    assert said[0].startswith(words) if words else said == []


def test_a_deadline_that_was_kept_goes() -> None:
    before = portfolio(initiative("a", stage(5_00), worth=9, latest_finish="Q1"))
    result = rolled(before)
    assert result.portfolio.initiatives[0].latest_finish is None
    assert told(result, "Initiatives") == []


def test_a_lag_after_what_is_done_becomes_an_earliest_start() -> None:
    before = portfolio(
        initiative("b", stage(5_00), worth=90),
        initiative("a", stage(5_00), worth=9),
        after("b", "a", lag=2, release_plan_of="web"),
    )
    plan = run(before)
    assert {row.initiative: row.start for row in plan.stages} == {"b": 0, "a": 3}
    result = roll(before, plan)
    waits = {row.id: row.earliest_start for row in result.portfolio.initiatives}
    assert waits == {"b": None, "a": "Q4"}
    again = run(result.portfolio)
    assert {row.initiative: row.start for row in again.stages} == {"b": None, "a": 2}


def test_the_open_objectives_are_those_of_what_has_begun() -> None:
    before = portfolio(
        [
            (
                initiative(name, stage(5_00, status=status), stage(5_00), worth=worth),
                gate(name, 1, verdict),
            )
            for name, status, worth, verdict in (
                ("passed", "done", 9, "passed"),
                ("failed", "done", 9, "failed"),
                ("open", "done", 9, "pending"),
                ("shaky", "done", 9, "unproven"),
                ("starts", "not started", 9, "pending"),
                ("never", "not started", -9, "pending"),
            )
        ]
    )
    result = rolled(before)
    assert [row.objective for row in result.open_objectives] == ["open-1", "shaky-1", "starts-1"]
    (first, *_) = result.open_objectives
    assert (first.initiative, first.stage, first.metric, first.owner) == (
        "Open",
        1,
        "sales",
        "Sales",
    )
    assert (first.comparison.value, first.target) == (">=", Decimal(10))


def test_what_was_planned_for_now_says_which_gate_it_waits_for() -> None:
    before = portfolio(
        initiative("a", stage(5_00), stage(5_00), worth=900), gate("a", 1, "pending")
    )
    assert told(rolled(before), "New outcomes") == [
        "'a' stage 2 was planned to start now, and waits for the gate of stage 1, which is pending"
    ]


def test_there_must_be_a_next_period_and_the_day_in_it() -> None:
    before = build(team("web"), fund("main", [1_00]), periods=quarters(1))
    with pytest.raises(CannotRoll, match="Periods has no row after the one that is now"):
        roll(before, run(before))
    before = portfolio(initiative("a", stage(5_00), worth=9))
    plan = run(before)
    assert roll(before, plan, None, date(2026, 6, 30)).portfolio.settings.as_of == date(2026, 6, 30)
    with pytest.raises(CannotRoll, match="2026-07-01 is not within Q2, from 2026-04-01 to"):
        roll(before, plan, None, date(2026, 7, 1))
