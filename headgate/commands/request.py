"""`headgate request`: ask for the tranches that a plan releases now."""

from __future__ import annotations

import argparse
from pathlib import Path

from headgate.errors import Exit, UsageError
from headgate.options import add_by, add_json, add_ledger

NAME = "request"
HELP = "ask for the tranches that a plan releases now"


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("plan", type=Path, help="the plan, as `headgate plan` wrote it (.xlsx)")
    add_by(parser)
    parser.add_argument(
        "--portfolio",
        type=Path,
        help="what the plan was made from; found beside the plan unless given",
    )
    add_ledger(parser)
    parser.add_argument(
        "--new-ledger",
        action="store_true",
        help="begin a ledger where --ledger or HEADGATE_LEDGER names a file that is not there",
    )
    add_json(parser)


def run(arguments: argparse.Namespace) -> Exit:
    """Write the requests into the ledger, and say under which name."""
    from headgate.checking import check, read_plan
    from headgate.ledger_words import answered, requested
    from headgate.ledgers import exists, is_named, opened, portfolio_of
    from headgate.requesting import Asking, request

    place = portfolio_of(arguments.plan, arguments.portfolio)
    found = check(place)
    portfolio = found.sound()
    plan = read_plan(arguments.plan, found)
    if not any(row.release_now for row in plan.stages):
        text = ["The plan releases nothing now: there is nothing to request."]
        answered(arguments, text, Exit.DONE, request="")
        return Exit.DONE
    folder = place.absolute().parent
    is_new = not exists(arguments.ledger, folder)
    if is_new and not arguments.new_ledger and is_named(arguments.ledger):
        raise UsageError(
            "there is no ledger at the place that is named; --new-ledger begins one there"
        )
    with opened(arguments.ledger, folder, create=True) as ledger:
        asking = Asking(portfolio, place, plan, arguments.plan, arguments.by)
        receipt = request(ledger, asking)
        where = str(ledger.place)
    text = requested(receipt, where)
    if is_new:
        text.append(f"There was no ledger at {where}: a new one was begun.")
    answered(
        arguments, text, Exit.DONE, entries=receipt.entries, request=receipt.request, ledger=where
    )
    return Exit.DONE
