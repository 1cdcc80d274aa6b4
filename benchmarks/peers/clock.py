"""When a peer found what: one clock per process."""

from __future__ import annotations

import time
from dataclasses import dataclass, field


@dataclass
class Clock:
    """Runs from its creation; keeps each plan that is better than those before it."""

    limit: float
    """Seconds that the peer has, reading the portfolio included."""
    began: float = field(default_factory=time.monotonic)
    events: list[tuple[float, float]] = field(default_factory=list)
    """Seconds and value, in minor units, of each better plan."""

    @property
    def elapsed(self) -> float:
        """Seconds since the creation."""
        return time.monotonic() - self.began

    @property
    def left(self) -> float:
        """Seconds until the limit; a little even after it, so that a solver accepts it."""
        return max(0.1, self.limit - self.elapsed)

    def found(self, value: float, at: float | None = None) -> None:
        """A plan of this value is there now, or was there after so many seconds."""
        if not self.events or value > self.events[-1][1]:
            self.events.append((self.elapsed if at is None else at, value))
