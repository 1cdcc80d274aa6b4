"""`headgate hiring`: which hires, contracts and reskillings pay for themselves."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from headgate.errors import Exit, NothingFound
from headgate.options import add_json, add_portfolio, add_workers, executor, percent, seconds

if TYPE_CHECKING:
    from headgate.checking import Checked
    from models.comparison import Comparison
    from models.hiring import HiringCase
    from models.portfolio import Portfolio

NAME = "hiring"
HELP = "tell which hires, contracts and reskillings pay for themselves, when, and by how much"

_FINANCE, _OTHERS = "finance", "all"


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    add_portfolio(parser)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("hiring.xlsx"),
        metavar="HIRING.xlsx",
        help="where the answer is written (hiring.xlsx unless given)",
    )
    parser.add_argument(
        "--audience",
        choices=(_FINANCE,),
        help="finance alone sees what options cost and what they are worth before their cost",
    )
    parser.add_argument(
        "--gap",
        type=percent,
        metavar="PERCENT",
        help="stop each search when its plan is proven this close to the best; Settings say so "
        "unless given",
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
    """Check, solve with and without, write, and say what pays."""
    from headgate.checking import check
    from headgate.hiring import side_by_side
    from headgate.output import keep, ready
    from reports.hiring import write_hiring

    ready(arguments.output, {".xlsx"}, inputs=[arguments.portfolio])
    found = check(arguments.portfolio)
    portfolio = found.sound()
    case = _solved(found, portfolio, arguments)
    comparison = side_by_side(case)
    audience = arguments.audience or _OTHERS
    keep(arguments.output, lambda path: write_hiring(case, comparison, path, audience))
    code = Exit.DONE if case.is_whole else Exit.STOPPED
    _say(case, comparison, arguments, code)
    return code


def _solved(found: Checked, portfolio: Portfolio, arguments: argparse.Namespace) -> HiringCase:
    """Solve with progress and Ctrl-C; name the cells of whatever is refused."""
    from headgate.hiring import case
    from headgate.interrupt import Interrupt
    from headgate.progress import shown

    way = "quiet" if arguments.json else "auto"
    with (
        Interrupt(kept="what has been compared so far") as interrupt,
        shown(sys.stderr, portfolio.settings, interrupt, way=way) as listener,
    ):
        try:
            with found.located():
                return case(
                    portfolio,
                    executor(arguments),
                    gap=arguments.gap,
                    time_limit=arguments.time_limit,
                    on_progress=listener,
                    interrupted=interrupt,
                )
        except NothingFound as nothing:
            if interrupt():
                raise KeyboardInterrupt from nothing
            raise


def _say(
    case: HiringCase, comparison: Comparison | None, arguments: argparse.Namespace, code: Exit
) -> None:
    from headgate.answer import Answer
    from headgate.hiring_words import as_document, said
    from reports.hiring.words import headline

    elapsed = time.monotonic() - arguments.started
    pay = arguments.audience == _FINANCE
    if not arguments.json:
        print("\n".join(said(case, str(arguments.output), elapsed, pay=pay)))
        return
    answer = Answer(
        command=NAME,
        status=case.plan.status.value if case.is_whole else "stopped",
        code=code,
        seconds=elapsed,
        message=headline(case),
        portfolio=case.portfolio,
        plan=case.plan,
        findings=case.plan.findings,
        checks=case.plan.checks,
        output=str(arguments.output),
        more=as_document(case, comparison, pay=pay),
    )
    print(answer.as_json())
