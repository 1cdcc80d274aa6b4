"""`headgate request`: ask for the tranches that a plan releases now."""

from __future__ import annotations

import argparse
from pathlib import Path

from headgate.errors import Exit
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
    add_json(parser)


def run(arguments: argparse.Namespace) -> Exit:
    """Write the requests into the ledger, and say under which name."""
    from headgate.checking import check, read_plan
    from headgate.ledger_words import answered, requested
    from headgate.ledgers import opened, portfolio_of
    from headgate.requesting import Asking, request

    place = portfolio_of(arguments.plan, arguments.portfolio)
    found = check(place)
    portfolio = found.sound()
    plan = read_plan(arguments.plan, found)
    with opened(arguments.ledger, place.absolute().parent, create=True) as ledger:
        asking = Asking(portfolio, place, plan, arguments.plan, arguments.by)
        receipt = request(ledger, asking)
        where = str(ledger.place)
    text = requested(receipt, arguments.by, where)
    answered(
        arguments, text, Exit.DONE, entries=receipt.entries, request=receipt.request, ledger=where
    )
    return Exit.DONE
