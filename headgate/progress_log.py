"""Progress where there is no terminal: a few plain lines, or one JSON object per line."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from headgate.progress_line import line
from models.progress import Progress

if TYPE_CHECKING:
    from models.settings import Settings

_PHASES_SHOWN = 12
"""After so many lines a change of phase is no reason for another one."""
_PATIENCE = 5.0
"""Seconds of silence after which a line may come."""
_GROWING = 3.0
"""Later it takes the time spent so far, divided by this: a day of work stays under 40 lines."""


class Lines:
    """A line per phase, and one now and then: a log file is not flooded."""

    def __init__(
        self,
        stream: TextIO,
        settings: Settings,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stream = stream
        self._settings = settings
        self._clock = clock
        self._began = self._last = clock()
        self._phase = ""
        self._lines = 0

    def __call__(self, progress: Progress) -> None:
        """Write a line where it is time for one."""
        now = self._clock()
        phase = progress.phase.partition(",")[0]  # rounds of the same are one phase here
        fresh = phase != self._phase and self._lines < _PHASES_SHOWN
        patience = max(_PATIENCE, (now - self._began) / _GROWING)
        if not fresh and now - self._last < patience:
            return
        self._phase, self._last, self._lines = phase, now, self._lines + 1
        _write(self._stream, line(progress, self._settings, now - self._began))


class JsonLines:
    """Everything it hears, one JSON object per line, and whether the user asked to stop."""

    def __init__(self, stream: TextIO, stopping: Callable[[], bool]) -> None:
        self._stream = stream
        self._stopping = stopping

    def __call__(self, progress: Progress) -> None:
        """Write one line; its keys are those of `Progress.as_dict`, and `stopping`."""
        import json

        _write(self._stream, json.dumps(progress.as_dict() | {"stopping": self._stopping()}))


def _write(stream: TextIO, words: str) -> None:
    """A log that takes no more lines is no reason to lose a plan."""
    with suppress(OSError, ValueError):
        stream.write(words + "\n")
        stream.flush()
