"""`headgate compare`: what changed from one written plan to another, and why."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from headgate.errors import Exit
from headgate.options import add_json

if TYPE_CHECKING:
    from models.comparison import Comparison

NAME = "compare"
HELP = "tell every changed cell between two written plans, each with its cause"


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("before", type=Path, metavar="OLD.xlsx", help="the earlier plan")
    parser.add_argument(
        "after",
        type=Path,
        metavar="NEW.xlsx",
        help="the later plan, of the same or of the next quarter",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("changes.xlsx"),
        metavar="CHANGES.xlsx",
        help="where the changes are written (changes.xlsx unless given)",
    )
    add_json(parser)


def run(arguments: argparse.Namespace) -> Exit:
    """Read both plans, compare, write, and give the short answer."""
    from headgate.comparing import compare_files
    from headgate.output import keep, ready
    from reports.comparison import write_comparison

    ready(arguments.output, {".xlsx"}, inputs=[arguments.before, arguments.after])
    comparison = compare_files(arguments.before, arguments.after)
    keep(arguments.output, lambda path: write_comparison(comparison, path))
    _say(comparison, arguments)
    return Exit.DONE


def _say(comparison: Comparison, arguments: argparse.Namespace) -> None:
    from headgate.answer import Answer
    from headgate.comparing import as_document
    from headgate.wording import compared
    from models.currency import exponent
    from reports.comparison.words import headline, value_of

    if not arguments.json:
        print("\n".join(compared(comparison, str(arguments.output))))
        return
    after = comparison.after
    about = {
        "portfolio": after.portfolio,
        "as_of": after.as_of.isoformat(),
        "currency": after.currency,
        "exponent": exponent(after.currency),
        "value": value_of(after),
    }
    answer = Answer(
        command=NAME,
        status="ok",
        code=Exit.DONE,
        seconds=time.monotonic() - arguments.started,
        message=headline(comparison),
        output=str(arguments.output),
        more=about | as_document(comparison),
    )
    print(answer.as_json())
