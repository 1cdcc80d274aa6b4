"""All public multidimensional knapsacks: how many known optima are reached, and how soon.

    python -m benchmarks.knapsack_set --seconds 10

Headgate plans each through its own input format, from reading to writing; HiGHS alone solves the
plain knapsack in the same process and the same time. Every choice is weighed in the original one.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.knapsack import DATA
from benchmarks.knapsack_check import broken, objective
from benchmarks.knapsack_instance import Knapsack, load

FILES = ("mknap1.txt", "mknap2.txt")


class Tried(NamedTuple):
    """What one way found for one knapsack."""

    value: Decimal | None
    """In the original knapsack; None where nothing that fits was found."""
    seconds: float


@dataclass(frozen=True)
class Pair:
    """Both ways on one knapsack."""

    knapsack: Knapsack
    headgate: Tried
    alone: Tried


def by_headgate(knapsack: Knapsack, seconds: int) -> Tried:
    """The whole way of a plan, at gap 0."""
    from benchmarks.knapsack_portfolio import portfolio
    from benchmarks.whole_way import starts, travel
    from data.writing import write
    from headgate.errors import HeadgateError

    with TemporaryDirectory() as folder:
        path = Path(folder) / "knapsack.json"
        write(portfolio(knapsack), path)
        begun = time.monotonic()
        try:
            trip = travel(path, "0", seconds)
        except HeadgateError:
            return Tried(None, time.monotonic() - begun)
    return _weighed(knapsack, [int(name[1:]) for name in starts(trip.plan)], trip.seconds)


def by_highs(knapsack: Knapsack, seconds: int) -> Tried:
    """One call on the plain knapsack, at gap 0."""
    from optimizer.funding.engine import Search, solve
    from optimizer.funding.model import Columns, Model, at_most

    begun = time.monotonic()
    columns = Columns()
    for item, value in enumerate(knapsack.values):
        columns.pay(columns.add(("item", item), 0, 1, integer=True), Fraction(value))
    rows = [
        at_most(
            ("fits", dimension), [(i, Fraction(w)) for i, w in enumerate(weights)], Fraction(room)
        )
        for dimension, (weights, room) in enumerate(
            zip(knapsack.weights, knapsack.capacities, strict=True)
        )
    ]
    answer = solve(Model(columns, tuple(rows)), Search(gap=0.0, deadline=begun + seconds))
    chosen = [item for item, share in enumerate(answer.values or ()) if share > 1 / 2]
    return _weighed(knapsack, chosen, time.monotonic() - begun)


def _weighed(knapsack: Knapsack, chosen: Sequence[int], seconds: float) -> Tried:
    fits = bool(chosen) and not broken(knapsack, chosen)
    return Tried(objective(knapsack, chosen) if fits else None, seconds)


def table(pairs: Sequence[Pair]) -> Iterator[str]:
    """A line per knapsack, and the sums."""
    yield (
        f"{'problem':10} {'items':>6} {'dims':>5} {'optimum':>12} {'Headgate':>12} {'seconds':>8} "
        f"{'HiGHS alone':>12} {'seconds':>8}"
    )
    for pair in pairs:
        sack = pair.knapsack
        yield (
            f"{sack.name:10} {len(sack.values):6} {len(sack.capacities):5} {sack.optimum:12,} "
            f"{_told(pair.headgate, sack.optimum)} {_told(pair.alone, sack.optimum)}"
        )
    ours, theirs = [pair.headgate for pair in pairs], [pair.alone for pair in pairs]
    optima = [pair.knapsack.optimum for pair in pairs]
    yield (
        f"known optima reached of {len(pairs)}: Headgate {_reached(ours, optima)} in "
        f"{sum(tried.seconds for tried in ours):.1f} s (from reading to writing), HiGHS alone "
        f"{_reached(theirs, optima)} in {sum(tried.seconds for tried in theirs):.1f} s"
    )


def _told(tried: Tried, optimum: Decimal) -> str:
    found = "reached" if tried.value == optimum else "-"
    if tried.value is not None and tried.value != optimum:
        found = f"{float(tried.value / optimum) - 1:+.4%}"
    return f"{found:>12} {tried.seconds:8.2f}"


def _reached(tries: Sequence[Tried], optima: Sequence[Decimal]) -> int:
    return sum(tried.value == optimum for tried, optimum in zip(tries, optima, strict=True))


def main(arguments: list[str] | None = None) -> int:
    """Tries all knapsacks of all files that are there; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.knapsack_set", description="How many known optima are reached."
    )
    parser.add_argument("--folder", type=Path, default=DATA, help=f"with the files ({DATA})")
    parser.add_argument("--seconds", type=int, default=10, help="for each problem and way (10)")
    options = parser.parse_args(arguments)
    for name in FILES:
        file = options.folder / name
        if not file.is_file():
            print(f"skipped: there is no file {file}")
            continue
        print(file.name)
        pairs = [
            Pair(sack, by_headgate(sack, options.seconds), by_highs(sack, options.seconds))
            for sack in load(file)
        ]
        print("\n".join(table(pairs)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
