"""`headgate audit`: re-verify a written plan from the two files alone."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from headgate.errors import Exit
from headgate.options import add_json, add_portfolio

NAME = "audit"
HELP = "verify a written plan again, from the portfolio and the plan alone"


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    add_portfolio(parser)
    parser.add_argument("plan", type=Path, help="the plan, as `headgate plan` wrote it (.xlsx)")
    add_json(parser)


def run(arguments: argparse.Namespace) -> Exit:
    """Restate every rule about the plan; Exit.INPUT where it breaks one."""
    from headgate.answer import Answer
    from headgate.api import audit
    from headgate.checking import check, read_plan
    from headgate.wording import many

    found = check(arguments.portfolio)
    portfolio = found.sound()
    plan = read_plan(arguments.plan, found)
    checks = audit(portfolio, plan)
    failed = [one for one in checks if not one.passed]
    code = Exit.INPUT if failed else Exit.DONE
    summary = (
        f"{arguments.plan}: {many(len(failed), 'check')} of {len(checks)} failed"
        if failed
        else f"{arguments.plan}: all {many(len(checks), 'check')} passed"
    )
    if arguments.json:
        answer = Answer(
            command=NAME,
            status="audit failed" if failed else "ok",
            code=code,
            seconds=time.monotonic() - arguments.started,
            message=summary,
            portfolio=portfolio,
            plan=plan,
            findings=plan.findings,
            checks=checks,
        )
        print(answer.as_json())
        return code
    for one in checks:
        words = f"{'passed' if one.passed else 'FAILED'}  {one.name} ({one.checked:,} looked at)"
        print(words if one.passed else f"{words}: {one.detail}")
    print(summary)
    return code
