"""The rules of `OnProgress`: never twice at once, never worse, not too often, and errors end it."""

import threading
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import headgate
from headgate.errors import NothingFound
from headgate.steady import Steady
from models.plan import Plan, SolveStatus
from models.progress import Progress, ignore
from models.units import Money
from tests.headgate.conftest import small


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def at(
    value: int | None, bound: int | None, phase: str = "Choosing", seconds: float = 0.0
) -> Progress:
    return Progress(
        phase=phase,
        value=None if value is None else Money(value),
        bound=None if bound is None else Money(bound),
        seconds=seconds,
        limit=60.0,
    )


def leave(steady: Steady, error: BaseException | None = None) -> None:
    """Enter and leave, with or without an error on the way."""
    with steady:
        if error is not None:
            raise error


def broken(_: Progress) -> None:
    raise LookupError("the page is gone")


def test_at_most_four_calls_per_second_and_the_last_word_is_told() -> None:
    told: list[Progress] = []
    clock = Clock()
    with Steady(told.append, clock=clock) as steady:
        for value in range(101):
            steady(at(value, 1_000))
            clock.now += 0.01
    assert [progress.value for progress in told] == [0, 25, 50, 75, 100]


def test_what_was_held_back_is_told_in_the_end() -> None:
    told: list[Progress] = []
    with Steady(told.append, clock=Clock()) as steady:
        steady(at(1, 10))
        steady(at(2, 10))
        steady(at(3, 10))
    assert [progress.value for progress in told] == [1, 3]


def test_a_change_of_phase_is_always_told_with_the_best_so_far() -> None:
    told: list[Progress] = []
    with Steady(told.append, clock=Clock()) as steady:
        for phase in ("Building", "Choosing", "Naming", "Auditing"):
            steady(at(None, None, phase))
            steady(at(len(told), 10 - len(told), phase))
    assert [(one.phase, one.value, one.bound) for one in told] == [
        ("Building", None, None),
        ("Choosing", 1, 9),
        ("Naming", 2, 8),
        ("Auditing", 3, 7),
        ("Auditing", 4, 6),
    ]


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.integers(-100, 100)),
            st.one_of(st.none(), st.integers(-100, 100)),
        ),
        min_size=1,
    )
)
def test_the_value_never_falls_and_the_bound_never_rises(
    news: list[tuple[int | None, int | None]],
) -> None:
    told: list[Progress] = []
    clock = Clock()
    with Steady(told.append, clock=clock) as steady:
        for value, bound in news:
            steady(at(value, bound))
            clock.now += 1
    assert len(told) == len(news)
    values = [one.value for one in told if one.value is not None]
    bounds = [one.bound for one in told if one.bound is not None]
    assert values == sorted(values)
    assert bounds == sorted(bounds, reverse=True)
    assert told[-1].value == max((v for v, _ in news if v is not None), default=None)
    assert told[-1].bound == min((b for _, b in news if b is not None), default=None)
    known = [one.value is not None for one in told]
    assert known == sorted(known)


def test_it_foresees_the_end_and_says_what_was_asked() -> None:
    told: list[Progress] = []
    clock = Clock()
    with Steady(told.append, asked=Decimal("0.1"), clock=clock) as steady:
        for second in range(21):
            gap = round(640_000 * 2 ** (-second / 10))
            steady(at(1_000_000 - gap, 1_000_000, seconds=float(second)))
            clock.now += 1
    assert {one.asked for one in told} == {Decimal("0.1")}
    assert told[0].expected is None
    # 16 % halves to 0.1 % in 7.3 times 10 s, but the limit comes before
    assert told[-1].expected == 60 - 20
    assert told[-1].done == 20 / 60


def test_what_the_search_foresees_itself_goes_first() -> None:
    told: list[Progress] = []
    with Steady(told.append, asked=Decimal(1), clock=Clock()) as steady:
        known = at(1, 2).model_copy(update={"expected": 7.0, "asked": Decimal(5)})
        steady(known)
    assert told == [known]


def test_it_is_never_called_twice_at_once() -> None:
    inside = threading.Lock()
    together: list[Progress] = []
    told: list[Progress] = []

    def listener(progress: Progress) -> None:
        if not inside.acquire(blocking=False):
            together.append(progress)
            return
        told.append(progress)
        pause.wait(0.002)  # long enough for the others to come
        inside.release()

    def work(number: int) -> None:
        ready.wait()
        for step in range(10):
            steady(at(number, 100, f"Thread {number}, step {step}"))

    pause = threading.Event()
    ready = threading.Barrier(4)
    with Steady(listener) as steady:
        threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert together == []
    assert len(told) >= 40
    assert [one.value for one in told] == sorted(one.value or 0 for one in told)


def test_an_exception_ends_the_telling_and_is_raised_in_the_end() -> None:
    calls: list[Progress] = []

    def once(progress: Progress) -> None:
        calls.append(progress)
        raise LookupError("the page is gone")

    steady = Steady(once)
    assert not steady.failed()
    steady(at(1, 10, "Building"))
    assert steady.failed()
    steady(at(1, 10, "Choosing"))
    assert len(calls) == 1
    with pytest.raises(LookupError, match="the page is gone"):
        leave(steady)


def test_an_exception_in_the_last_word_is_raised_too() -> None:
    def listener(progress: Progress) -> None:
        if progress.value == 2:
            raise LookupError

    steady = Steady(listener, clock=Clock())
    steady(at(1, 10))
    steady(at(2, 10))
    assert not steady.failed()
    with pytest.raises(LookupError):
        leave(steady)


def test_the_refusal_that_follows_from_stopping_does_not_hide_the_exception() -> None:
    steady = Steady(broken)
    steady(at(1, 10))
    with pytest.raises(LookupError):
        leave(steady, NothingFound())


def test_other_refusals_go_through_and_hold_nothing_back() -> None:
    told: list[Progress] = []
    steady = Steady(told.append, clock=Clock())
    steady(at(1, 10))
    steady(at(2, 10))
    with pytest.raises(NothingFound):
        leave(steady, NothingFound())
    assert [one.value for one in told] == [1]


def test_ctrl_c_is_not_kept_for_later() -> None:
    def pressed(_: Progress) -> None:
        raise KeyboardInterrupt

    steady = Steady(pressed)
    with pytest.raises(KeyboardInterrupt):
        steady(at(1, 10))
    assert not steady.failed()
    failing = Steady(broken)
    failing(at(1, 10))
    with pytest.raises(KeyboardInterrupt):
        leave(failing, KeyboardInterrupt())


def test_an_exception_in_a_callback_of_the_api_stops_the_plan() -> None:
    with pytest.raises(LookupError, match="the page is gone"):
        headgate.plan(small(), on_progress=broken)


def test_the_search_is_asked_to_stop_when_the_callback_failed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[bool] = []

    def searching(
        _: object, *, on_progress: Steady, interrupted: Callable[[], bool], **__: object
    ) -> Plan:
        asked.append(interrupted())
        on_progress(at(1, 10))
        asked.append(interrupted())
        raise NothingFound

    monkeypatch.setattr("headgate.pipeline.run", searching)
    with pytest.raises(LookupError):
        headgate.plan(small(), on_progress=broken)
    assert asked == [False, True]


def test_a_plan_is_not_stopped_by_a_callback_that_works() -> None:
    assert headgate.plan(small(), on_progress=ignore).status is SolveStatus.OPTIMAL
