"""The steps of `headgate hiring`: the plan with all options, the plans without, the answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from headgate.errors import Unsolvable
from headgate.pipeline import never
from headgate.pipeline import run as pipeline
from models.hiring import HiringCase
from models.plan import Plan
from models.portfolio import Portfolio
from models.progress import OnProgress, Progress, ignore

if TYPE_CHECKING:
    from headgate.many import Executor
    from models.comparison import Comparison


class Question(NamedTuple):
    """A portfolio to be planned, and how closely."""

    portfolio: Portfolio
    gap: Decimal | None
    time_limit: int | None


def solved(question: Question) -> Plan | None:
    """Its audited plan; None where no plan can satisfy it."""
    try:
        return pipeline(question.portfolio, gap=question.gap, time_limit=question.time_limit)
    except Unsolvable:
        return None


def case(
    portfolio: Portfolio,
    executor: Executor,
    *,
    gap: Decimal | None = None,
    time_limit: int | None = None,
    on_progress: OnProgress = ignore,
    interrupted: Callable[[], bool] = never,
) -> HiringCase:
    """Solve with all options, without any, and without each one that is used.

    Raises what the pipeline raises for the plan with all options, and KeyboardInterrupt where
    somebody stopped before it was there.
    """
    from optimizer.hiring import hiring_case, questions

    def planning(progress: Progress) -> None:
        on_progress(progress.model_copy(update={"value": None, "bound": None, "asked": None}))

    plan = pipeline(
        portfolio,
        gap=gap,
        time_limit=time_limit,
        on_progress=planning,
        interrupted=interrupted,
    )
    if interrupted():
        raise KeyboardInterrupt
    asked = questions(portfolio, plan)
    tasks = {key: Question(each, gap, time_limit) for key, each in asked.items()}
    told = _Told(on_progress, 1 + len(tasks), time.monotonic())
    told.plan()
    plans = executor.run(solved, tasks, on_result=told.plan, interrupted=interrupted)
    return hiring_case(portfolio, plan, plans)


@dataclass
class _Told:
    """Progress in plans."""

    on_progress: OnProgress
    plans: int
    began: float
    done: int = 0

    def plan(self, _key: str = "", _plan: object = None) -> None:
        self.done += 1
        phase = f"solving without hires, {self.done} of {self.plans} plans"
        seconds = time.monotonic() - self.began
        self.on_progress(Progress(phase=phase, seconds=seconds))


def side_by_side(case: HiringCase) -> Comparison | None:
    """The plan without any option against the one with all of them, naming no individual."""
    if case.without is None or case.without is case.plan:
        return None
    from optimizer.comparing import compare
    from optimizer.hiring import without
    from reports.snapshot import snapshot

    bare = without(case.portfolio, {row.id for row in case.portfolio.hiring})
    return compare(
        snapshot(bare, case.without, _NAMELESS), snapshot(case.portfolio, case.plan, _NAMELESS)
    )


_NAMELESS = "executives"
"""The view that names nobody and shows no pay."""
