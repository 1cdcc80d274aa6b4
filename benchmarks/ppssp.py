"""Public instances of project portfolio selection and scheduling, planned by Headgate.

    python -m benchmarks.ppssp INSTANCE.json -o out/ppssp-1000.json --plan

The portfolio has the same feasible choices and the same value as the instance:

- A project is an initiative with one stage, and a year is a period and a window of its own. The
  stage's spend profile is the project's cost; its benefit's profile is the value, counted from the
  start. Periods are calendar years, so period p is discounted by exactly p years.
- One unit of cost is one euro. Budgets are rounded down to the cent, which forbids the same, since
  costs are whole cents.
- One unit of value is 10,000 euros. Each project's value is rounded to a cent, so even of 3,000
  projects all rounding together stays below 0.01 units.
- A year's budgets are envelopes on what is spent, ongoing and newly started, and on starts where
  their number is limited. In years after the last one in which a start is allowed, there are none.
- A capability stream is a domain with a team and a fund of its own. Its budget is for the years of
  starts together, but costs go on after them, so it is no envelope on the whole horizon: it is
  given in the first year and carried over, and after the last start there is enough for all.
- A prerequisite is a dependency `finish-start`, an exclusion is `excludes`.
- The horizon ends where no later budget can bind: there the largest costs of all projects fit.
  Value counts to the end of the longest project.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.ppssp_check import broken, objective
from benchmarks.ppssp_instance import Instance, load

DATA = Path("../shared/benchmarks/ppssp")
"""Where the published instances are, relative to the project's root."""

PUBLISHED = {
    "PI_1_1000_25_0.25_0.01": (
        ("genetic algorithm", 704_917.0),
        ("BRKGA", 742_384.0),
        ("differential evolution", 841_623.0),
        ("HEGCL, the best heuristic", 888_089.0),
        ("commercial solver, 365 s", 893_555.82),
    )
}
"""Values found by others, per instance; the commercial solver's bound is 900,397."""


def main(arguments: list[str] | None = None) -> int:
    """Writes the portfolio, plans it if asked, and prints the figures; returns the exit code."""
    options = _options(arguments)
    if not options.instance.is_file():
        print(f"skipped: there is no instance at {options.instance}; the public ones are in {DATA}")
        return 0
    from benchmarks.ppssp_portfolio import portfolio
    from data.writing import write

    instance = load(options.instance)
    built = portfolio(instance)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    write(built, options.output)
    print(
        f"{len(built.initiatives):,} initiatives, {len(built.periods)} periods, "
        f"{len(built.dependencies):,} dependencies written to {options.output}"
    )
    return _plan(instance, options) if options.plan else 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.ppssp",
        description="Turns a public PPSSP instance into a portfolio.",
    )
    parser.add_argument("instance", type=Path, help="the published file, JSON")
    parser.add_argument(
        "-o", "--output", type=Path, default=Path("out/ppssp.json"), help="what to write"
    )
    parser.add_argument("--plan", action="store_true", help="plan it too, and print the figures")
    parser.add_argument("--gap", metavar="PERCENT", help="stop this close to the best (0.1)")
    parser.add_argument("--time-limit", type=int, metavar="SECONDS", help="for planning (60)")
    return parser.parse_args(arguments)


def _plan(instance: Instance, options: argparse.Namespace) -> int:
    """Plans what was written, looks at the plan with the instance's eyes, compares with others."""
    from benchmarks.ppssp_portfolio import VALUE_UNIT
    from benchmarks.whole_way import starts, tell, travel
    from headgate.errors import HeadgateError

    try:
        trip = travel(options.output, options.gap, options.time_limit)
    except HeadgateError as refusal:
        print(refusal)
        return int(refusal.code)
    tell(trip, VALUE_UNIT, 2)
    value = trip.plan.value.total / VALUE_UNIT
    for who, figure in PUBLISHED.get(instance.name, ()):
        print(f"{value / figure - 1:+8.2%} against {figure:,.0f}, {who}")
    chosen = {int(name[1:]): start for name, start in starts(trip.plan).items()}
    return judge(instance, chosen, value)


def judge(instance: Instance, chosen: dict[int, int], value: float) -> int:
    """Says whether the starts are feasible and worth the value in the original instance."""
    rows, exact = broken(instance, chosen), float(objective(instance, chosen))
    for row in rows:
        print(f"broken in the original instance: {row}")
    print(f"in the original instance: {len(chosen):,} projects worth {exact:,.4f}")
    agrees = abs(exact - value) < TOLERANCE
    if not agrees:
        print(f"which is not the plan's {value:,.4f}")
    return 0 if agrees and not rows else 1


TOLERANCE = 0.01
"""All rounding together, in units of value."""


if __name__ == "__main__":
    sys.exit(main())
