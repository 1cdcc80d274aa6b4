"""How time and memory of the whole command grow with the portfolio.

    python -m benchmarks.scale --sizes 60/250,250/500,1000/2200

Draws a portfolio of each size (initiatives/people) by the seed, plans it in a process of its own,
and prints time, gap, slices moved against their bound, the most memory, and between one size and
the next the exponent of growth: at 1, twice as many initiatives take twice as much.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.generate import generated
from benchmarks.peers.progress import gap
from benchmarks.peers.run import Run
from benchmarks.peers.start import start

SIZES = "60/250,250/500,1000/2200"


@dataclass(frozen=True)
class Size:
    """Of one portfolio."""

    initiatives: int
    people: int


def exponent(small: float, large: float, times: float) -> float:
    """By which power of the size something grew, from one size to one so many times as large."""
    return math.log(large / small) / math.log(times)


def table(sizes: Sequence[Size], runs: Sequence[Run]) -> Iterator[str]:
    """A line per size; growth is against the line above."""
    yield (
        f"{'initiatives':>11} {'people':>7} {'seconds':>8} {'growth':>7} {'gap':>8} {'moved':>7} "
        f"{'of bound':>9} {'peak MB':>8} {'growth':>7}  status"
    )
    before: tuple[Size, Run] | None = None
    for size, run in zip(sizes, runs, strict=True):
        time, memory = _growth(before, size, run)
        moved, bound = run.moved or (0, None)
        ratio = "-" if bound is None else "equal" if moved == bound else _ratio(moved, bound)
        distance = "-"
        if run.value is not None and run.bound is not None:
            distance = f"{gap(run.value, run.bound):.3%}"
        yield (
            f"{size.initiatives:11,} {size.people:7,} {run.seconds:8.1f} {time:>7} {distance:>8} "
            f"{moved:7,} {ratio:>9} {run.peak:8.0f} {memory:>7}  {run.note}"
        )
        before = size, run


def _ratio(moved: int, bound: int) -> str:
    return "over 0" if bound == 0 else f"{moved / bound - 1:+.1%}"


def _growth(before: tuple[Size, Run] | None, size: Size, run: Run) -> tuple[str, str]:
    if before is None:
        return "", ""
    small, earlier = before
    times = size.initiatives / small.initiatives
    if times == 1 or not earlier.peak or not run.peak:
        return "-", "-"
    return (
        f"{exponent(earlier.seconds, run.seconds, times):.2f}",
        f"{exponent(earlier.peak, run.peak, times):.2f}",
    )


def main(arguments: list[str] | None = None) -> int:
    """Draws, plans and prints; returns the exit code."""
    options = _options(arguments)
    from data.writing import write

    runs: list[Run] = []
    with TemporaryDirectory() as folder:
        for size in options.sizes:
            print(f"{size.initiatives}/{size.people} ...", file=sys.stderr)
            file = Path(folder) / f"{size.initiatives}-{size.people}.json"
            write(generated(size.initiatives, size.people, options.periods, options.seed), file)
            runs.append(start("Headgate", file, options.seconds))
    print("\n".join(table(options.sizes, runs)))
    return 0


def _sizes(text: str) -> list[Size]:
    return [Size(*map(int, part.split("/"))) for part in text.split(",")]


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.scale", description="How the whole command grows."
    )
    parser.add_argument("--sizes", type=_sizes, default=SIZES, help=f"initiatives/people ({SIZES})")
    parser.add_argument("--periods", type=int, default=8, help="quarters (8)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=300, help="time limit of each (300)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
