"""One solve among many: a portfolio to a plan that passed the audit, or why there is none."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal

from headgate.errors import HeadgateError, NothingFound, Unsolvable
from models.earlier import Earlier
from models.plan import Plan
from models.portfolio import Portfolio

_ASKED: list[Callable[[], bool]] = []
"""Who may want to stop the solves of this process; in a worker elsewhere, nobody: it is told."""


@dataclass(frozen=True)
class Solve:
    """A portfolio to be planned, and how well."""

    portfolio: Portfolio
    gap: Decimal | None = None
    time_limit: int | None = None
    earlier: Earlier | None = None


@dataclass(frozen=True)
class Solved:
    """What came of it."""

    plan: Plan | None
    refusal: HeadgateError | None
    """Why there is no plan: none can be, or none was found in time."""
    seconds: float

    def sure(self) -> Plan:
        """The plan; raises the refusal where there is none."""
        if self.plan is None:
            raise self.refusal or NothingFound
        return self.plan


def solve(task: Solve) -> Solved:
    """Plan one portfolio.

    Raises InputFaults where its rows contradict each other, AuditFailed where the audit refuses.
    """
    from headgate.pipeline import run

    began = time.monotonic()
    try:
        plan = run(
            task.portfolio,
            gap=task.gap,
            time_limit=task.time_limit,
            interrupted=stopped,
            earlier=task.earlier,
        )
    except (Unsolvable, NothingFound) as refusal:
        return Solved(None, refusal, time.monotonic() - began)
    return Solved(plan, None, time.monotonic() - began)


@contextmanager
def stopped_by(asked: Callable[[], bool]) -> Iterator[None]:
    """While it is entered, running solves of this process end when this says yes."""
    _ASKED.append(asked)
    try:
        yield
    finally:
        _ASKED.remove(asked)


def stopped() -> bool:
    """Whether somebody wants the solves of this process to end."""
    return any(asked() for asked in _ASKED)
