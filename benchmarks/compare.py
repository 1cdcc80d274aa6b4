"""Headgate and its peers on one portfolio, on the same cores, one after the other.

    python -m benchmarks.compare portfolio.json --seconds 60

Prints two tables. How soon: seconds (reading included) until a peer had a plan, and until it was
within 1 % and 0.1 % of the best bound that anyone proved for the model it solves; its own value,
how far that is from the bound, and the most memory. What for: what of it can really be done, by
Headgate's valuation, names and audit. `--json` prints the same for machines.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.peers import FILES
from benchmarks.peers.judge import Judgement, judge
from benchmarks.peers.progress import best_bounds, gap, seconds_to, seconds_to_first
from benchmarks.peers.run import Run
from benchmarks.peers.start import start
from models.portfolio import Portfolio

MILLION = 1e6


@dataclass(frozen=True)
class Line:
    """One peer's figures; money in minor units, None where there is none."""

    peer: str
    asks: str
    first: float | None
    to_one_percent: float | None
    to_one_per_mille: float | None
    seconds: float
    value: float | None
    gap: float | None
    peak: float
    note: str
    judgement: Judgement | None
    share: float | None
    """What can be done of its plan, as a share of what can be done of Headgate's."""


def lines(runs: Sequence[Run], judgements: Sequence[Judgement | None]) -> list[Line]:
    """The figures of all peers, Headgate's first."""
    bounds = best_bounds(runs)
    own = next(
        (j.doable for run, j in zip(runs, judgements, strict=True) if j and run.peer == "Headgate"),
        None,
    )
    return [
        _line(run, judgement, bounds.get(run.asks), own)
        for run, judgement in zip(runs, judgements, strict=True)
    ]


def _line(run: Run, judgement: Judgement | None, bound: float | None, own: int | None) -> Line:
    def to(share: float) -> float | None:
        return None if bound is None else seconds_to(run.events, bound, share)

    return Line(
        peer=run.peer,
        asks=run.asks.value,
        first=seconds_to_first(run.events),
        to_one_percent=to(0.01),
        to_one_per_mille=to(0.001),
        seconds=run.seconds,
        value=run.value,
        gap=None if run.value is None or bound is None else gap(run.value, bound),
        peak=run.peak,
        note=run.note,
        judgement=judgement,
        share=judgement.doable / own if judgement and own else None,
    )


def soon(rows: Sequence[Line], minor: int) -> Iterator[str]:
    """The table of how soon, money in millions of the currency's unit."""
    yield (
        f"{'peer':18} {'solves':10} {'first':>7} {'to 1 %':>7} {'0.1 %':>7} {'ended':>7} "
        f"{'own value':>10} {'gap':>8} {'MB':>6}  note"
    )
    for row in rows:
        yield (
            f"{row.peer:18} {row.asks:10} {_time(row.first)} {_time(row.to_one_percent)} "
            f"{_time(row.to_one_per_mille)} {_time(row.seconds)} "
            f"{_money(row.value, minor, 10)} {_percent(row.gap)} {row.peak:6.0f}  {row.note}"
        ).rstrip()


def worth(rows: Sequence[Line], minor: int) -> Iterator[str]:
    """The table of what for."""
    yield (
        f"{'peer':18} {'starts worth':>12} {'money':>9} {'names':>22} {'struck':>7} "
        f"{'can be done':>12} {'of ours':>8}  rules broken"
    )
    for row in rows:
        found = row.judgement
        if found is None:
            yield f"{row.peer:18} {'-':>12}"
            continue
        names = "all there" if found.missing == 0 else f"{found.missing:,} slices missing"
        money = "settles" if found.pays else "does not"
        share = "-" if row.share is None else f"{row.share:.1%}"
        yield (
            f"{row.peer:18} {_money(found.value, minor, 12)} {money:>9} {names:>22} "
            f"{found.struck:7,} {_money(found.doable, minor, 12)}{' ' if found.named else '*'}"
            f"{share:>8}  "
            f"{', '.join(found.broken) or 'none'}"
        )
    if any(row.judgement and not row.judgement.named for row in rows):
        yield "* at best: names were not found in time"


def _time(seconds: float | None) -> str:
    return f"{'-' if seconds is None else f'{seconds:.1f}':>7}"


def _money(amount: float | None, minor: int, width: int) -> str:
    return f"{'-' if amount is None else f'{amount / minor / MILLION:,.3f}':>{width}}"


def _percent(share: float | None) -> str:
    return f"{'-' if share is None else f'{share:.3%}':>8}"


def main(arguments: list[str] | None = None) -> int:
    """Runs all peers, judges them, prints; returns the exit code."""
    options = _options(arguments)
    from headgate.checking import check

    portfolio = check(options.portfolio).sound()
    runs: list[Run] = []
    judgements: list[Judgement | None] = []
    for peer in options.peers or FILES:
        print(f"{peer} ...", file=sys.stderr)
        runs.append(start(peer, options.portfolio, options.seconds))
        judgements.append(_judged(portfolio, runs[-1]))
    rows = lines(runs, judgements)
    if options.json:
        print(json.dumps([asdict(row) for row in rows], indent=1))
        return 0
    settings = portfolio.settings
    print(
        f"{settings.name}: {options.seconds:g} s each, value in millions of {settings.currency}\n"
    )
    print("\n".join(soon(rows, 10**settings.exponent)))
    print()
    print("\n".join(worth(rows, 10**settings.exponent)))
    return 0


def _judged(portfolio: Portfolio, run: Run) -> Judgement | None:
    from optimizer.staffing import StaffingError

    if not run.starts:
        return None
    try:
        return judge(portfolio, run.started, run.hires)
    except StaffingError as refusal:
        print(f"{run.peer}: {refusal}", file=sys.stderr)
        return None


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.compare", description="Headgate and its peers on one portfolio."
    )
    parser.add_argument("portfolio", type=Path, help=".json, .xlsx or a folder of CSV files")
    parser.add_argument("--seconds", type=float, default=60, help="for each peer (60)")
    parser.add_argument("--peers", nargs="+", choices=FILES, help="only these")
    parser.add_argument("--json", action="store_true", help="for machines")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
