"""An earlier plan, as far as a new one can begin from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.calendar import Calendar
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

    def in_periods(self, before: Calendar, now: Calendar) -> Earlier:
        """The same in the periods of another calendar, where time may have gone on."""
        gone = next((t for t in before.indices if before.periods[t].id == now.periods[0].id), None)
        if gone is None:
            return Earlier({}, ())
        return Earlier(
            {key: PeriodIndex(start - gone) for key, start in self.starts.items()},
            tuple(
                row.model_copy(update={"period": PeriodIndex(row.period - gone)})
                for row in self.assignments
                if row.period >= gone
            ),
        )
