"""Portfolios of any size that are like real ones, drawn by a seed.

    python -m benchmarks.generate --initiatives 250 --people 500 --periods 8 --seed 7 -o out.json

The same arguments give the same bytes. `.json`, `.xlsx` or a folder of CSV files.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.generated_portfolio import generated

__all__ = ["generated", "main"]


def main(arguments: list[str] | None = None) -> int:
    """Writes the portfolio and prints its counts; returns the exit code."""
    options = _options(arguments)
    from data.writing import write

    built = generated(options.initiatives, options.people, options.periods, options.seed)
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
    parser.add_argument("--periods", type=int, default=8, help="quarters, 4 to 12")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("-o", "--output", type=Path, required=True, help="what to write")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
