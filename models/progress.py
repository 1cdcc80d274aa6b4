"""Progress of long work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from pydantic import Field

from models.base import Frozen
from models.units import Money, Percent


class Progress(Frozen):
    """Where the search stands."""

    phase: str
    """What is being done, in plain words."""
    value: Money | None = None
    """Value of the best plan so far."""
    bound: Money | None = None
    """No plan can be worth more."""
    seconds: float = 0.0
    """Since the work began."""
    limit: float | None = None
    """Seconds after which the best plan so far is taken."""
    step: Annotated[int, Field(ge=1)] | None = None
    """Position in the strategy, from 1."""
    steps: Annotated[int, Field(ge=1)] | None = None
    """How many steps the strategy has."""
    asked: Percent | None = None
    """The gap, in percent, at which the search may stop."""
    expected: Annotated[float, Field(ge=0)] | None = None
    """Seconds until the asked gap is reached, as far as can be foreseen; 0 once it is."""

    @property
    def gap(self) -> float | None:
        """Distance to the bound as a share of it, as `Plan.gap`: 0.001 is 0.1 %."""
        if self.value is None or self.bound is None:
            return None
        return max(0, self.bound - self.value) / max(abs(self.bound), 1)

    @property
    def asked_gap(self) -> float | None:
        """The asked gap as a share, to be compared with `gap`."""
        return None if self.asked is None else float(self.asked) / 100

    @property
    def done(self) -> float | None:
        """Share of the work that is done, for a bar: of the expected time, else of what is known.

        Without an expectation it is the share of the time limit or of the steps, whichever is more.
        """
        if self.expected is not None:
            whole = self.seconds + self.expected
            return self.seconds / whole if whole > 0 else 1.0
        shares = []
        if self.limit is not None:
            shares.append(self.seconds / self.limit if self.limit > 0 else 1.0)
        if self.step is not None and self.steps is not None:
            shares.append((self.step - 1) / self.steps)
        return min(1.0, max(0.0, *shares)) if shares else None

    def keeping(self, before: Progress) -> Progress:
        """The same, with the better value, the tighter bound and the asked gap of the two."""
        values = [each.value for each in (self, before) if each.value is not None]
        bounds = [each.bound for each in (self, before) if each.bound is not None]
        return self.model_copy(
            update={
                "value": max(values, default=None),
                "bound": min(bounds, default=None),
                "asked": before.asked if self.asked is None else self.asked,
            }
        )

    def later(self, seconds: float) -> Progress:
        """The same after so many seconds without news: an expectation that has passed is none."""
        expected = self.expected
        if expected:
            expected = expected - seconds if expected > seconds else None
        return self.model_copy(update={"seconds": self.seconds + seconds, "expected": expected})

    def as_dict(self) -> dict[str, str | int | float | None]:
        """For machines: always the same keys, money in whole minor units, null where unknown.

        `gap`, `asked_gap` and `done` are shares; `seconds`, `limit` and `expected` are seconds.
        """
        return {
            "phase": self.phase,
            "step": self.step,
            "steps": self.steps,
            "value": self.value,
            "bound": self.bound,
            "gap": self.gap,
            "asked_gap": self.asked_gap,
            "seconds": round(self.seconds, 3),
            "limit": self.limit,
            "expected": None if self.expected is None else round(self.expected, 3),
            "done": self.done,
        }


OnProgress = Callable[[Progress], None]
"""Called from time to time with where the search stands.

What `headgate.plan` and the command line pass on keeps these rules:
- It is called from the threads that plan, and never twice at once; it must return quickly.
- Within one plan the value never falls, the bound never rises, and both stay once they are known.
- It is called at most a few times per second, and whenever the phase changes.
- An exception that it raises stops the search as Ctrl-C would: it is called no more, and the
  exception is raised to whoever asked for the plan.
"""


def ignore(_: Progress) -> None:
    """Listens to nothing."""
