"""When a search will reach the asked gap, judged by how its gap has fallen so far."""

from __future__ import annotations

import math
from collections import deque

_REMEMBERED = 8
"""Improvements that count; older ones say little about what is left."""
_NEEDED = 3
"""Improvements before anything is said."""
_IMPROVED = 0.9
"""A gap counts as improved when it falls below this share of the last one."""
_FADING = 0.75
"""Weight of an improvement, as a share of the weight of the next one."""


class Expected:
    """An estimate fed with points in time.

    Gaps fall roughly exponentially: a line through the logarithms of the last improvements, the
    later ones weighing more, gives the pace. The present counts as one of the points even when
    nothing has improved, so that a search that is stuck is expected to take ever longer.
    """

    def __init__(self, asked: float) -> None:
        """`asked` is the gap, as a share, at which the search ends."""
        self._asked = asked
        self._improved: deque[tuple[float, float]] = deque(maxlen=_REMEMBERED)
        self._now = (0.0, math.inf)

    def note(self, seconds: float, gap: float) -> None:
        """The gap as a share, so many seconds after the search began; the best so far counts."""
        seconds, gap = max(seconds, self._now[0]), min(gap, self._now[1])
        self._now = (seconds, gap)
        if gap > 0 and (not self._improved or gap < self._improved[-1][1] * _IMPROVED):
            self._improved.append((seconds, gap))

    def left(self, limit: float | None = None) -> float | None:
        """Seconds from the last point to the asked gap; None where nothing can be foreseen.

        Never more than what is left until `limit`, seconds after the search began.
        """
        seconds, gap = self._now
        if gap <= self._asked:
            return 0.0
        if self._asked <= 0 or len(self._improved) < _NEEDED:
            return None  # how a proof of the very best ends does not show in the gap
        pace = self._pace()
        if pace <= 0:
            return None
        most = math.inf if limit is None else max(0.0, limit - seconds)
        left = min(math.log(gap / self._asked) / pace, most)
        return left if math.isfinite(left) else None

    def _pace(self) -> float:
        """How much the logarithm of the gap falls per second; 0 where it cannot be told."""
        points = [*self._improved, self._now]
        weights = [_FADING**age for age in reversed(range(len(points)))]
        whole = sum(weights)
        weighted = [(w / whole, t, math.log(g)) for w, (t, g) in zip(weights, points, strict=True)]
        middle = sum(w * t for w, t, _ in weighted)
        level = sum(w * y for w, _, y in weighted)
        spread = sum(w * (t - middle) ** 2 for w, t, _ in weighted)
        if spread <= 0:
            return 0.0
        return -sum(w * (t - middle) * (y - level) for w, t, y in weighted) / spread
