"""`headgate roll`: from a portfolio and its plan to the next quarter's portfolio."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from headgate.errors import Exit
from headgate.options import add_json, add_ledger, add_portfolio, day

if TYPE_CHECKING:
    from data.revision import Revision
    from optimizer.rolling import Rolled

NAME = "roll"
HELP = "make the next quarter's portfolio from this one and its plan"


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    add_portfolio(parser)
    parser.add_argument("plan", type=Path, help="its plan, as `headgate plan` wrote it (.xlsx)")
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="NEXT",
        help="where the next quarter's portfolio is written: .xlsx, .json or a folder",
    )
    parser.add_argument(
        "--as-of",
        type=day,
        metavar="DATE",
        help="the day the next plan speaks of, as 2027-04-01; the first of its period unless given",
    )
    add_ledger(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> Exit:
    """Check the plan, roll, write, and say what to know of it."""
    from headgate.checking import check, read_plan
    from headgate.facts_of_ledger import entries_of, releases_of, returned, rolled_on
    from headgate.next_quarter import agreed, next_of, prepare, unmerged
    from headgate.revising import keep_revised, place_for

    source, target = arguments.portfolio, arguments.output
    place_for(source, target, inputs=[source, arguments.plan])
    unmerged(source, target)
    found = check(source, rules=False)
    portfolio = found.sound()
    plan = read_plan(arguments.plan, found)
    agreed(portfolio, plan, arguments.plan)
    entries = entries_of(source, arguments.ledger)
    rolled = next_of(portfolio, plan, releases_of(entries, portfolio), arguments.as_of)
    rolled = rolled._replace(remarks=(*rolled.remarks, *returned(entries, portfolio)))

    def sheet(place: Path) -> Sequence[Revision]:
        return prepare(place, rolled)

    keep_revised(source, target, found, rolled.portfolio, sheet)
    if entries is not None:
        rolled_on(source, portfolio, rolled.portfolio.settings.as_of, arguments.ledger)
    _say(arguments, rolled)
    return Exit.DONE


def _say(arguments: argparse.Namespace, rolled: Rolled) -> None:
    from headgate.answer import Answer
    from headgate.next_quarter import as_document
    from headgate.wording import many

    settings = rolled.portfolio.settings
    count = len(rolled.open_objectives)
    waiting = f"{many(count, 'objective')} {'waits' if count == 1 else 'wait'} for an outcome"
    said = f"as of {settings.as_of}; {waiting}"
    if not arguments.json:
        for remark in rolled.remarks:
            print(f"{'changed' if remark.lost else 'note':<8} {remark}")
        print(f"{arguments.output}: {said}. Next: headgate outcomes, headgate plan")
        return
    answer = Answer(
        command=NAME,
        status="ok",
        code=Exit.DONE,
        seconds=time.monotonic() - arguments.started,
        message=said,
        portfolio=rolled.portfolio,
        output=str(arguments.output),
        more=as_document(rolled),
    )
    print(answer.as_json())
