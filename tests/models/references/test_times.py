"""Fault 33 and what else periods, initiatives and stages can contradict."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from models.period import Period
from tests.models.references.findings import also, errors, warnings
from tests.portfolios import (
    benefit,
    build,
    change,
    initiative,
    quarters,
    stage,
    team,
    with_settings,
)


def periods(**changes: Any) -> tuple[Period, ...]:  # noqa: ANN401 - any field of Period
    """Four quarters, the second one changed."""
    rows = list(quarters())
    rows[1] = rows[1].model_copy(update=changes)
    return tuple(rows)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"end": date(2026, 3, 1)}, "row 2, column End: 'Q2' ends on 2026-03-01, before it starts"),
        (
            {"start": date(2026, 3, 31)},
            "row 2, column Start: 'Q2' starts on 2026-03-31, before 'Q1' has",
        ),
        (
            {"start": date(2026, 4, 2)},
            "row 2, column Start: the days between 'Q1' and 'Q2' are in no",
        ),
        (
            {"end": date(2026, 7, 1)},
            "row 3, column Start: 'Q3' starts on 2026-07-01, before 'Q2' has",
        ),
        (
            {"release_date": date(2026, 7, 1)},
            (
                "row 2, column Release date: the release date 2026-07-01 is outside of 'Q2'; "
                "a day from 2026-04-01 to 2026-06-30"
            ),
        ),
        ({"window": "W2"}, None),
        ({"window": "Each"}, "row 2, column Window: a window cannot be called 'Each'"),
    ],
)
def test_f33_periods(changes: dict[str, Any], said: str | None) -> None:
    found = errors(build(periods=periods(**changes)))
    if said is None:
        assert found == []
    else:
        assert any(text.startswith(f"Periods, {said}") for text in found), found


def test_f33_a_window_torn_apart() -> None:
    rows = quarters()
    torn = (*rows[:3], rows[3].model_copy(update={"window": "W1"}))
    assert errors(build(periods=torn)) == [
        (
            "Periods, row 4, column Window: the window 'W1' is interrupted by 'W2'; "
            "windows of periods that follow each other"
        )
    ]


def test_f33_the_as_of_date_off_the_horizon() -> None:
    late = with_settings(build(), as_of=date(2027, 1, 1))
    assert errors(late) == [
        (
            "Settings, column As-of date: the as-of date 2027-01-01 is after the end of the last "
            "period, Q4; a day up to 2026-03-31, in the first period"
        )
    ]
    assert warnings(with_settings(build(), as_of=date(2026, 4, 1))) == [
        (
            "Settings, column As-of date: the as-of date 2026-04-01 is after the end of the first "
            "period, Q1; periods that begin with the current one"
        )
    ]
    assert errors(with_settings(build(), as_of=date(2026, 3, 31))) == []


def test_f33_periods_in_another_order_are_sorted_with_a_word() -> None:
    shuffled = build(periods=tuple(reversed(quarters())))
    assert errors(shuffled) == []
    assert warnings(shuffled) == [
        (
            "Periods, row 1, column Start: the first row is not the earliest period, Q1; "
            "the earliest period is taken as now"
        )
    ]


def test_no_period_at_all() -> None:
    assert errors(build(periods=())) == [
        "Periods: has no period; at least one row: the period that is now"
    ]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            {"must_do": True, "leave_out": True},
            "column Leave out: 'cart' must be done and be left out",
        ),
        (
            {"earliest_start": "Q3", "latest_finish": "Q2"},
            "column Latest finish: the deadline Q2 is before the earliest start Q3",
        ),
        ({"earliest_start": "Q2", "latest_finish": "Q2"}, None),
    ],
)
def test_f33_wishes_of_an_initiative(more: dict[str, Any], said: str | None) -> None:
    found = errors(build(team("web"), initiative("cart", stage(0), **more)))
    if said is None:
        assert found == []
    else:
        assert found[0].startswith(f"Initiatives, row 1, {said}")
        assert len(found) == 1


def test_two_musts_of_one_choice() -> None:
    must: dict[str, Any] = {"must_do": True, "group": "one"}
    portfolio = build(
        team("web"), initiative("a", stage(0), **must), initiative("b", stage(0), **must)
    )
    assert errors(portfolio)[0].startswith("Initiatives, row 2, column Must do: two initiatives")
    assert also(portfolio) == ["Initiatives, row 1, column Must do"]


def test_a_profile_beside_a_ramp() -> None:
    row = benefit("cart", 1, profile=(Decimal(1),), ramp=2)
    portfolio = build(team("web"), initiative("cart", stage(0)), row)
    assert errors(portfolio) == [
        (
            "Benefits, row 1, column Profile: a profile stands beside Ramp or Lasts; "
            "the profile, or Ramp and Lasts"
        )
    ]


def test_stages_have_numbers_without_holes() -> None:
    portfolio = build(team("web"), initiative("cart", stage(0), stage(0), stage(0)))
    holed = change(portfolio, stages=(portfolio.stages[0], portfolio.stages[2]))
    assert errors(holed) == [
        (
            "Stages, row 2, column Stage: 'cart' has a stage 3 and no stage 2; "
            "numbers 1, 2, … without holes"
        )
    ]
    assert errors(change(portfolio, stages=())) == [
        "Initiatives, row 1, column Initiative: 'cart' has no stage; at least one row in Stages"
    ]


@pytest.mark.parametrize(
    ("first", "second", "good"),
    [
        ("done", "active", True),
        ("done", "done", True),
        ("active", "not started", True),
        ("active", "active", False),
        ("not started", "active", False),
        ("not started", "done", False),
        ("active", "done", False),
    ],
)
def test_stages_are_done_in_their_order(first: str, second: str, *, good: bool) -> None:
    stages = stage(0, status=first), stage(0, status=second)
    found = errors(build(team("web"), initiative("cart", *stages)))
    assert (found == []) is good
    if not good:
        assert found == [
            (
                f"Stages, row 2, column Status: stage 2 of 'cart' is {second}, "
                f"and stage 1 before it is {first}; done before it starts"
            )
        ]


@pytest.mark.parametrize(
    ("status", "started", "said"),
    [
        ("not started", date(2026, 1, 1), "its status is not started"),
        ("active", date(2026, 1, 16), "after the as-of date"),
        ("active", date(2026, 1, 15), None),
    ],
)
def test_f33_starts(status: str, started: date, said: str | None) -> None:
    rows = initiative("cart", stage(0, status=status, started=started))
    found = errors(build(team("web"), rows))
    assert len(found) == (said is not None)
    if said is not None:
        assert found[0].startswith("Stages, row 1, column Started: ")
        assert said in found[0]


@pytest.mark.parametrize(
    ("weights", "said"),
    [((1, 1), None), ((1,), "1 weights for 2 periods"), ((0, 0), "all weights are 0"), ((), None)],
)
def test_spend_profiles_fit(weights: tuple[int, ...], said: str | None) -> None:
    profile = tuple(Decimal(weight) for weight in weights)
    found = errors(build(team("web"), initiative("cart", stage(0, 2, spend_profile=profile))))
    assert len(found) == (said is not None)
    if said is not None:
        assert found[0].startswith(f"Stages, row 1, column Spend profile: {said}")
