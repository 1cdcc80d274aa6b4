"""Progress for people: one moving line on a terminal, a few plain lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO

from headgate.money import percent, short
from models.progress import OnProgress, Progress, ignore

if TYPE_CHECKING:
    from rich.text import Text

    from models.settings import Settings

_PHASES_SHOWN = 12
"""After so many plain lines a change of phase is no reason for another one."""
_PATIENCE = 5.0
"""Seconds of silence after which a plain line may come; they grow with the time spent."""


def line(progress: Progress, settings: Settings, seconds: float) -> str:
    """Phase, best value, bound, gap, time elapsed and time left."""
    parts = [progress.phase[:1].upper() + progress.phase[1:]]
    if progress.value is not None:
        parts.append(f"best so far {short(progress.value, settings)}")
    if progress.bound is not None:
        parts.append(f"at most {short(progress.bound, settings)}")
    if progress.value is not None and progress.bound is not None:
        distance = max(0, progress.bound - progress.value)
        parts.append(f"gap {percent(distance / max(abs(progress.bound), 1))}")
    parts.append(f"{seconds:.0f} s")
    if progress.limit is not None:
        parts.append(f"at most {max(0.0, progress.limit - seconds):.0f} s left")
    return " · ".join(parts)


@contextmanager
def shown(
    stream: TextIO, settings: Settings, stopping: Callable[[], bool], *, quiet: bool = False
) -> Iterator[OnProgress]:
    """Give a listener that shows progress on the stream for as long as the context lasts.

    `quiet` shows nothing on a stream that is no terminal.
    """
    if stream.isatty():
        with _moving(stream, settings, stopping) as listener:
            yield listener
    elif quiet:
        yield ignore
    else:
        yield _Plain(stream, settings)


@dataclass
class _Moving:
    """The line as it is now: the terminal asks for it several times a second."""

    settings: Settings
    stopping: Callable[[], bool]
    began: float
    latest: Progress = field(default_factory=lambda: Progress(phase="Starting"))

    def __call__(self, progress: Progress) -> None:
        self.latest = progress

    def __rich__(self) -> Text:
        from rich.text import Text

        words = line(self.latest, self.settings, time.monotonic() - self.began)
        if self.stopping():
            words = f"Stopping · {words}"
        return Text(words, no_wrap=True, overflow="ellipsis")


@contextmanager
def _moving(
    stream: TextIO, settings: Settings, stopping: Callable[[], bool]
) -> Iterator[OnProgress]:
    from rich.console import Console

    listener = _Moving(settings, stopping, time.monotonic())
    with Console(file=stream).status(listener):
        yield listener


class _Plain:
    """A line per phase, and one now and then: a log file is not flooded."""

    def __init__(self, stream: TextIO, settings: Settings) -> None:
        self._stream = stream
        self._settings = settings
        self._began = self._last = time.monotonic()
        self._phase = ""
        self._lines = 0

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        fresh = progress.phase != self._phase and self._lines < _PHASES_SHOWN
        patience = max(_PATIENCE, (now - self._began) / 4)
        if not fresh and now - self._last < patience:
            return
        self._phase, self._last, self._lines = progress.phase, now, self._lines + 1
        self._stream.write(line(progress, self._settings, now - self._began) + "\n")
        self._stream.flush()
