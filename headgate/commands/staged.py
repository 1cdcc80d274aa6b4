"""`headgate staged`: the same portfolio under annual and under staged funding."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from headgate.errors import Exit, UsageError
from headgate.options import add_json, add_portfolio, add_workers, executor, percent, seconds, whole

if TYPE_CHECKING:
    from headgate.checking import Checked
    from headgate.staging import Asked
    from models.portfolio import Portfolio
    from models.staged import Simulation

NAME = "staged"
HELP = "compare annual and staged funding over sampled outcomes of the gates"

_MOST_SAMPLES = 10_000
_MOST_SEED = 2**31 - 1


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    add_portfolio(parser)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("staged.xlsx"),
        metavar="STAGED.xlsx",
        help="where the answer is written (staged.xlsx unless given)",
    )
    parser.add_argument(
        "--samples",
        type=whole(1, _MOST_SAMPLES),
        default=20,
        metavar="N",
        help="how many courses of the gates are drawn (20 unless given)",
    )
    parser.add_argument(
        "--quarters",
        type=whole(1, _MOST_SAMPLES),
        metavar="N",
        help="periods in which it is planned anew, the first included; after them the last plan "
        "stands as it is (all periods unless given)",
    )
    parser.add_argument(
        "--seed",
        type=whole(0, _MOST_SEED),
        metavar="S",
        help="of the draws; Settings say so unless given",
    )
    parser.add_argument(
        "--gap",
        type=percent,
        metavar="PERCENT",
        help="stop each search when its plan is proven this close to the best (1 unless given, or "
        "what Settings say where that is more)",
    )
    parser.add_argument(
        "--time-limit",
        type=seconds,
        metavar="SECONDS",
        help="for each search; Settings say so unless given",
    )
    add_workers(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> Exit:
    """Check, simulate, write, and say which is worth more."""
    from headgate.checking import check
    from headgate.output import keep, ready
    from reports.staged import write_staged

    ready(arguments.output, {".xlsx"}, inputs=[arguments.portfolio])
    found = check(arguments.portfolio)
    portfolio = found.sound()
    answer = _simulated(found, portfolio, _asked(arguments, portfolio), arguments)
    keep(arguments.output, lambda path: write_staged(portfolio, answer, path))
    code = Exit.DONE if answer.is_whole else Exit.STOPPED
    _say(answer, portfolio, arguments, code)
    return code


def _asked(arguments: argparse.Namespace, portfolio: Portfolio) -> Asked:
    from headgate.staging import Asked, gap_for

    horizon = len(portfolio.periods)
    quarters = horizon if arguments.quarters is None else arguments.quarters
    if quarters > horizon:
        raise UsageError(f"--quarters {quarters}: the portfolio has {horizon} periods")
    seed = portfolio.settings.seed if arguments.seed is None else arguments.seed
    gap = gap_for(portfolio, arguments.gap)
    return Asked(arguments.samples, quarters, seed, gap, arguments.time_limit)


def _simulated(
    found: Checked, portfolio: Portfolio, asked: Asked, arguments: argparse.Namespace
) -> Simulation:
    """Simulate with progress and Ctrl-C; name the cells of whatever is refused."""
    from headgate.interrupt import Interrupt
    from headgate.progress import shown
    from headgate.staging import simulation

    way = "quiet" if arguments.json else "auto"
    with (
        Interrupt(kept="the samples that have begun") as interrupt,
        shown(sys.stderr, portfolio.settings, interrupt, way=way) as listener,
        found.located(),
    ):
        return simulation(
            portfolio,
            asked,
            executor(arguments),
            on_progress=listener,
            interrupted=interrupt,
        )


def _say(
    simulation: Simulation, portfolio: Portfolio, arguments: argparse.Namespace, code: Exit
) -> None:
    from headgate.answer import Answer
    from headgate.staged_words import as_document, said
    from reports.staged.words import headline

    elapsed = time.monotonic() - arguments.started
    if not arguments.json:
        print("\n".join(said(simulation, portfolio, str(arguments.output), elapsed)))
        return
    answer = Answer(
        command=NAME,
        status="ok" if simulation.is_whole else "stopped",
        code=code,
        seconds=elapsed,
        message=headline(simulation, portfolio.settings.currency),
        portfolio=portfolio,
        output=str(arguments.output),
        more=as_document(simulation),
    )
    print(answer.as_json())
