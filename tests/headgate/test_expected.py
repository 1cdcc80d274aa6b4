"""The expected time, from gaps as a search could have them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.expected import Expected

LIMIT = 600.0


def fed(asked: float, *points: tuple[float, float]) -> Expected:
    expected = Expected(asked)
    for seconds, gap in points:
        expected.note(seconds, gap)
    return expected


def halving(seconds: int, every: float = 10) -> list[tuple[float, float]]:
    """A gap that begins at 64 % and halves every so many seconds."""
    return [(float(t), 0.64 * 2 ** (-t / every)) for t in range(seconds + 1)]


def test_a_gap_that_halves_is_followed_to_its_end() -> None:
    # 64 % halves to 8 % in 30 s, and from there to 0.125 % in 60 s more
    assert fed(0.00125, *halving(30)).left() == pytest.approx(60)


def test_a_slower_end_counts_more_than_a_fast_beginning() -> None:
    slow = [(10.0 + 10 * n, 0.02 * 0.8**n) for n in range(1, 5)]
    # at the pace of the end 0.82 % falls to 0.1 % in about 94 s; a line through all says far less
    points = [(float(t), 0.64 * 2 ** (-t / 2)) for t in range(11)] + slow
    left = fed(0.001, *points).left()
    assert left is not None
    assert 40 < left < 94


def test_nothing_is_said_before_three_improvements() -> None:
    assert Expected(0.001).left() is None
    assert fed(0.001, (1, 0.5), (2, 0.4), (3, 0.4), (4, 0.399)).left() is None
    assert fed(0.001, (1, 0.5), (2, 0.4), (3, 0.3)).left() is not None


def test_nothing_is_said_of_improvements_at_one_moment() -> None:
    assert fed(0.001, (1, 0.5), (1, 0.4), (1, 0.3)).left() is None


def test_nothing_is_said_where_the_very_best_is_asked() -> None:
    assert fed(0.0, *halving(30)).left() is None
    assert fed(0.0, *halving(30), (31, 0.0)).left() == 0


def test_once_the_gap_is_reached_nothing_is_left() -> None:
    assert fed(0.05, (1, 0.05)).left(LIMIT) == 0


def test_it_never_reaches_beyond_the_limit() -> None:
    assert fed(0.00125, *halving(30)).left(50) == 50 - 30
    assert fed(0.00125, *halving(30)).left(30) == 0
    assert fed(0.00125, *halving(30)).left(20) == 0


def test_a_search_that_is_stuck_is_expected_to_take_ever_longer() -> None:
    expected = fed(0.00125, *halving(30))
    stuck = []
    for seconds in range(31, 91):
        expected.note(seconds, 0.08)
        stuck.append(expected.left())
    known = [left for left in stuck if left is not None]
    assert len(known) == 60
    assert known == sorted(known)
    assert known[0] < 70
    assert known[-1] > 200


@given(
    asked=st.floats(0, 1),
    points=st.lists(
        st.tuples(st.floats(0, 700), st.floats(0, 1e6)),
        max_size=40,
    ),
    limit=st.one_of(st.none(), st.floats(0, LIMIT)),
)
def test_it_is_never_negative_and_never_beyond_the_limit(
    asked: float, points: list[tuple[float, float]], limit: float | None
) -> None:
    expected, latest = Expected(asked), 0.0
    for seconds, gap in points:  # in whatever order: late and worse ones do not count
        expected.note(seconds, gap)
        latest = max(latest, seconds)
        left = expected.left(limit)
        assert left is None or 0 <= left < math.inf
        assert left is None or limit is None or left <= max(0.0, limit - latest)


@given(asked=st.floats(1e-6, 0.01), pace=st.floats(0.2, 2), seconds=st.integers(3, 60))
def test_an_exponential_fall_is_foreseen_exactly(asked: float, pace: float, seconds: int) -> None:
    points = [(float(t), math.exp(-pace * t)) for t in range(seconds + 1)]
    left = math.log(points[-1][1] / asked) / pace
    assert fed(asked, *points).left() == pytest.approx(max(0.0, left), rel=1e-6, abs=1e-9)


@given(asked=st.floats(1e-4, 0.01), falls=st.lists(st.floats(0.5, 0.85), min_size=4, max_size=20))
def test_a_wider_asked_gap_is_expected_no_later(asked: float, falls: list[float]) -> None:
    points = [(float(t), math.prod(falls[:t])) for t in range(len(falls) + 1)]
    near, far = fed(2 * asked, *points).left(LIMIT), fed(asked, *points).left(LIMIT)
    assert near is not None
    assert far is not None
    assert near <= far
