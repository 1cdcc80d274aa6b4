"""What a staffing says: who works where, what nobody does, what cannot be done at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.plan import Assignment, Shortage
from models.stage import StageKey
from models.units import PeriodIndex, Slices

Interrupted = Callable[[], bool]
"""Asked between steps: whether the user wants to stop."""


def never() -> bool:
    """Nobody wants to stop."""
    return False


class StaffingError(Exception):
    """No staffing can be given: the input contradicts itself, or the search broke its own rules."""


@dataclass(frozen=True)
class StaffingConflict:
    """Stages, none of them committed, that people cannot all serve beside the committed ones."""

    stages: tuple[StageKey, ...]
    """Sorted."""
    period: PeriodIndex | None
    """They cannot all run in this period; None: they cannot all start where they were asked to."""
    proven: bool
    """Holds whatever is hired, and was proven exactly."""


@dataclass(frozen=True)
class Staffing:
    """Who works where, so that the given stages run as asked."""

    assignments: tuple[Assignment, ...]
    """Sorted by period, team, initiative, stage, skill, level, worker."""
    shortages: tuple[Shortage, ...]
    """Time that committed stages need and nobody has."""
    unserved: tuple[Shortage, ...]
    """The same for stages that are not committed; `conflicts` says why."""
    moved: Slices
    """Slices that arrive at a team away from home where they were not the period before."""
    moved_bound: Slices | None
    """No staffing that serves as much moves fewer; None where the fewest are not known."""
    teams: int
    """Persons in use, counted once for each team and period."""
    conflicts: tuple[StaffingConflict, ...]
    proven: bool
    """No staffing serves more, and none that serves as much moves fewer."""
    is_rough: bool = False
    """Whether more time would have found names that move less."""
    notes: tuple[tuple[str, str], ...] = ()
    """What ran and what it found, in plain words."""
