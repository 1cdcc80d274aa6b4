"""`headgate explain`: why an initiative is decided as it is, and what would change it."""

from __future__ import annotations

import argparse
import json
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from headgate.errors import Exit, UsageError
from headgate.options import (
    add_audience,
    add_json,
    add_portfolio,
    add_strict,
    add_workers,
    executor,
    seconds,
)
from headgate.why import EACH, EACH_OF_ALL

if TYPE_CHECKING:
    from headgate.checking import Checked
    from headgate.interrupt import Interrupt
    from headgate.why import Why
    from models.plan import Plan
    from models.portfolio import Portfolio
    from models.units import InitiativeId

NAME = "explain"
HELP = "tell why an initiative is funded, held or refused, and what alone would change it"


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    add_portfolio(parser)
    parser.add_argument(
        "initiative", nargs="?", metavar="INITIATIVE", help="its name or its ID; or --all"
    )
    parser.add_argument("--all", action="store_true", help="every initiative")
    parser.add_argument(
        "--plan",
        type=Path,
        metavar="PLAN.xlsx",
        help="the plan that is asked about; unless given, the portfolio is planned without a gap",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="WHY.xlsx",
        help="where the answers are written, with what money, people and envelopes are worth",
    )
    add_audience(parser, "the whole workbook")
    parser.add_argument(
        "--time-limit",
        type=seconds,
        metavar="SECONDS",
        help="for each question; then an interval is the answer "
        f"({EACH} unless given, {EACH_OF_ALL} with --all)",
    )
    add_workers(parser)
    add_strict(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> Exit:
    """Check, plan unless a plan is given, ask, write, and say what came of it."""
    from headgate.checking import check
    from headgate.explaining import named
    from headgate.interrupt import Interrupt
    from headgate.output import keep
    from headgate.why import first
    from reports.why import write_why

    if (arguments.initiative is None) is not arguments.all:
        raise UsageError("Give one initiative, or --all.")
    written = _places(arguments)
    found = check(arguments.portfolio, strict=arguments.strict)
    portfolio = found.sound()
    wanted = first(portfolio) if arguments.all else named(portfolio, arguments.initiative)
    with Interrupt() as interrupt:
        plan = _plan(found, portfolio, arguments, interrupt)
        why = _asked(portfolio, plan, wanted, arguments, interrupt)
    for audience, place in written.items():
        keep(place, partial(write_why, portfolio, why.answers, why.prices, audience=audience))
    code = Exit.STOPPED if interrupt() else Exit.DONE
    _say(why, arguments, code)
    return code


def _places(arguments: argparse.Namespace) -> dict[str, Path]:
    """Where workbooks are written, by audience; raises OutputError where one cannot be."""
    from headgate.output import ready, workbooks

    if arguments.output is None:
        if arguments.audience is not None:
            raise UsageError("--audience says for whom a workbook is: name it with -o.")
        return {}
    written = workbooks(arguments.output, arguments.audience)
    given = (arguments.portfolio, arguments.plan)
    for path in written.values():
        ready(path, {".xlsx"}, inputs=[path for path in given if path is not None])
    return written


def _plan(
    found: Checked, portfolio: Portfolio, arguments: argparse.Namespace, interrupt: Interrupt
) -> Plan:
    """The plan that was given, or a new one; the cells of whatever is refused are named."""
    from decimal import Decimal

    from headgate.checking import read_plan
    from headgate.pipeline import run as pipeline
    from headgate.progress import shown

    if arguments.plan is not None:
        return read_plan(arguments.plan, found)
    way = "quiet" if arguments.json else "auto"
    asked = Decimal(0)
    with (
        shown(sys.stderr, portfolio.settings, interrupt, way=way, asked=asked) as listener,
        found.located(),
    ):
        return pipeline(portfolio, gap=asked, on_progress=listener, interrupted=interrupt)


def _asked(
    portfolio: Portfolio,
    plan: Plan,
    wanted: InitiativeId,
    arguments: argparse.Namespace,
    interrupt: Interrupt,
) -> Why:
    from headgate.explaining import begin
    from headgate.many.solve import stopped_by
    from headgate.many.work import Telling
    from headgate.progress import shown
    from headgate.why import ask

    to_the_end = arguments.plan is None
    limit = arguments.time_limit or (EACH_OF_ALL if arguments.all else EACH)
    way = "quiet" if arguments.json else "auto"
    noun = "initiative" if arguments.all else "question"
    with (
        shown(sys.stderr, portfolio.settings, interrupt, way=way) as listener,
        stopped_by(interrupt),
    ):
        return ask(
            begin(portfolio, plan, wanted, limit, to_the_end=to_the_end),
            Telling(executor(arguments), noun, listener),
            everyone=arguments.all,
            prices=arguments.output is not None,
            interrupted=interrupt,
        )


def _say(why: Why, arguments: argparse.Namespace, code: Exit) -> None:
    from headgate.answer import Answer
    from headgate.explaining import as_document
    from headgate.output import places, workbooks
    from reports.why.words import Words

    words, answers = Words(why.portfolio), why.answers
    if arguments.json and arguments.all:
        print(json.dumps([as_document(row) for row in answers], indent=2, ensure_ascii=False))
        return
    lines = [words.short(row) for row in answers] if arguments.all else words.answer(answers[0])
    elapsed = time.monotonic() - arguments.started
    if not arguments.json:
        where = ""
        if arguments.output is not None:
            where = f"Written   {places(workbooks(arguments.output, arguments.audience))} "
        print("\n".join([*lines, f"{where}in {elapsed:.1f} s".strip()]))
        return
    output = None if arguments.output is None else str(arguments.output)
    answer = Answer(
        command=NAME,
        status="stopped" if code is Exit.STOPPED else "ok",
        code=code,
        seconds=elapsed,
        message="\n".join(lines),
        portfolio=why.portfolio,
        output=output,
        more=as_document(answers[0]),
    )
    print(answer.as_json())
