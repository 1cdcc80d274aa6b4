"""Progress for people and machines: a bar on a terminal, a few plain lines or JSON elsewhere."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from decimal import Decimal
from typing import TYPE_CHECKING, TextIO

from headgate.steady import Steady
from models.progress import OnProgress, ignore

if TYPE_CHECKING:
    from models.settings import Settings

_DUMB = {"dumb", "unknown"}
"""Values of TERM for terminals that cannot draw a line again."""


@contextmanager
def shown(
    stream: TextIO,
    settings: Settings,
    stopping: Callable[[], bool],
    *,
    way: str = "auto",
    asked: Decimal | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[OnProgress]:
    """Give a listener that shows progress on the stream for as long as the context lasts.

    Args:
        stream: where it is shown.
        settings: for the currency, and the asked gap unless it is given.
        stopping: whether the user asked to stop.
        way: `auto` (a bar on a terminal, else lines), `quiet` (a bar on a terminal, else nothing),
            `lines`, `json` (one object per line) or `none`.
        asked: the gap in percent at which the search may stop.
        clock: seconds that only grow.
    """
    with _listener(stream, settings, stopping, way, clock) as listener:
        if listener is ignore:
            yield ignore
            return
        asked = settings.gap if asked is None else asked
        with Steady(listener, asked=asked, clock=clock) as steady:
            yield steady


def _listener(
    stream: TextIO,
    settings: Settings,
    stopping: Callable[[], bool],
    way: str,
    clock: Callable[[], float],
) -> AbstractContextManager[OnProgress]:
    from headgate.progress_bar import bar
    from headgate.progress_log import JsonLines, Lines

    if way == "json":
        return nullcontext(JsonLines(stream, stopping))
    if way in {"auto", "quiet"} and _draws(stream):
        return bar(stream, settings, stopping, clock)
    if way == "none" or (way == "quiet" and not stream.isatty()):
        return nullcontext(ignore)
    return nullcontext(Lines(stream, settings, clock))


def _draws(stream: TextIO) -> bool:
    """Whether it is a terminal that can draw a line again."""
    return stream.isatty() and os.environ.get("TERM", "").lower() not in _DUMB
