"""599 federal IT investments with their real names, costs and slips, as a portfolio.

    python -m benchmarks.federal_it -o out/federal_it.xlsx --plan

The data are the projects that 26 agencies of the United States published in 2011 and 2012. What
becomes what:

- The as-of date is 1 October 2011, the first day of fiscal year 2012, when most of the projects
  that had not begun were about to. Twelve quarters, fiscal years 2012 to 2014, are planned; budgets
  are by fiscal year.
- An investment is an initiative, and its projects are its stages in order of start: those
  finished before the as-of date, then those under way, which are one stage with the sum of their
  costs by quarter, then the others. New projects of one investment that overlap in reality are put
  in line, so not all of them fit in twelve quarters.
- A stage's tranche is the planned cost; its duration is the time from start to completion in whole
  quarters, at least one. What has started is released, on the day of its start.
- Each gate asks for a slip of at most 30 days (amber to 90) and an overrun of at most 10 % (amber
  to 25 %). The published variances are the outcomes of finished projects, on the day they finished,
  and of running ones if they were published by the as-of date, the worst where projects share a
  stage; the agency reports, the IT Dashboard confirms. Evidence does not age here.
- An agency is a domain. It has a team for infrastructure (titles that say so) and one for
  applications. Leaders are not published, so the rules warn about them.
- The chance of passing is the agency's share of published projects that did neither slip nor
  overrun beyond the targets, in steps of 5 %. That is hindsight, which is all there is.
- Each agency has one fund that counts spend and carries everything over. A year's budget is what is
  committed in it and 60 % of what the new projects would spend in it by their published dates.

The data have no people and no values. Both come from rules:

- A stage needs government staff in proportion to its cost per quarter: 0.3 FTE, and 0.05 FTE for
  every million, at most 4 FTE. A third is programme management; the rest is operations, information
  security or engineering, by the words in the project's name.
- Each agency has 15 % more staff of each skill than its running stages need on the first day, each
  one FTE, without a name but their agency, skill and number, lendable within the agency.
- A stage brings value for twelve quarters after it: its cost times a factor from 0.6 to 2.4, drawn
  from the seed and the project's number, with 80 % confidence.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from benchmarks.federal_source import Source, load

DATA = Path("../shared/benchmarks/federal_it/agencies.json")
"""Relative to the project's root."""


def main(arguments: list[str] | None = None) -> int:
    """Writes the portfolio, plans it if asked, and prints what was done; returns the exit code."""
    options = _options(arguments)
    if not options.data.is_file():
        print(f"skipped: the published projects are not at {options.data}; name them with --data")
        return 0
    from benchmarks.federal_portfolio import portfolio
    from data.writing import write

    source = load(options.data)
    built = portfolio(source)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    write(built, options.output)
    _print_source(source)
    print(
        f"{len(built.initiatives):,} initiatives, {len(built.stages):,} stages, "
        f"{len(built.people):,} people, {len(built.funds)} funds written to {options.output}"
    )
    return _plan(options.output) if options.plan else 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.federal_it",
        description="Turns the published federal IT projects into a portfolio.",
    )
    parser.add_argument("--data", type=Path, default=DATA, help="the published projects, as JSON")
    parser.add_argument(
        "-o", "--output", type=Path, default=Path("out/federal_it.xlsx"), help="what to write"
    )
    parser.add_argument("--plan", action="store_true", help="plan it too, and print the figures")
    return parser.parse_args(arguments)


def _print_source(source: Source) -> None:
    print(f"{len(source.projects):,} projects used")
    for rule, times in source.repairs:
        print(f"{times:7,}  {rule}")


def _plan(path: Path) -> int:
    """Reads the workbook back, plans it, and prints value, bound, gap, states and audit."""
    from collections import Counter

    import headgate

    began = time.monotonic()
    plan = headgate.plan(headgate.read(path))
    seconds = time.monotonic() - began
    states = Counter(stage.state.value for stage in plan.stages)
    print(f"planned in {seconds:.0f} s: {plan.status.value}, gap {plan.gap:.3%}")
    print(f"value {plan.value.total / 1e11:,.3f} of at most {plan.bound / 1e11:,.3f} billion USD")
    print(", ".join(f"{count:,} {state}" for state, count in sorted(states.items())))
    failed = [check.name for check in plan.checks if not check.passed]
    print(f"audit: {len(plan.checks)} checks, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
