"""An earlier plan, as far as a new one can begin from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.plan import Assignment, Plan
from models.stage import StageKey
from models.units import PeriodIndex


@dataclass(frozen=True)
class Earlier:
    """When stages started and who worked where; what no longer fits is passed over."""

    starts: Mapping[StageKey, PeriodIndex]
    assignments: tuple[Assignment, ...]

    @classmethod
    def of(cls, plan: Plan) -> Earlier:
        """What a plan gives."""
        starts = {row.key: row.start for row in plan.stages if row.start is not None}
        return cls(starts, plan.assignments)
