"""How Python looks after memory while a command works."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_THRESHOLDS = (200_000, 50, 100)
"""New objects before the collector looks at them, and how often it looks at older ones."""


@contextmanager
def rarely_collected() -> Iterator[None]:
    """Look for cycles of forgotten objects rarely.

    A plan is millions of rows that live until it is written. By default they are looked through
    again and again: a quarter of the time of reading, explaining and writing, for nothing.
    """
    before = gc.get_threshold()
    gc.set_threshold(*_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
