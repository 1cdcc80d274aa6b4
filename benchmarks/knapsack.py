"""Multidimensional 0/1 knapsacks of the OR-Library, planned by Headgate.

    python -m benchmarks.knapsack mknap1.txt --problem 7 -o out/mknap1-7.json --plan

The portfolio has the same feasible choices and the same value as the knapsack:

- There is one period. An item is an initiative of one stage without money.
- A dimension is a skill, the item's weight its demand for it, and the capacity a pool that is alone
  in having it. A slice is a whole FTE, and one unit of weight is one slice; where a dimension has
  weights with decimals, all of it is multiplied by the power of ten that makes them whole.
- The benefit counts from the start: one unit of value is one euro, without discount.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.knapsack_check import broken, objective
from benchmarks.knapsack_instance import Knapsack, load

DATA = Path("../shared/benchmarks/knapsack")
"""Where the two published files are, relative to the project's root."""


def main(arguments: list[str] | None = None) -> int:
    """Writes the portfolio, plans it if asked, and prints the figures; returns the exit code."""
    options = _options(arguments)
    if not options.file.is_file():
        print(f"skipped: there is no file {options.file}; the published ones are in {DATA}")
        return 0
    from benchmarks.knapsack_portfolio import portfolio
    from data.writing import write

    problems = load(options.file)
    knapsack = _chosen(problems, options.problem)
    if knapsack is None:
        print(f"no problem {options.problem}: there are {', '.join(x.name for x in problems)}")
        return 2
    options.output.parent.mkdir(parents=True, exist_ok=True)
    write(portfolio(knapsack), options.output)
    print(
        f"problem {knapsack.name}, {len(knapsack.values)} items in {len(knapsack.capacities)} "
        f"dimensions, optimum {knapsack.optimum:,}, written to {options.output}"
    )
    return _plan(knapsack, options) if options.plan else 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.knapsack",
        description="Turns a knapsack of the OR-Library into a portfolio.",
    )
    parser.add_argument("file", type=Path, help="mknap1.txt or mknap2.txt")
    parser.add_argument("--problem", required=True, help="its number, from 1, or its name")
    parser.add_argument(
        "-o", "--output", type=Path, default=Path("out/knapsack.json"), help="what to write"
    )
    parser.add_argument("--plan", action="store_true", help="plan it too, and print the figures")
    parser.add_argument("--gap", metavar="PERCENT", help="stop this close to the best (0)")
    parser.add_argument("--time-limit", type=int, metavar="SECONDS", help="for planning (60)")
    return parser.parse_args(arguments)


def _chosen(problems: tuple[Knapsack, ...], asked: str) -> Knapsack | None:
    """The problem with this name or number."""
    for number, knapsack in enumerate(problems, start=1):
        if asked.upper() in (knapsack.name, str(number)):
            return knapsack
    return None


def _plan(knapsack: Knapsack, options: argparse.Namespace) -> int:
    """Plans what was written, looks at the plan with the knapsack's eyes, compares with optimum."""
    from benchmarks.knapsack_portfolio import VALUE_UNIT
    from benchmarks.whole_way import starts, tell, travel
    from headgate.errors import HeadgateError

    try:
        trip = travel(options.output, options.gap, options.time_limit)
    except HeadgateError as refusal:
        print(refusal)
        return int(refusal.code)
    tell(trip, VALUE_UNIT, 2)
    chosen = sorted(int(name[1:]) for name in starts(trip.plan))
    worth, rows = objective(knapsack, chosen), broken(knapsack, chosen)
    for row in rows:
        print(f"broken in the original knapsack: {row}")
    print(f"in the original knapsack: {len(chosen)} items worth {worth:,}")
    print(f"{float(worth / knapsack.optimum) - 1:+.4%} against the optimum {knapsack.optimum:,}")
    agrees = worth * VALUE_UNIT == trip.plan.value.total
    if not agrees:
        print("which is not the plan's value")
    return 0 if agrees and not rows else 1


if __name__ == "__main__":
    sys.exit(main())
