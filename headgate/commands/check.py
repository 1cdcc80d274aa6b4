"""`headgate check`: every fault and every rule finding, with its place."""

from __future__ import annotations

import argparse
import time

from headgate.errors import Exit
from headgate.options import add_json, add_portfolio, add_strict

NAME = "check"
HELP = "list every fault and every finding of the rules, with sheet and cell"


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    add_portfolio(parser)
    add_strict(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> Exit:
    """Print all findings; Exit.INPUT where they stop a plan."""
    from headgate.answer import Answer
    from headgate.checking import check
    from headgate.wording import count, finding

    found = check(arguments.portfolio, strict=arguments.strict)
    code = Exit.INPUT if found.stops else Exit.DONE
    verdict = "nothing can be planned from it" if found.stops else "it can be planned"
    summary = f"{arguments.portfolio}: {count(found.issues)}; {verdict}"
    if arguments.json:
        answer = Answer(
            command=NAME,
            status="faults" if found.stops else "ok",
            code=code,
            seconds=time.monotonic() - arguments.started,
            message=summary,
            portfolio=found.portfolio,
            findings=found.issues,
        )
        print(answer.as_json())
        return code
    for issue in found.issues:
        print(finding(issue))
    print(summary)
    return code
