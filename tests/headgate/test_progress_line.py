"""What a line of progress says, and what it leaves out where there is no room."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.progress_line import fitted, line
from models.progress import Progress
from models.units import Money
from tests.portfolios import build

SETTINGS = build().settings
HALFWAY = Progress(
    phase="choosing what starts when",
    value=Money(40_000_000_00),
    bound=Money(50_000_000_00),
    seconds=12.0,
    limit=60.0,
)
FULL = HALFWAY.model_copy(
    update={
        "phase": "agreeing with names, round 3",
        "step": 3,
        "steps": 5,
        "asked": Decimal("0.1"),
        "expected": 21.0,
    }
)


def drawn(progress: Progress, width: int, *, stopping: bool = False) -> str:
    before, cells, after = fitted(progress, SETTINGS, 12.4, width, stopping=stopping)
    return f"{before} {'-' * cells} {after}" if cells else before


def test_a_line_has_phase_value_bound_gap_and_both_times() -> None:
    assert line(HALFWAY, SETTINGS, 12.4) == (
        "Choosing what starts when · best so far EUR 40.0 M · at most EUR 50.0 M · gap 20 % · 12 s"
        " · at most 48 s left"
    )


def test_a_line_says_the_step_the_asked_gap_and_what_is_expected() -> None:
    assert line(FULL, SETTINGS, 12.4) == (
        "Agreeing with names, round 3 · step 3 of 5 · best so far EUR 40.0 M · at most EUR 50.0 M"
        " · gap 20 % · asked 0.10 % · 12 s · about 21 s left"
    )


def test_what_is_not_known_is_not_said() -> None:
    assert line(Progress(phase="Reading"), SETTINGS, 0.4) == "Reading · 0 s"


@pytest.mark.parametrize(
    ("seconds", "limit", "expected", "words"),
    [
        (12.0, 60.0, None, "at most 48 s left"),
        (60.0, 60.0, None, "finishing"),
        (61.0, 60.0, None, "finishing"),  # the time is up, and what remains has no limit
        (12.0, 60.0, 47.0, "about 47 s left"),
        (12.0, 60.0, 48.0, "at most 48 s left"),  # all that is left is no expectation
        (12.0, 60.0, 0.0, "finishing"),
        (12.0, None, 119.0, "about 119 s left"),
        (12.0, None, 125.0, "about 2 min 05 s left"),
        (12.0, 7_212.0, None, "at most 2 h 00 min left"),
    ],
)
def test_the_time_left_is_what_is_expected_or_what_is_allowed(
    seconds: float, limit: float | None, expected: float | None, words: str
) -> None:
    progress = Progress(phase="Choosing", seconds=seconds, limit=limit, expected=expected)
    assert line(progress, SETTINGS, 5) == f"Choosing · 5 s · {words}"


def test_a_bound_below_the_value_is_no_gap() -> None:
    tight = HALFWAY.model_copy(update={"bound": Money(39_999_999_99)})
    assert "gap 0.00 %" in line(tight, SETTINGS, 1)


@pytest.mark.parametrize(
    ("width", "words"),
    [
        (
            200,
            (
                "Agreeing with names, round 3 ------------------------ step 3 of 5"
                " · best so far EUR 40.0 M · at most EUR 50.0 M · gap 20 % · asked 0.10 %"
                " · 12 s · about 21 s left"
            ),
        ),
        (
            120,
            (
                "Agreeing with names, round 3 ----------- best so far EUR 40.0 M"
                " · at most EUR 50.0 M · gap 20 % · 12 s · about 21 s left"
            ),
        ),
        (80, "Agreeing with names -------- best EUR 40.0 M · gap 20 % · 12 s · about 21 s left"),
        (60, "Agreeing with names · EUR 40.0 M · gap 20 % · about 21 s"),
        (50, "Agreeing with names · EUR 40.0 M · about 21 s"),
        (20, "Agreeing with names…"),
    ],
)
def test_where_room_is_short_the_least_important_goes_first(width: int, words: str) -> None:
    assert drawn(FULL, width) == words


def test_a_search_that_is_stopping_says_so_and_expects_nothing() -> None:
    assert drawn(FULL, 80, stopping=True) == (
        "Stopping · Agreeing with names, round 3 ------ best EUR 40.0 M · gap 20 % · 12 s"
    )


@given(
    phase=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60),
    value=st.one_of(st.none(), st.integers(-(10**15), 10**15)),
    bound=st.one_of(st.none(), st.integers(-(10**15), 10**15)),
    step=st.one_of(st.none(), st.integers(1, 99)),
    expected=st.one_of(st.none(), st.floats(0, 86_400)),
    width=st.integers(1, 250),
    stopping=st.booleans(),
)
def test_a_line_is_never_wider_than_the_terminal(
    phase: str,
    value: int | None,
    bound: int | None,
    step: int | None,
    expected: float | None,
    width: int,
    *,
    stopping: bool,
) -> None:
    progress = Progress(
        phase=phase,
        value=None if value is None else Money(value),
        bound=None if bound is None else Money(bound),
        step=step,
        steps=99,
        asked=Decimal("0.1"),
        limit=86_400.0,
        expected=expected,
    )
    assert len(drawn(progress, width, stopping=stopping)) <= width
