"""The whole way of a portfolio, from the file that is read to the plan that is written, timed."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from headgate import Plan


class Trip(NamedTuple):
    """A plan and how long each part of its way took."""

    plan: Plan
    output: Path
    """The workbook with the plan."""
    reading: float
    """Seconds, as are the others."""
    planning: float
    """With explaining and auditing."""
    writing: float
    """With the audit before it."""
    processor: float
    """Of all cores, for all three."""

    @property
    def seconds(self) -> float:
        """From start to end."""
        return self.reading + self.planning + self.writing


def travel(path: Path, gap: str | None, time_limit: int | None) -> Trip:
    """Reads the portfolio, plans it, writes the plan beside it; raises HeadgateError as they do.

    `gap` is in percent and `time_limit` in seconds; the portfolio's settings say so unless given.
    """
    import headgate

    output = path.with_name(f"{path.stem}-plan.xlsx")
    processor, begun = time.process_time(), time.monotonic()
    portfolio = headgate.read(path)
    read = time.monotonic()
    plan = headgate.plan(portfolio, gap=gap, time_limit=time_limit)
    planned = time.monotonic()
    headgate.write(plan, output)
    return Trip(
        plan=plan,
        output=output,
        reading=read - begun,
        planning=planned - read,
        writing=time.monotonic() - planned,
        processor=time.process_time() - processor,
    )


def starts(plan: Plan) -> dict[str, int]:
    """The period in which each initiative that is started begins with its first stage."""
    return {
        stage.initiative: stage.start
        for stage in plan.stages
        if stage.stage == 1 and stage.start is not None
    }


def tell(trip: Trip, unit: int, decimals: int) -> None:
    """Prints value and bound in the instance's own unit, of so many minor units, gap and times."""
    value, bound = trip.plan.value.total / unit, trip.plan.bound / unit
    print(f"value {value:,.{decimals}f} of at most {bound:,.{decimals}f}: {trip.plan.status.value}")
    print(
        f"gap {trip.plan.gap:.4%}; {trip.seconds:.1f} s: reading {trip.reading:.1f}, "
        f"planning {trip.planning:.1f}, writing {trip.writing:.1f}; "
        f"processor {trip.processor:.1f} s"
    )
    print(f"plan written to {trip.output}")
