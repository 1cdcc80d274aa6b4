"""Headgate itself, the whole command: read (before), check, plan, explain, audit, write."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.peers.clock import Clock
from benchmarks.peers.run import Asks, Found
from models.plan import TrancheState
from models.portfolio import Portfolio
from models.progress import Progress
from models.stage import StageKey


def solve(portfolio: Portfolio, clock: Clock) -> Found:
    """The plan, with its workbook written."""
    from headgate.errors import HeadgateError
    from headgate.memory import rarely_collected
    from headgate.pipeline import run
    from reports import write_plan

    def heard(progress: Progress) -> None:
        if progress.value is not None:
            clock.found(progress.value)

    with rarely_collected(), TemporaryDirectory() as folder:
        try:
            plan = run(portfolio, time_limit=max(1, int(clock.left)), on_progress=heard)
        except HeadgateError as refusal:
            return Found({}, Asks.EVERYTHING, note=str(refusal))
        write_plan(portfolio, plan, Path(folder) / "plan.xlsx")
    clock.found(plan.value.total)
    return Found(
        starts={
            StageKey(row.initiative, row.stage): row.start
            for row in plan.stages
            if row.start is not None and row.state is not TrancheState.RELEASED
        },
        asks=Asks.EVERYTHING,
        value=plan.value.total,
        bound=plan.bound,
        hires=plan.hires,
        note=plan.status.value,
        moved=(plan.moved, plan.moved_bound),
    )
