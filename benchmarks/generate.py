"""Portfolios of any size that are like real ones, drawn by a seed.

    python -m benchmarks.generate --initiatives 250 --people 500 --periods 8 --seed 7 -o out.json

The output is `.json`, `.xlsx` or a folder of CSV files. The same arguments give the same bytes.
What is drawn, for any number of initiatives, people and quarters:

- Teams of about twelve: 60 % product, 25 % platform (a part of whose people is reserved), 15 %
  infrastructure, in domains of about nine teams. Three functions lend people to product teams.
- People have one to three of 16 skills, at levels 1 to 5. A quarter may not be lent, three
  fifths within their domain, the others anywhere. A few are on leave for a time.
- Initiatives have 2 to 4 stages, each larger than the one before, and gates with an objective of
  value and one of delivery. Sizes are heavy-tailed: the largest tenth costs about a third of all.
  Value goes with cost: 1.9 times it in two years in the median for products, less for what they
  build on, with a spread that puts some below 1.
- People's time asked for is about 1.3 times what there is; where there are many people for each
  initiative it is less, since no stage asks for more than most of its team.
- Money is there for 56 % of what could be charged, by quarter or by year, in funds whose purposes
  overlap. One or two may be overrun, at a price.
- 17 % of the initiatives are running. Of the gates that decide on their next tranche, 62 % are
  passed, the others failed, pending, unproven or conditional; a few are waived. People work at home
  but for a tenth, who are lent to what is running.
- A third of the product initiatives wait for a platform's and a quarter of the platforms' for
  infrastructure, mostly within one chain of domains; every fourth such wait can be bridged by a
  flag. Some initiatives need, exclude or accompany another one, or are rivals; 2 % must be done by
  law, and the money for them is there.
- Envelopes hold a theme, a kind of team and a domain near the share that they ask for.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.generated_portfolio import generated

__all__ = ["generated", "main"]

_LEAST = {"initiatives": 10, "people": 20, "periods": 2}
"""Below it nothing is left to choose."""


def main(arguments: list[str] | None = None) -> int:
    """Writes the portfolio and prints its counts; returns the exit code."""
    options = _options(arguments)
    from data.writing import write

    built = generated(options.initiatives, options.people, options.periods, options.seed)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    write(built, options.output)
    print(
        f"{len(built.initiatives):,} initiatives, {len(built.stages):,} stages, "
        f"{len(built.people):,} people, {len(built.teams):,} teams, {len(built.funds):,} funds, "
        f"{len(built.periods)} periods, {len(built.dependencies):,} dependencies "
        f"written to {options.output}"
    )
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.generate", description="Draws a realistic portfolio by a seed."
    )
    parser.add_argument("--initiatives", type=int, default=250)
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--periods", type=int, default=8, help="quarters")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("-o", "--output", type=Path, required=True, help="what to write")
    options = parser.parse_args(arguments)
    for name, least in _LEAST.items():
        if getattr(options, name) < least:
            parser.error(f"--{name}: at least {least}")
    return options


if __name__ == "__main__":
    sys.exit(main())
