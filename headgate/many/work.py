"""Many solves with progress: `3 of 7 points · best so far EUR 41.2 M · about 40 s left`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from headgate.many.executor import Executor, R, T, ignore, never
from headgate.many.solve import Solve, Solved, solve, stopped_by
from models.progress import OnProgress, Progress
from models.units import Money
from models.wording import counted

if TYPE_CHECKING:
    from models.settings import Settings


class Worked(NamedTuple):
    """What the solves gave, by key; after a stop, only of those that came to an end."""

    found: dict[str, Solved]
    stopped: bool


def work(
    executor: Executor,
    tasks: Mapping[str, Solve],
    settings: Settings,
    *,
    noun: str,
    way: str = "auto",
    done: int = 0,
) -> Worked:
    """Work off the solves and show on standard error how far they are.

    Args:
        executor: who works.
        tasks: the solves by keys that name them.
        settings: for the currency.
        noun: what each of them is: `point`.
        way: how progress is shown, as `headgate.progress.shown` says.
        done: how many of the same work are done already.
    """
    from headgate.interrupt import Interrupt
    from headgate.progress import shown

    with (
        Interrupt(silent=way == "json") as interrupt,
        shown(sys.stderr, settings, interrupt, way=way) as listener,
        stopped_by(interrupt),
    ):
        count = Count(done + len(tasks), noun, listener, before=done)
        count.tell()
        found = executor.run(solve, tasks, on_result=count, interrupted=interrupt)
        return Worked(found, interrupt())


@dataclass(frozen=True)
class Telling:
    """An executor that tells how far its work is: `3 of 15 questions`."""

    executor: Executor
    noun: str
    listener: OnProgress

    def run(
        self,
        work: Callable[[T], R],
        tasks: Mapping[str, T],
        *,
        on_result: Callable[[str, R], None] = ignore,
        interrupted: Callable[[], bool] = never,
    ) -> dict[str, R]:
        """See `Executor.run`."""
        count = Count(len(tasks), self.noun, self.listener)
        count.tell()

        def told(key: str, result: R) -> None:
            count.one_more()
            on_result(key, result)

        return self.executor.run(work, tasks, on_result=told, interrupted=interrupted)


@dataclass
class Count:
    """Counts results as they come, and tells how far the work is."""

    whole: int
    noun: str
    listener: OnProgress
    clock: Callable[[], float] = time.monotonic
    before: int = 0
    """Done when the clock began."""
    done: int = 0
    best: Money | None = None
    began: float = field(init=False)

    def __post_init__(self) -> None:
        self.began = self.clock()

    def __call__(self, _: str, result: Solved) -> None:
        """One more solve is there."""
        if result.plan is not None:
            worth = result.plan.value.total
            self.best = worth if self.best is None else max(self.best, worth)
        self.one_more()

    def one_more(self) -> None:
        """One more of whatever is counted is there."""
        self.done += 1
        self.tell()

    def tell(self) -> None:
        """Say so."""
        elapsed = self.clock() - self.began
        left = elapsed * (self.whole - self.before - self.done) / self.done if self.done else None
        self.listener(
            Progress(
                phase=f"{self.before + self.done} of {counted(self.whole, self.noun)}",
                value=self.best,
                seconds=elapsed,
                expected=left,
            )
        )
