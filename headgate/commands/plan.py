"""`headgate plan`: from a portfolio to an audited plan in a workbook."""

from __future__ import annotations

import argparse
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from headgate.errors import AuditFailed, Exit, NothingFound
from headgate.options import add_audience, add_json, add_portfolio, add_strict, percent, seconds

if TYPE_CHECKING:
    from headgate.checking import Checked
    from models.plan import Plan
    from models.portfolio import Portfolio

NAME = "plan"
HELP = "plan a portfolio and write the audited plan as a workbook"

PROGRESS = ("auto", "lines", "json", "none")
"""How progress can be shown."""


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    add_portfolio(parser)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("plan.xlsx"),
        metavar="PLAN.xlsx",
        help="where the plan is written (plan.xlsx unless given)",
    )
    add_audience(parser, "the whole plan")
    parser.add_argument(
        "--from",
        dest="earlier",
        type=Path,
        metavar="PLAN.xlsx",
        help="where there are hundreds of initiatives, begin from an earlier plan of them",
    )
    parser.add_argument(
        "--against",
        type=Path,
        metavar="PLAN.xlsx",
        help="the sheet Changes tells every changed cell against this earlier plan, with its cause",
    )
    parser.add_argument(
        "--gap",
        type=percent,
        metavar="PERCENT",
        help="stop when the plan is proven this close to the best; Settings say so unless given",
    )
    parser.add_argument(
        "--time-limit",
        type=seconds,
        metavar="SECONDS",
        help="then take the best plan so far; Settings say so unless given",
    )
    parser.add_argument(
        "--progress",
        choices=PROGRESS,
        default="auto",
        help="on standard error: a bar on a terminal and else a few lines (auto); only the lines; "
        "a JSON object per line, for programs; or none",
    )
    add_strict(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> Exit:
    """Check, plan, write, and say what came of it."""
    from headgate.checking import check
    from headgate.comparing import against, earlier_plan
    from headgate.output import keep, ready, workbooks
    from models.plan import SolveStatus
    from reports import write_plan

    given = (arguments.portfolio, arguments.earlier, arguments.against)
    inputs = [path for path in given if path is not None]
    written = workbooks(arguments.output, arguments.audience)
    for path in written.values():
        ready(path, {".xlsx"}, inputs=inputs)
    found = check(arguments.portfolio, strict=arguments.strict)
    portfolio = found.sound()
    before = None if arguments.against is None else earlier_plan(arguments.against, portfolio)
    plan = _plan(found, portfolio, arguments)
    for audience, place in written.items():
        changes = None if before is None else against(before, portfolio, plan, audience)
        keep(place, partial(write_plan, portfolio, plan, audience=audience, against=changes))
    stopped = plan.status is SolveStatus.STOPPED
    code = Exit.STOPPED if stopped else Exit.DONE
    _say(plan, portfolio, arguments, code)
    return code


def _plan(found: Checked, portfolio: Portfolio, arguments: argparse.Namespace) -> Plan:
    """Run the pipeline with progress and Ctrl-C; name the cells of whatever it refuses.

    The plan carries all that was found in the input, what only its reader could see included.
    """
    from headgate.checking import read_earlier
    from headgate.interrupt import Interrupt
    from headgate.pipeline import run as pipeline
    from headgate.progress import shown

    earlier = None if arguments.earlier is None else read_earlier(arguments.earlier, portfolio)
    way = "quiet" if arguments.json and arguments.progress == "auto" else arguments.progress
    with (
        Interrupt(silent=way == "json") as interrupt,
        shown(sys.stderr, portfolio.settings, interrupt, way=way, asked=arguments.gap) as listener,
    ):
        try:
            with found.located():
                plan = pipeline(
                    portfolio,
                    gap=arguments.gap,
                    time_limit=arguments.time_limit,
                    on_progress=listener,
                    interrupted=interrupt,
                    earlier=earlier,
                )
        except AuditFailed as refusal:
            _keep_reproducer(portfolio, arguments.output)
            raise refusal from None
        except NothingFound as nothing:
            if interrupt():
                raise KeyboardInterrupt from nothing
            raise
    return plan.model_copy(update={"findings": found.issues})


def _keep_reproducer(portfolio: Portfolio, output: Path) -> None:
    """Keep the portfolio beside the output, so that the refused plan can be made again."""
    from data.writing import write

    kept = output.with_name(f"{output.stem}-refused.json")
    write(portfolio, kept)
    sys.stderr.write(
        f"The portfolio is kept in {kept}; please send it to whoever keeps Headgate.\n"
    )


def _say(plan: Plan, portfolio: Portfolio, arguments: argparse.Namespace, code: Exit) -> None:
    from headgate.answer import Answer
    from headgate.output import places, workbooks
    from headgate.wording import result, worth

    elapsed = time.monotonic() - arguments.started
    written = workbooks(arguments.output, arguments.audience)
    if not arguments.json:
        print("\n".join(result(plan, portfolio, places(written), elapsed)))
        return
    answer = Answer(
        command=NAME,
        status=plan.status.value,
        code=code,
        seconds=elapsed,
        message=worth(plan, portfolio),
        portfolio=portfolio,
        plan=plan,
        findings=plan.findings,
        checks=plan.checks,
        output=str(arguments.output),
        more={"outputs": {audience: str(path) for audience, path in written.items()}},
    )
    print(answer.as_json())
