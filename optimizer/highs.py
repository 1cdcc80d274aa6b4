"""Engines (HiGHS) whose memory is given back.

An engine of `highspy` holds itself: its callbacks are called with it, from C++, where Python's
garbage collector does not look. Thousands of engines, each with its model, would then stay until
the process ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def quiet() -> Any:  # noqa: ANN401 - an untyped engine
    """An engine that says nothing and repeats itself; it goes when nobody uses it any more."""
    import highspy

    highs = highspy.Highs()
    _let_go(highs)
    for option, value in (("output_flag", False), ("threads", 1), ("random_seed", 0)):
        highs.setOptionValue(option, value)
    return highs


@contextmanager
def listening() -> Iterator[Any]:
    """An engine with callbacks, until the end of the block."""
    import highspy

    highs = highspy.Highs()
    try:
        yield highs
    finally:
        _let_go(highs)


def _let_go(highs: Any) -> None:  # noqa: ANN401 - an untyped engine
    highs.disableCallbacks()
    highs.callbacks = []
