"""Who works off many tasks: one small interface, threads of this machine by default."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")

LOOKS = 0.2
"""Seconds between two looks at whether somebody wants to stop."""


def never() -> bool:
    """Nobody wants to stop."""
    return False


def ignore(_: str, __: object) -> None:
    """Nobody wants to hear of single results."""


class Executor(Protocol):
    """Works off tasks by a pure function; which worker does what decides nothing."""

    def run(
        self,
        work: Callable[[T], R],
        tasks: Mapping[str, T],
        *,
        on_result: Callable[[str, R], None] = ignore,
        interrupted: Callable[[], bool] = never,
    ) -> dict[str, R]:
        """The result of each task by its key, in the order of the tasks.

        Args:
            work: a function of a module, without side effects; a task may be done twice, and only
                one of its results counts.
            tasks: values that can be sent elsewhere, by keys that name them.
            on_result: told of each result once, by one thread, in the order in which they come.
            interrupted: asked from time to time; once it says yes, nothing more is begun, and what
                is done by then is given back.

        Raises what `work` raises, the first in the order of the tasks.
        """


class Threads:
    """Threads of this machine: the engines let go of the interpreter while they solve."""

    def __init__(self, workers: int | None = None) -> None:
        """As many as the machine has cores, unless given."""
        self.workers = workers or os.cpu_count() or 1

    def run(
        self,
        work: Callable[[T], R],
        tasks: Mapping[str, T],
        *,
        on_result: Callable[[str, R], None] = ignore,
        interrupted: Callable[[], bool] = never,
    ) -> dict[str, R]:
        """See `Executor.run`; a worker begins the next task in their order."""
        found: dict[str, R] = {}
        places = {key: place for place, key in enumerate(tasks)}
        waiting = list(tasks)[::-1]
        running: dict[Future[R], str] = {}
        with ThreadPoolExecutor(self.workers) as pool:
            while True:
                while waiting and len(running) < self.workers and not interrupted():
                    key = waiting.pop()
                    running[pool.submit(work, tasks[key])] = key
                if not running:
                    break
                done, _ = wait(running, timeout=LOOKS, return_when=FIRST_COMPLETED)
                for future in sorted(done, key=lambda one: places[running[one]]):
                    key = running.pop(future)
                    found[key] = future.result()
                    on_result(key, found[key])
        return {key: found[key] for key in tasks if key in found}
