"""`headgate frontier`: what a portfolio is worth at other budgets, each point a proven plan."""

from __future__ import annotations

import argparse
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

from headgate.errors import Exit, InputError, UsageError
from headgate.options import (
    add_edits,
    add_json,
    add_portfolio,
    add_search,
    add_strict,
    add_workers,
    executor,
    more_or_less,
)

if TYPE_CHECKING:
    from headgate.checking import Checked
    from headgate.frontiers import Asked
    from models.frontier import Frontier
    from models.portfolio import Portfolio
    from models.units import FundId

NAME = "frontier"
HELP = "value against the budget of a fund, or against moves, each point a proven plan"
FEWEST, MOST = 2, 101
"""Steps."""


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser._negative_number_matcher = re.compile(r"^-[0-9.]+%?$")  # noqa: SLF001 - so that `--from -30%` is a value and no option
    add_portfolio(parser)
    parser.add_argument(
        "--fund",
        metavar="FUND",
        help="the fund whose budgets are varied, all windows alike; all funds unless given",
    )
    parser.add_argument(
        "--from",
        dest="least",
        type=more_or_less,
        default="-30%",
        metavar="PERCENT",
        help="the smallest budget: -30%% unless given",
    )
    parser.add_argument(
        "--to",
        dest="most",
        type=more_or_less,
        default="+30%",
        metavar="PERCENT",
        help="the largest budget: +30%% unless given",
    )
    parser.add_argument(
        "--steps",
        type=int,
        default=7,
        metavar="N",
        help="how many points, both ends included (7 unless given); the budget as it is is always "
        "one",
    )
    parser.add_argument(
        "--moves",
        action="store_true",
        help="value against moves instead: the price of a move is varied, from nothing on and then "
        "doubled each time, with the price of Settings in the middle",
    )
    add_edits(parser)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("frontier.xlsx"),
        metavar="FRONTIER.xlsx",
        help="where the points are written (frontier.xlsx unless given)",
    )
    add_search(parser)
    add_workers(parser)
    add_strict(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> Exit:
    """Check, plan every point, write, and say what came of it."""
    from dataclasses import replace

    from headgate.checking import check
    from headgate.frontiers import frontier
    from headgate.output import keep, ready
    from headgate.scenarios import scenario, sound
    from reports.frontier import write_frontier

    ready(arguments.output, {".xlsx"}, inputs=[arguments.portfolio])
    found = check(arguments.portfolio, strict=arguments.strict)
    portfolio = found.sound()
    edits: tuple[str, ...] = ()
    if arguments.edits:
        asked = scenario(portfolio, arguments.edits)
        portfolio = sound(asked, portfolio, found.locate)
        edits = tuple(edit.said for edit in asked.edits)
    way = "quiet" if arguments.json and arguments.progress == "auto" else arguments.progress
    drawn, stopped = frontier(portfolio, _asked(portfolio, arguments), executor(arguments), way)
    drawn = replace(drawn, edits=edits)
    keep(arguments.output, lambda path: write_frontier(drawn, path))
    code = Exit.STOPPED if stopped else Exit.DONE
    _say(drawn, found, portfolio, arguments, code)
    return code


def _asked(portfolio: Portfolio, arguments: argparse.Namespace) -> Asked:
    """What is varied; raises UsageError and InputError where that cannot be."""
    from headgate.frontiers import Asked
    from models.frontier import Axis
    from optimizer.frontier import amount, prices, shares

    if not FEWEST <= arguments.steps <= MOST:
        raise UsageError(f"--steps {arguments.steps} is not a whole number from {FEWEST} to {MOST}")
    search = {"gap": arguments.gap, "time_limit": arguments.time_limit}
    if arguments.moves:
        if arguments.fund is not None:
            raise UsageError("--moves varies the price of a move, and --fund a budget: one of them")
        if not portfolio.settings.move_price:
            raise UsageError(
                "A move costs nothing in Settings, so there is no price to vary; give one: "
                '--set "Settings!Price of a move = 500"'
            )
        return Asked(Axis.MOVES, prices(arguments.steps), **search)
    fund = None if arguments.fund is None else _fund(portfolio, arguments.fund)
    if arguments.least >= arguments.most:
        raise UsageError("--from must be less than --to")
    if not amount(portfolio, fund):
        raise UsageError("There is no budget in the periods of the plan that could be varied")
    range_of = shares(arguments.least, arguments.most, arguments.steps)
    return Asked(Axis.BUDGET, range_of, fund, **search)


def _fund(portfolio: Portfolio, name: str) -> FundId:
    from models.issue import Issue, Place, Severity
    from models.naming import called
    from models.scenario import CannotEdit

    try:
        return called(name, ((row.id, (row.id, row.name)) for row in portfolio.funds), "fund")
    except CannotEdit as why:
        place = Place(sheet="--fund")
        issue = Issue(severity=Severity.ERROR, place=place, what=why.what, allowed=why.allowed)
        raise InputError([issue]) from why


def _say(
    drawn: Frontier,
    found: Checked,
    portfolio: Portfolio,
    arguments: argparse.Namespace,
    code: Exit,
) -> None:
    from headgate.answer import Answer
    from headgate.frontiers import AS_GIVEN, document
    from reports.frontier.words import headline, lines

    elapsed = time.monotonic() - arguments.started
    if not arguments.json:
        print("\n".join(lines(drawn)))
        print(f"Written   {arguments.output} in {elapsed:.1f} s; every plan passed the audit")
        return
    here = next((point for point in drawn.points if point.share == AS_GIVEN), None)
    worth = {"value": None, "bound": None, "gap": None} if here is None else {
        "value": here.value, "bound": here.bound, "gap": here.gap,
    }  # fmt: skip
    answer = Answer(
        command=NAME,
        status="stopped" if code is Exit.STOPPED else "ok",
        code=code,
        seconds=elapsed,
        message=headline(drawn),
        portfolio=portfolio,
        findings=found.issues,
        output=str(arguments.output),
        more=worth | document(drawn),
    )
    print(answer.as_json())
