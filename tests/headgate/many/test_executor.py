"""Threads give the same results however many they are, and stop when told."""

import threading
import time

import pytest

from headgate.many import Threads

TASKS = {f"task {n}": n for n in range(20)}


def squared(n: int) -> int:
    time.sleep(0.001 * (n % 3))
    return n * n


def failing(n: int) -> int:
    if n in (3, 11):
        raise ValueError(f"no {n}")
    return n


@pytest.mark.parametrize("workers", [1, 2, 8])
def test_results_are_the_same_in_the_order_of_the_tasks(workers: int) -> None:
    told: list[str] = []
    found = Threads(workers).run(squared, TASKS, on_result=lambda key, _: told.append(key))
    assert list(found.items()) == [(key, n * n) for key, n in TASKS.items()]
    assert sorted(told) == sorted(TASKS)


def test_nothing_gives_nothing() -> None:
    assert Threads(2).run(squared, {}) == {}


def test_what_a_task_raises_is_raised() -> None:
    with pytest.raises(ValueError, match="no 3"):
        Threads(1).run(failing, TASKS)


def test_after_a_stop_nothing_more_is_begun() -> None:
    begun: list[int] = []
    stop = threading.Event()

    def noting(n: int) -> int:
        begun.append(n)
        if n == 2:
            stop.set()
        return n

    found = Threads(1).run(noting, TASKS, interrupted=stop.is_set)
    assert begun == [0, 1, 2]
    assert list(found.values()) == [0, 1, 2]
