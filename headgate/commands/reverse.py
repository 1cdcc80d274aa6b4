"""`headgate reverse`: take a release back by a compensating entry."""

from __future__ import annotations

import argparse
from pathlib import Path

from headgate.errors import Exit, UsageError
from headgate.options import add_by, add_json, add_ledger, add_why

NAME = "reverse"
HELP = "take a release back by a compensating entry; later tranches are held"


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument(
        "release", metavar="RELEASE", help="its number in the ledger (#12) or its tranche (shop/2)"
    )
    add_by(parser)
    add_why(parser, "why; it stays in the ledger", required=True)
    add_ledger(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> Exit:
    """Write the compensating entry, and say what it does to later tranches."""
    from headgate.ledger_words import answered, taken_back
    from headgate.ledgers import opened
    from headgate.releasing import reverse

    if not arguments.why:
        raise UsageError("say --why it is reversed")
    with opened(arguments.ledger, Path.cwd()) as ledger:
        entry = reverse(ledger, arguments.release, arguments.by, arguments.why)
    answered(arguments, taken_back(entry), Exit.DONE, entries=(entry,))
    return Exit.DONE
