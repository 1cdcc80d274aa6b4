"""How long the questions take that need many plans, and what more workers save.

    python -m benchmarks.questions out/60-250.json out/250-500.json --workers 1,2

Draws the frontier of all funds from -30 % to +30 %, each point a plan of its own, once for each
number of workers: threads, and with `--processes` the workers of a Dask cluster on this machine.
Prints seconds, the speed-up against the first line, the widest gap of a point, and whether the
figures are those of the first line.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headgate.frontiers import Asked, frontier
from headgate.many import Cluster, Executor, Threads
from models.frontier import Axis

if TYPE_CHECKING:
    from models.frontier import Frontier
    from models.portfolio import Portfolio

POINTS = 7


@dataclass(frozen=True)
class Trial:
    """One frontier by so many workers."""

    file: str
    workers: str
    seconds: float
    drawn: Frontier

    @property
    def figures(self) -> tuple[tuple[int | None, int | None], ...]:
        """Value and bound of each point."""
        return tuple((point.value, point.bound) for point in self.drawn.points)

    @property
    def widest(self) -> float:
        """The widest gap."""
        return max(point.gap or 0.0 for point in self.drawn.points)


def trial(name: str, portfolio: Portfolio, asked: Asked, workers: str, executor: Executor) -> Trial:
    """Draw it once."""
    began = time.monotonic()
    drawn, _ = frontier(portfolio, asked, executor, "none")
    return Trial(name, workers, time.monotonic() - began, drawn)


def table(trials: list[Trial]) -> Iterator[str]:
    """A line per trial; speed-up and figures against the first of its file."""
    yield (
        f"{'portfolio':14} {'workers':14} {'seconds':>8} {'speed-up':>9} {'points':>7} "
        f"{'widest gap':>11}  figures"
    )
    first: dict[str, Trial] = {}
    for each in trials:
        base = first.setdefault(each.file, each)
        same = "the same" if each.figures == base.figures else "other ones (the clock ended them)"
        yield (
            f"{each.file:14} {each.workers:14} {each.seconds:8.1f} "
            f"{base.seconds / each.seconds:8.2f}x {len(each.drawn.points):7} "
            f"{each.widest:11.3%}  {same}"
        )


@contextmanager
def processes(count: int) -> Iterator[Executor]:
    """Workers of a cluster on this machine, one thread each."""
    import distributed

    make: Any = distributed.LocalCluster
    with make(n_workers=count, threads_per_worker=1, dashboard_address=":0") as local:
        yield Cluster(local.scheduler_address)


def executors(
    threads: Iterable[int], of_cluster: Iterable[int]
) -> Iterator[tuple[str, AbstractContextManager[Executor]]]:
    """Each with what it is, opened by who uses it."""
    for count in threads:
        yield f"{count} thread(s)", nullcontext(Threads(count))
    for count in of_cluster:
        yield f"{count} process(es)", processes(count)


def main(arguments: list[str] | None = None) -> int:
    """Draw and print; returns the exit code."""
    from data.reading import read
    from optimizer.frontier import shares

    options = _options(arguments)
    range_of = shares(Fraction(7, 10), Fraction(13, 10), POINTS)
    asked = Asked(Axis.BUDGET, range_of, gap=options.gap, time_limit=options.seconds)
    trials: list[Trial] = []
    for file in options.files:
        portfolio = read(file).portfolio
        if portfolio is None:
            raise SystemExit(f"{file} is no portfolio")
        for what, opened in executors(options.workers, options.processes):
            print(f"{file.stem}, {what} ...", file=sys.stderr)
            with opened as executor:
                trials.append(trial(file.stem, portfolio, asked, what, executor))
    print("\n".join(table(trials)))
    return 0


def counts(text: str) -> list[int]:
    """The numbers of workers that an option names; 0 stands for none."""
    return [int(part) for part in text.split(",") if part and int(part) > 0]


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.questions", description="What many plans take."
    )
    parser.add_argument("files", nargs="+", type=Path, help="portfolios")
    parser.add_argument("--workers", type=counts, default="1,2", help="threads (1,2)")
    parser.add_argument("--processes", type=counts, default="2", help="of a cluster; 0: none (2)")
    parser.add_argument("--gap", type=Decimal, help="percent; Settings unless given")
    parser.add_argument(
        "--seconds", type=int, help="time limit of each plan; Settings unless given"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
