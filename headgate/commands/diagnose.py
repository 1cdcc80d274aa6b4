"""`headgate diagnose`: why no plan exists, and the least changes that help."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from headgate.errors import Exit, InputFaults, NothingFound
from headgate.options import (
    add_json,
    add_portfolio,
    add_strict,
    add_workers,
    executor,
    seconds,
)

if TYPE_CHECKING:
    from headgate.checking import Checked
    from models.diagnosis import Diagnosis
    from models.plan import Plan
    from models.portfolio import Portfolio

NAME = "diagnose"
HELP = "where no plan exists: which rows clash, and the cheapest changes that help"

SECONDS = 300
"""After which nothing more is begun, unless told."""


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    add_portfolio(parser)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("diagnosis.xlsx"),
        metavar="DIAGNOSIS.xlsx",
        help="where the diagnosis is written (diagnosis.xlsx unless given)",
    )
    parser.add_argument(
        "--time-limit",
        type=seconds,
        default=SECONDS,
        metavar="SECONDS",
        help=f"then nothing more is tried ({SECONDS} unless given)",
    )
    add_workers(parser)
    add_strict(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> Exit:
    """Check, find what clashes and what helps, write it, and say it."""
    from headgate.checking import check
    from headgate.output import keep, ready
    from models.plan import Plan
    from reports.diagnosis import write_diagnosis

    ready(arguments.output, {".xlsx"}, inputs=[arguments.portfolio])
    found = check(arguments.portfolio, strict=arguments.strict)
    portfolio = _diagnosable(found)
    outcome = _diagnosed(found, portfolio, arguments)
    if isinstance(outcome, Plan):
        _say_plan(outcome, portfolio, arguments)
        return Exit.DONE
    keep(arguments.output, lambda path: write_diagnosis(portfolio, outcome, path))
    _say(outcome, portfolio, arguments)
    return Exit.UNSOLVABLE


def _diagnosable(found: Checked) -> Portfolio:
    """The portfolio, also where rules say only that what must be done cannot be."""
    from optimizer.rules.must_do_possible import RULE

    if found.portfolio is not None and all(i.rule == RULE for i in found.issues if i.stops):
        return found.portfolio
    return found.sound()


def _diagnosed(
    found: Checked, portfolio: Portfolio, arguments: argparse.Namespace
) -> Diagnosis | Plan:
    from headgate.diagnosing import diagnose
    from headgate.interrupt import Interrupt
    from headgate.progress import shown
    from models.plan import Plan

    way = "quiet" if arguments.json else "auto"
    with (
        Interrupt(kept="what is known") as interrupt,
        shown(sys.stderr, portfolio.settings, interrupt, way=way) as listener,
    ):
        try:
            outcome = diagnose(
                portfolio,
                time_limit=arguments.time_limit,
                on_progress=listener,
                interrupted=interrupt,
                executor=executor(arguments),
            )
        except InputFaults as faults:
            raise InputFaults(map(found.locate, faults.issues)) from faults
        except NothingFound as nothing:
            if interrupt():
                raise KeyboardInterrupt from nothing
            raise
    return outcome if isinstance(outcome, Plan) else _located(outcome, found)


def _located(diagnosis: Diagnosis, found: Checked) -> Diagnosis:
    """The same with the cells of the workbook."""
    from models.issue import Issue, Severity

    def cell(change: object) -> object:
        where = Issue(severity=Severity.ERROR, place=change.place, what="")  # type: ignore[attr-defined]
        return change.model_copy(update={"place": found.locate(where).place})  # type: ignore[attr-defined]

    conflicts = tuple(
        row.model_copy(update={"rows": tuple(map(found.locate, row.rows))})
        for row in diagnosis.conflicts
    )
    repairs = tuple(
        row.model_copy(update={"changes": tuple(map(cell, row.changes))})
        for row in diagnosis.repairs
    )
    return diagnosis.model_copy(update={"conflicts": conflicts, "repairs": repairs})


def _say(diagnosis: Diagnosis, portfolio: Portfolio, arguments: argparse.Namespace) -> None:
    from headgate.answer import Answer
    from headgate.wording import diagnosed
    from reports.diagnosis.words import headline

    elapsed = time.monotonic() - arguments.started
    if not arguments.json:
        lines = diagnosed(diagnosis, portfolio)
        print("\n".join([*lines, f"Written   {arguments.output} in {elapsed:.1f} s"]))
        return
    answer = Answer(
        command=NAME,
        status="no plan",
        code=Exit.UNSOLVABLE,
        seconds=elapsed,
        message=headline(diagnosis),
        portfolio=portfolio,
        output=str(arguments.output),
        more=_document(diagnosis),
    )
    print(answer.as_json())


def _document(diagnosis: Diagnosis) -> dict[str, object]:
    """The diagnosis for machines: money in minor units, people in slices, time in periods."""
    return {
        "conflicts": [
            {
                "rows": [{"at": str(row.place), "what": row.what} for row in each.rows],
                "minimal": each.minimal,
                "confirmed": each.confirmed,
            }
            for each in diagnosis.conflicts
        ],
        "all_conflicts": diagnosis.all_conflicts,
        "repairs": [
            {
                "kind": each.kind.value,
                "cost": each.cost,
                "least": each.least,
                "changes": [{"at": str(row.place), "what": row.text} for row in each.changes],
                "value": each.value,
                "bound": each.bound,
                "checks": each.checks,
            }
            for each in diagnosis.repairs
        ],
        "all_repairs": diagnosis.all_repairs,
        "untried": diagnosis.untried,
        "stopped": diagnosis.stopped,
    }


def _say_plan(plan: Plan, portfolio: Portfolio, arguments: argparse.Namespace) -> None:
    from headgate.answer import Answer
    from headgate.wording import worth
    from models.diagnosis import Diagnosis
    from reports.diagnosis.words import binding

    message = (
        f"A plan exists, so nothing clashes: {worth(plan, portfolio)}.{binding(plan, portfolio)}"
    )
    if not arguments.json:
        print(message)
        return
    nothing = Diagnosis(conflicts=(), all_conflicts=True, repairs=(), all_repairs=True)
    answer = Answer(
        command=NAME,
        status=plan.status.value,
        code=Exit.DONE,
        seconds=time.monotonic() - arguments.started,
        message=message,
        portfolio=portfolio,
        plan=plan,
        checks=plan.checks,
        more=_document(nothing),
    )
    print(answer.as_json())
