"""Between a search and whoever listens to it: the rules of `OnProgress` are kept here."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from decimal import Decimal
from types import TracebackType
from typing import Self

from headgate.expected import Expected
from models.progress import OnProgress, Progress

_PER_SECOND = 4.0
"""Most calls per second while the phase stays the same."""


class Steady:
    """A listener that passes on to another one, in order; it is entered while a plan is made.

    What was held back is told when it is left. An exception of the other listener is kept, ends the
    telling, makes `failed` true, which the search is to take for Ctrl-C, and is raised when it is
    left: raised at once it would cross an engine that is not made for it.
    """

    def __init__(
        self,
        listener: OnProgress,
        *,
        asked: Decimal | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`asked` is the gap in percent that is told where the search does not say it."""
        self._listener = listener
        self._asked = asked
        self._clock = clock
        self._lock = threading.Lock()
        self._latest: Progress | None = None
        self._told: Progress | None = None
        self._last = 0.0
        self._expected: Expected | None = None
        self._error: Exception | None = None

    def __call__(self, progress: Progress) -> None:
        """Pass it on, unless it comes too soon after the last one."""
        with self._lock:
            if self._error is not None:
                return
            self._latest = latest = self._completed(progress)
            fresh = self._told is None or self._told.phase != latest.phase
            if fresh or self._clock() - self._last >= 1 / _PER_SECOND:
                self._tell(latest)

    def failed(self) -> bool:
        """Whether the other listener raised an exception."""
        return self._error is not None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            if kind is None and self._latest is not None and self._latest is not self._told:
                self._tell(self._latest)
        giving_up = error is not None and not isinstance(error, Exception)
        if self._error is not None and not giving_up:
            raise self._error

    def _completed(self, progress: Progress) -> Progress:
        """With the best of before, and what can be foreseen."""
        if progress.asked is None and self._asked is not None:
            progress = progress.model_copy(update={"asked": self._asked})
        if self._latest is not None:
            progress = progress.keeping(self._latest)
        if progress.expected is not None or progress.asked_gap is None or progress.gap is None:
            return progress
        if self._expected is None:
            self._expected = Expected(progress.asked_gap)
        self._expected.note(progress.seconds, progress.gap)
        return progress.model_copy(update={"expected": self._expected.left(progress.limit)})

    def _tell(self, progress: Progress) -> None:
        self._told, self._last = progress, self._clock()
        try:
            self._listener(progress)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is raised in the end
            self._error = error
