"""Ctrl-C: once asks the search for its best plan so far, twice gives up."""

from __future__ import annotations

import os
import signal
import threading
from types import FrameType, TracebackType
from typing import Self

_WORD = "\nStopping: {} will be kept. Ctrl-C again gives up at once.\n"


class Interrupt:
    """While it is entered, the first Ctrl-C only sets a flag; calling it reads the flag."""

    def __init__(self, *, silent: bool = False, kept: str = "the best plan so far") -> None:
        """`silent` says nothing when it is pressed: whoever listens is told in another way.

        `kept` is what the user will have all the same.
        """
        self._silent = silent
        self._word = _WORD.format(kept).encode()
        self._asked = threading.Event()
        self._before: object = None

    def __call__(self) -> bool:
        """Whether the user asked to stop."""
        return self._asked.is_set()

    def __enter__(self) -> Self:
        """Listen for Ctrl-C (only the main thread of a program can)."""
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give Ctrl-C its former meaning back."""
        if callable(self._before) or isinstance(self._before, signal.Handlers):
            signal.signal(signal.SIGINT, self._before)

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        if self._asked.is_set():
            raise KeyboardInterrupt
        self._asked.set()
        if not self._silent:
            os.write(
                2, self._word
            )  # not print: it may have been interrupted in the middle of a line
