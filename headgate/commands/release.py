"""`headgate release`: a second person hands over what was requested."""

from __future__ import annotations

import argparse
from pathlib import Path

from headgate.errors import Exit, UsageError
from headgate.options import add_by, add_json, add_ledger, add_why, tranche

NAME = "release"
HELP = "release the tranches of a request, each checked again at this moment"


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("request", metavar="REQUEST", help="the request's name, such as R0001")
    add_by(parser)
    parser.add_argument(
        "--only",
        type=tranche,
        action="append",
        default=[],
        metavar="INITIATIVE/STAGE",
        help="only this tranche of it (may be given several times)",
    )
    parser.add_argument("--reject", action="store_true", help="reject it instead, with --why")
    add_why(parser, "why it is rejected")
    parser.add_argument(
        "--shared-evidence",
        action="store_true",
        help="one piece of evidence may stand for several gates",
    )
    parser.add_argument(
        "--portfolio", type=Path, help="where it is now, if it was moved since the request"
    )
    parser.add_argument(
        "--plan", type=Path, help="where it is now, if it was moved since the request"
    )
    add_ledger(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> Exit:
    """Release what may be released, and say why the rest may not."""
    from headgate.ledger_words import answered, handed_over
    from headgate.ledgers import opened
    from headgate.releasing import Handing, reject, release

    if arguments.reject and not arguments.why:
        raise UsageError("say --why it is rejected")
    handing = Handing(
        request=arguments.request,
        by=arguments.by,
        only=arguments.only,
        portfolio_file=arguments.portfolio,
        plan_file=arguments.plan,
        shares_evidence=arguments.shared_evidence,
    )
    folder = (arguments.portfolio or Path("portfolio")).absolute().parent
    with opened(arguments.ledger, folder) as ledger:
        if arguments.reject:
            outcome = reject(ledger, handing, arguments.why)
        else:
            outcome = release(ledger, handing)
    code = Exit.INPUT if outcome.refused else Exit.DONE
    text = handed_over(outcome)
    answered(
        arguments,
        text,
        code,
        entries=outcome.done,
        refused=outcome.refused,
        request=arguments.request,
    )
    return code
