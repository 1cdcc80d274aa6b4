"""How long `explain` takes, for single initiatives and for many at once, by workers.

    python -m benchmarks.explained out/250-500.json --refused 6 --funded 6 --workers 1,2

Plans the portfolio, which does not count, or reads its plan with `--plan`; asks about so many
refused and so many funded initiatives, taken evenly from all, first one after the other (the
longest counts), then as `--all` does, with each number of workers: threads, and with `--processes`
those of a Dask cluster on this machine. Prints seconds by the clock and of the processor, how many
of the refused are told something that lets them in and how many what it costs to put them in, and
what more workers save against the first.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from benchmarks.answers import processor
from benchmarks.questions import counts, executors
from headgate.explaining import begin, explain
from headgate.many import Executor, Threads
from headgate.memory import rarely_collected
from headgate.pipeline import run
from models.counterfactual import Counterfactual
from models.plan import Plan, TrancheState
from models.portfolio import Portfolio
from models.units import InitiativeId
from optimizer import counterfactual as why
from optimizer.counterfactual import Asking


class Spent(NamedTuple):
    """Seconds by the clock and of the processor."""

    clock: float
    processor: float


def chosen(plan: Plan, count: int, *, refused: bool) -> list[InitiativeId]:
    """So many initiatives that are refused, or of which something starts, evenly from all."""
    out = {row.initiative for row in plan.stages if row.state is TrancheState.NOT_FUNDED}
    begins = (TrancheState.RELEASE_NOW, TrancheState.PLANNED)
    starts = {row.initiative for row in plan.stages if row.state in begins}
    names = sorted(out if refused else starts - out)
    step = max(1, len(names) // max(1, count))
    return names[::step][:count]


def alone(asking: Asking, names: Sequence[InitiativeId], workers: int) -> list[Spent]:
    """Each asked about by itself, its questions side by side."""
    spent = []
    for name in names:
        clock, used = time.monotonic(), processor()
        explain(replace(asking, initiative=name), Threads(workers))
        spent.append(Spent(time.monotonic() - clock, processor() - used))
    return spent


def together(
    asking: Asking, names: Sequence[InitiativeId], executor: Executor
) -> tuple[Spent, list[Counterfactual]]:
    """All of them as `explain --all` asks."""
    work = why.answer if why.provable(asking.portfolio) else why.answer_around
    clock, used = time.monotonic(), processor()
    tasks = {str(name): replace(asking, initiative=name) for name in names}
    found = executor.run(work, tasks)
    return Spent(time.monotonic() - clock, processor() - used), list(found.values())


def said(answers: Sequence[Counterfactual]) -> str:
    """How many of the refused are told what would let them in, and what it costs to put them in."""
    refused = [row for row in answers if row.forced is not None]
    lets_in = sum(any(change.works for change in row.would_change) for row in refused)
    costs = sum(row.forced is not None and row.forced.cost is not None for row in refused)
    sure = sum(
        any(change.works and change.proven for change in row.would_change) for row in refused
    )
    return (
        f"{len(refused)} refused: {lets_in} told what lets them in ({sure} proven), "
        f"{costs} what putting them in costs"
    )


def main(arguments: list[str] | None = None) -> int:
    """Ask and print; returns the exit code."""
    with rarely_collected():  # as every command does
        return _asked(_options(arguments))


def _asked(options: argparse.Namespace) -> int:
    portfolio, plan = _planned(options)
    refused = chosen(plan, options.refused, refused=True)
    funded = chosen(plan, options.funded, refused=False)
    everyone = [*funded, *refused]  # those that take longest first: no worker ends long before
    if not everyone:
        raise SystemExit("there is no initiative to ask about")
    asking = begin(portfolio, plan, everyone[0], options.seconds, to_the_end=options.plan is None)
    for kind, names in (("refused", refused), ("funded", funded)):
        if names and options.alone:
            spent = alone(asking, names, options.workers[-1])
            clock, used = (sorted(each) for each in zip(*spent, strict=True))
            print(
                f"one {kind:8} {options.workers[-1]} workers: {clock[len(clock) // 2]:.1f} s "
                f"(half of {len(names)} take less), at most {clock[-1]:.1f} s; "
                f"processor {used[len(used) // 2]:.1f} s, at most {used[-1]:.1f} s",
                flush=True,
            )
    first: float | None = None
    for what, opened in executors(options.workers, options.processes):
        with opened as executor:
            spent_on, answers = together(asking, everyone, executor)
        first = first or spent_on.clock
        faster = f"{first / spent_on.clock:.2f} times as fast"
        print(
            f"all {len(everyone)}, {what}: {spent_on.clock:.1f} s, processor of this process "
            f"{spent_on.processor:.1f} s, {faster}; {said(answers)}",
            flush=True,
        )
    return 0


def _planned(options: argparse.Namespace) -> tuple[Portfolio, Plan]:
    from headgate.checking import check, read_plan

    found = check(options.file)
    portfolio = found.sound()
    if options.plan is not None:
        return portfolio, read_plan(options.plan, found)
    return portfolio, run(portfolio, time_limit=options.plan_seconds)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.explained", description="What explanations take."
    )
    parser.add_argument("file", type=Path, help="a portfolio that has a plan")
    parser.add_argument("--plan", type=Path, help="its plan; planned anew unless given")
    parser.add_argument("--plan-seconds", type=int, default=60, help="for that (60)")
    parser.add_argument("--refused", type=int, default=6, help="how many refused ones (6)")
    parser.add_argument("--funded", type=int, default=6, help="how many funded ones (6)")
    parser.add_argument("--seconds", type=float, default=15, help="for each question (15)")
    parser.add_argument("--no-alone", dest="alone", action="store_false", help="only all at once")
    parser.add_argument("--workers", type=counts, default="1,2", help="threads (1,2)")
    parser.add_argument("--processes", type=counts, default="0", help="of a cluster (none)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
