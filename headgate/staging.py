"""The steps of `headgate staged`: first plans, samples through an executor, the answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from headgate.errors import HeadgateError, InputFaults, Unsolvable
from headgate.pipeline import never
from headgate.pipeline import run as pipeline
from models.plan import Plan
from models.portfolio import Portfolio
from models.progress import OnProgress, Progress, ignore
from models.staged import Sample, Simulation

if TYPE_CHECKING:
    from headgate.many import Executor
    from optimizer.simulation import Task

DEFAULT_GAP = Decimal(1)
"""Percent at which the searches may stop: hundreds of plans need not be proven to the last cent."""
_SEARCHING = "planning what both begin with"
_SAMPLING = "simulating"


class CannotGoOn(HeadgateError):
    """In a sample nothing could be planned any more."""

    code = Unsolvable.code


class First(NamedTuple):
    """A portfolio to be planned, and how closely."""

    portfolio: Portfolio
    gap: Decimal
    time_limit: int | None


@dataclass(frozen=True)
class Asked:
    """What is to be simulated."""

    samples: int
    quarters: int
    seed: int
    gap: Decimal
    time_limit: int | None = None


def gap_for(portfolio: Portfolio, asked: Decimal | None) -> Decimal:
    """Percent at which each search may stop."""
    return max(portfolio.settings.gap, DEFAULT_GAP) if asked is None else asked


def planned(first: First) -> Plan:
    """An audited plan; raises what the pipeline raises."""
    return pipeline(first.portfolio, gap=first.gap, time_limit=first.time_limit)


def sampled(task: Task) -> Sample:
    """One sample: both policies through the same outcomes; every plan has passed the audit."""
    from optimizer.simulation import NoPlan, simulate

    def planner(portfolio: Portfolio) -> Plan | None:
        try:
            return pipeline(portfolio, gap=task.gap, time_limit=task.time_limit)
        except (Unsolvable, InputFaults):
            return None

    try:
        return simulate(task, planner)
    except NoPlan as end:
        raise CannotGoOn(str(end)) from end


def simulation(
    portfolio: Portfolio,
    asked: Asked,
    executor: Executor,
    *,
    on_progress: OnProgress = ignore,
    interrupted: Callable[[], bool] = never,
) -> Simulation:
    """All samples, worked off by the executor; those that are done where somebody stops.

    Raises KeyboardInterrupt where not one is done, and what the pipeline raises for the first plan.
    """
    from optimizer.simulation import estimated, in_play, t_factor

    gates = in_play(portfolio)
    told = _Told(on_progress, asked.samples)
    tasks = _tasks(portfolio, asked, executor, told, interrupted)
    found = executor.run(sampled, tasks, on_result=told.sample, interrupted=interrupted)
    samples = tuple(found.values())
    if not samples:
        raise KeyboardInterrupt
    return Simulation(
        samples,
        asked.samples,
        asked.seed,
        asked.quarters,
        len(portfolio.periods),
        len(gates),
        f"{asked.gap.normalize():f}",
        t_factor(len(samples)),
        estimated(samples),
    )


def _tasks(
    portfolio: Portfolio,
    asked: Asked,
    executor: Executor,
    told: _Told,
    interrupted: Callable[[], bool],
) -> dict[str, Task]:
    """The samples by their number. Raises KeyboardInterrupt where the first plans are not made."""
    from optimizer.simulation import Task, failing, in_full, in_play, lasting

    start = lasting(portfolio)
    gates = in_play(portfolio)
    told.searching()
    portfolios = {"annual": in_full(start), "staged": start}
    if portfolios["annual"] == start:
        del portfolios["annual"]
    firsts = {name: First(row, asked.gap, asked.time_limit) for name, row in portfolios.items()}
    plans = executor.run(planned, firsts, interrupted=interrupted)
    if len(plans) < len(firsts) or interrupted():
        raise KeyboardInterrupt
    staged = plans["staged"]
    return {
        f"sample {number}": Task(
            number,
            start,
            plans.get("annual", staged),
            staged,
            frozenset(gate.key for gate in gates),
            failing(gates, asked.seed, number),
            asked.quarters,
            asked.gap,
            asked.time_limit,
        )
        for number in range(1, asked.samples + 1)
    }


@dataclass
class _Told:
    """Progress in samples: how many are done, and how long the others will take."""

    on_progress: OnProgress
    samples: int
    done: int = 0
    began: float = 0.0

    def searching(self) -> None:
        self.began = time.monotonic()
        self.on_progress(Progress(phase=_SEARCHING))

    def sample(self, _key: str, _sample: object) -> None:
        now = time.monotonic()
        self.done += 1
        left = (now - self.began) / self.done * (self.samples - self.done)
        phase = f"{_SAMPLING}, {self.done} of {self.samples} samples"
        self.on_progress(Progress(phase=phase, seconds=now - self.began, expected=left))
