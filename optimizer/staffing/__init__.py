"""Named people: who works where, so that the chosen stages run (formulation, section 7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.plan import Assignment, HireUse
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import PeriodIndex
from optimizer.staffing.result import (
    Interrupted,
    Staffing,
    StaffingConflict,
    StaffingError,
    never,
)

__all__ = ["Interrupted", "Staffing", "StaffingConflict", "StaffingError", "never", "staff"]


def staff(  # noqa: PLR0913 - most have defaults
    portfolio: Portfolio,
    starts: Mapping[StageKey, PeriodIndex],
    hires: tuple[HireUse, ...],
    *,
    committed: frozenset[StageKey],
    deadline: float | None = None,
    interrupted: Interrupted = never,
    near: Sequence[Assignment] = (),
    rough: bool = False,
) -> Staffing:
    """Names for the work of all stages that run.

    Args:
        portfolio: a portfolio without faults, its rows in any order.
        starts: the start of every stage that runs or will run, done ones left out; negative for
            stages that began before now.
        hires: slices of each hiring option that are there in each period; all others are 0.
        committed: the stages of `starts` that may stay short of people.
        deadline: moment on the clock of `time.monotonic` after which only the necessary is done.
        interrupted: asked between steps; once it says yes, only the necessary is done.
        near: an earlier staffing to begin with where there are many people.
        rough: whether many people's names may move more than they must, for now.

    Returns:
        The staffing that leaves the fewest slices unserved (first those of stages that are not
        committed), then moves the fewest slices, then has the fewest teams per person, then is
        cheapest.

    Raises:
        StaffingError: people are locked for more time than they have, or fewer than the given hires
            can be retrained.
    """
    from optimizer.staffing.engine import Limits
    from optimizer.staffing.names import names_for
    from optimizer.staffing.question import question_of

    question = question_of(portfolio, starts, hires, committed)
    limits = Limits(deadline=deadline)
    return names_for(portfolio, question, limits, interrupted, near, rough=rough)
