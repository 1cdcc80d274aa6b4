"""How long `diagnose` and `alternatives` take, in seconds of the processor.

    python -m benchmarks.answers out/250-500.json --seconds 60 --alternatives 300

Makes the portfolio impossible in three ways, one after the other: the funds that pay for what must
be done have next to nothing; its deadlines are too early; its people are too few. Prints of each
how many sets are proven, by how many engines, and how many repairs were tried. Then plans the
portfolio, which does not count, and looks for five alternatives within 1 %.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

from headgate.choosing import Wanted, alternatives
from headgate.diagnosing import diagnose
from headgate.many import Threads
from headgate.pipeline import run
from models.diagnosis import Diagnosis
from models.portfolio import Portfolio
from models.units import Money, Slices

SHARE, TIMES, SECOND = 400, 200, 1
"""A budget is divided, a demand multiplied by so much; a deadline is at the end of this period."""


def without_money(portfolio: Portfolio) -> Portfolio:
    """The funds that pay for the themes of what must be done have next to nothing, nor overruns."""
    themes = {row.theme for row in portfolio.initiatives if row.must_do}
    funds = {row.id for row in portfolio.funds if themes & set(row.pays_for.themes)}
    rows = tuple(
        row.model_copy(update={"amount": Money(row.amount // SHARE), "overrun_price": None})
        if row.fund in funds
        else row
        for row in portfolio.budgets
    )
    return portfolio.model_copy(update={"budgets": rows})


def without_time(portfolio: Portfolio) -> Portfolio:
    """What must be done has to be finished by the end of the second period."""
    second = sorted(portfolio.periods, key=lambda row: row.start)[SECOND].id
    early = {"latest_finish": second, "deadline_penalty": None}
    rows = tuple(
        row.model_copy(update=early) if row.must_do else row for row in portfolio.initiatives
    )
    return portfolio.model_copy(update={"initiatives": rows})


def without_people(portfolio: Portfolio) -> Portfolio:
    """The first of what must be done asks for more people than there are."""
    first = min(row.id for row in portfolio.initiatives if row.must_do)
    rows = tuple(
        row.model_copy(update={"slices": Slices(row.slices * TIMES)})
        if row.initiative == first
        else row
        for row in portfolio.demand
    )
    return portfolio.model_copy(update={"demand": rows})


WAYS: dict[str, Callable[[Portfolio], Portfolio]] = {
    "money": without_money,
    "time": without_time,
    "people": without_people,
}


def processor() -> float:
    """Seconds that this process and its children have used."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def diagnosed(portfolio: Portfolio, seconds: int, workers: int) -> Iterator[str]:
    """A line per way."""
    for way, broken in WAYS.items():
        began, clock = processor(), time.monotonic()
        found = diagnose(broken(portfolio), time_limit=seconds, executor=Threads(workers))
        used = f"{processor() - began:7.1f} {time.monotonic() - clock:7.1f}"
        if not isinstance(found, Diagnosis):
            yield f"diagnose {way:12} {used}  a plan exists"
            continue
        sure = sum(each.minimal for each in found.conflicts)
        twice = sum(each.confirmed for each in found.conflicts)
        yield (
            f"diagnose {way:12} {used}  {len(found.conflicts)} sets, {sure} proven, {twice} by two "
            f"engines; {len(found.repairs)} repairs tried, {found.untried} without a plan"
        )


def chosen(portfolio: Portfolio, seconds: int, workers: int) -> str:
    """A line about five alternatives."""
    best = run(portfolio)
    began, clock = processor(), time.monotonic()
    wanted = Wanted(Decimal(1), 5, seconds)
    found = alternatives(portfolio, wanted, best=best, executor=Threads(workers)).found
    used = f"{processor() - began:7.1f} {time.monotonic() - clock:7.1f}"
    proven = sum(row.proven for row in found)
    return f"alternatives          {used}  {len(found)} of 5 found, {proven} proven"


def main(arguments: list[str] | None = None) -> int:
    """Ask and print; returns the exit code."""
    from data.reading import read

    options = _options(arguments)
    portfolio = read(options.file).portfolio
    if portfolio is None:
        raise SystemExit(f"{options.file} is no portfolio")
    print(f"{'':21} {'cpu s':>7} {'clock s':>7}")
    for line in diagnosed(portfolio, options.seconds, options.workers):
        print(line, flush=True)
    if options.alternatives:
        print(chosen(portfolio, options.alternatives, options.workers))
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.answers", description="What diagnoses and alternatives take."
    )
    parser.add_argument("file", type=Path, help="a portfolio that has a plan")
    parser.add_argument("--seconds", type=int, default=60, help="for a diagnosis (60)")
    parser.add_argument(
        "--alternatives", type=int, default=300, help="seconds for alternatives; 0: none (300)"
    )
    parser.add_argument("--workers", type=int, default=1, help="threads (1)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
