"""One peer in this process.

    python -m benchmarks.peers "rank and cut" portfolio.json --seconds 60 -o run.json

Writes what came of it as JSON; engines print what they like.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import cast

from benchmarks.peers import FILES
from benchmarks.peers.clock import Clock
from benchmarks.peers.memory import peak
from benchmarks.peers.run import Found, Run
from models.portfolio import Portfolio

Solve = Callable[[Portfolio, Clock], Found]


def solved(name: str, portfolio: Portfolio, clock: Clock) -> Run:
    """What the peer of this name makes of a portfolio; raises ImportError where it is absent."""
    file = importlib.import_module(f"benchmarks.peers.{FILES[name]}")
    found = cast("Solve", file.solve)(portfolio, clock)
    return Run.of(name, found, clock.events, clock.elapsed, peak())


def main(arguments: list[str] | None = None) -> int:
    """Reads, solves, writes; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.peers", description="Runs one peer on a portfolio."
    )
    parser.add_argument("peer", choices=FILES)
    parser.add_argument("portfolio", type=Path, help=".json, .xlsx or a folder of CSV files")
    parser.add_argument("--seconds", type=float, default=60, help="for all of it (60)")
    parser.add_argument("-o", "--output", type=Path, required=True, help="JSON")
    options = parser.parse_args(arguments)
    clock = Clock(options.seconds)
    from headgate.checking import check

    run = solved(options.peer, check(options.portfolio).sound(), clock)
    options.output.write_text(run.model_dump_json(indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
