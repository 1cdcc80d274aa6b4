"""`headgate whatif`: a portfolio with edits, planned beside the portfolio as it is."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from headgate.errors import AuditFailed, Exit, Unsolvable
from headgate.options import (
    add_edits,
    add_json,
    add_portfolio,
    add_search,
    add_strict,
    add_workers,
    executor,
)

if TYPE_CHECKING:
    from headgate.checking import Checked
    from headgate.many.solve import Solve, Solved
    from headgate.what_if import WhatIf
    from models.plan import Plan
    from models.portfolio import Portfolio
    from models.scenario import Scenario

NAME = "whatif"
HELP = "plan a portfolio with changes, beside the portfolio as it is"
AS_IS, AS_ASKED = "as it is", "as asked"


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    add_portfolio(parser)
    add_edits(parser)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("whatif.xlsx"),
        metavar="WHATIF.xlsx",
        help="where both plans are shown side by side (whatif.xlsx unless given)",
    )
    parser.add_argument(
        "--plan",
        type=Path,
        metavar="PLAN.xlsx",
        help="a written plan of the portfolio as it is, which is then not planned again",
    )
    add_search(parser)
    add_workers(parser)
    add_strict(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> Exit:
    """Check the input and the edits, plan both, compare, write, and say what came of it."""
    from headgate.checking import check
    from headgate.output import keep, ready
    from headgate.scenarios import scenario, sound
    from headgate.what_if import what_if
    from reports.comparison import write_comparison

    given = [path for path in (arguments.portfolio, arguments.plan) if path is not None]
    ready(arguments.output, {".xlsx"}, inputs=given)
    found = check(arguments.portfolio, strict=arguments.strict)
    portfolio = found.sound()
    sound(scenario(portfolio, arguments.edits), portfolio, found.locate)  # before any work
    before = None if arguments.plan is None else _written(arguments.plan, found)
    before, asked, after = _plans(found, portfolio, before, arguments)
    answer = what_if(portfolio, before, asked, after)
    keep(arguments.output, lambda path: write_comparison(answer.comparison, path))
    code = Exit.STOPPED if _stopped(before, after) else Exit.DONE
    _say(answer, found, arguments, code)
    return code


def _written(path: Path, found: Checked) -> Plan:
    """A written plan of the portfolio as it is; raises AuditFailed where it is not one."""
    from headgate.checking import read_plan
    from optimizer.audit import audit

    portfolio = found.sound()
    plan = read_plan(path, found)
    checks = audit(portfolio, plan)
    if not all(check.passed for check in checks):
        raise AuditFailed(checks, plan)
    return plan


def _plans(
    found: Checked, portfolio: Portfolio, before: Plan | None, arguments: argparse.Namespace
) -> tuple[Plan, Scenario, Plan]:
    """Both plans; a slip is counted from the plan as it is, which is then made first."""
    from headgate.many.solve import Solve
    from headgate.scenarios import scenario, sound
    from models.earlier import Earlier

    def task(each: Portfolio, earlier: Earlier | None = None) -> Solve:
        return Solve(each, arguments.gap, arguments.time_limit, earlier)

    slips = any(words[0] == "--slip" for words in arguments.edits)
    tasks = {} if before is not None else {AS_IS: task(portfolio)}
    if before is None and slips:
        before = _sure(AS_IS, _work(tasks, arguments, portfolio), found)
        tasks = {}
    asked = scenario(portfolio, arguments.edits, before)
    changed = sound(asked, portfolio, found.locate)
    tasks[AS_ASKED] = task(changed, None if before is None else Earlier.of(before))
    done = _work(tasks, arguments, portfolio)
    if before is None:
        before = _sure(AS_IS, done, found)
    return before, asked, _sure(AS_ASKED, done, found)


def _work(
    tasks: dict[str, Solve], arguments: argparse.Namespace, portfolio: Portfolio
) -> dict[str, Solved]:
    from headgate.many.work import work

    way = "quiet" if arguments.json and arguments.progress == "auto" else arguments.progress
    return work(executor(arguments), tasks, portfolio.settings, noun="plan", way=way).found


def _sure(key: str, done: dict[str, Solved], found: Checked) -> Plan:
    """The plan; raises what stood against it, with its cells where it is as it is."""
    if key not in done:
        raise KeyboardInterrupt
    try:
        return done[key].sure()
    except Unsolvable as conflict:
        if key == AS_IS:
            raise Unsolvable(map(found.locate, conflict.issues)) from conflict
        raise


def _stopped(*plans: Plan) -> bool:
    from models.plan import SolveStatus

    return any(plan.status is SolveStatus.STOPPED for plan in plans)


def _say(answer: WhatIf, found: Checked, arguments: argparse.Namespace, code: Exit) -> None:
    from headgate.answer import Answer
    from headgate.what_if import document, lines

    elapsed = time.monotonic() - arguments.started
    if not arguments.json:
        print("\n".join(lines(answer, str(arguments.output), elapsed)))
        return
    document_of = Answer(
        command=NAME,
        status=answer.after.status.value,
        code=code,
        seconds=elapsed,
        message=answer.verdict,
        portfolio=answer.scenario.portfolio,
        plan=answer.after,
        findings=found.issues,
        checks=answer.after.checks,
        output=str(arguments.output),
        more=document(answer),
    )
    print(document_of.as_json())
