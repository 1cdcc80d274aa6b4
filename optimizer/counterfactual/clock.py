"""Until when a question may be thought about."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

LATE = 0.35
"""Share of the time that is left for what has been found."""

SECONDS = 3_600.0
"""For questions without a limit."""


def never() -> bool:
    """Nobody wants to stop."""
    return False


@dataclass
class Clock:
    """Until when one question may be thought about."""

    deadline: float = field(default_factory=lambda: time.monotonic() + SECONDS)
    began: float = field(default_factory=time.monotonic)
    stopped: Callable[[], bool] = never
    """Whether somebody wants no more."""

    @classmethod
    def of(cls, seconds: float | None, stopped: Callable[[], bool] = never) -> Clock:
        """So many seconds from now."""
        until = time.monotonic() + (SECONDS if seconds is None else seconds)
        return cls(until, stopped=stopped)

    @property
    def left(self) -> float:
        """Seconds."""
        return self.deadline - time.monotonic()

    @property
    def over(self) -> bool:
        """Whether no more solve should be begun."""
        return self.left <= 0 or self.stopped()

    def part(self, share: float) -> Clock:
        """A clock with a share of what is left."""
        return Clock.of(share * self.left, self.stopped)

    @property
    def late(self) -> bool:
        """Whether what is left is for what has been found already."""
        return self.left < LATE * (self.deadline - self.began) or self.stopped()
