"""How well, how long and how visibly to plan."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from models.progress import OnProgress, Progress, ignore
from models.units import Money
from optimizer.funding.engine import Search

GRACE = 5.0
"""Seconds to bring a plan to an end when the time is up or the user has stopped."""


@dataclass(frozen=True)
class Effort:
    """How well, how long and how visibly to search."""

    gap: Decimal
    """Percent."""
    seconds: float
    on_progress: OnProgress = ignore
    interrupted: Callable[[], bool] = lambda: False
    enough: float = -math.inf
    """Minor units: once no plan can be worth so much, the search ends."""
    target: float = math.inf
    """Minor units: once a choice, names aside, is worth so much, the search ends."""
    began: float = field(default_factory=time.monotonic)

    @property
    def deadline(self) -> float:
        """On the clock of `time.monotonic`."""
        return self.began + self.seconds

    def tell(self, phase: str, best: float | None = None, bound: float | None = None) -> None:
        """Reports progress in whole minor units."""
        self.on_progress(
            Progress(
                phase=phase,
                value=None if best is None else Money(round(best)),
                bound=None if bound is None else Money(round(bound)),
                seconds=time.monotonic() - self.began,
                limit=self.seconds,
            )
        )

    def search(self, phase: str, seed: int, *, is_first: bool) -> Search:
        """A search in the time that is left; when that is little, all but the first get a grace."""
        late = not is_first and (time.monotonic() > self.deadline - 1.0 or self.interrupted())
        return Search(
            gap=float(self.gap) / 100,
            deadline=time.monotonic() + GRACE if late else self.deadline,
            seed=seed,
            on_progress=lambda best, limit: self.tell(phase, best, limit),
            interrupted=(lambda: False) if late else self.interrupted,
            enough=self.enough,
            target=self.target,
        )
