"""`headgate alternatives`: plans nearly as good as the best one, and what each trades."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from headgate.errors import Exit, NothingFound
from headgate.options import (
    add_json,
    add_portfolio,
    add_strict,
    add_workers,
    executor,
    percent,
    seconds,
)

if TYPE_CHECKING:
    from headgate.checking import Checked
    from models.alternative import Alternatives
    from models.plan import Plan
    from models.portfolio import Portfolio

NAME = "alternatives"
HELP = "offer other plans within a loss of the best one, with what each trades"

SECONDS = 300
"""After which nothing more is begun, unless told."""
MOST = 20
"""Nobody chooses from more."""


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    add_portfolio(parser)
    parser.add_argument(
        "--within",
        type=percent,
        default="1",
        metavar="PERCENT",
        help="of the best plan's value that an alternative may be worth less (1 %% unless given)",
    )
    parser.add_argument(
        "--count",
        type=count,
        default=5,
        metavar="NUMBER",
        help="how many alternatives beside the best plan (5 unless given)",
    )
    parser.add_argument(
        "--plan",
        type=Path,
        metavar="PLAN.xlsx",
        help="the best plan, as headgate plan wrote it; planned anew unless given",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("alternatives.xlsx"),
        metavar="ALTERNATIVES.xlsx",
        help="where they are written (alternatives.xlsx unless given)",
    )
    parser.add_argument(
        "--time-limit",
        type=seconds,
        default=SECONDS,
        metavar="SECONDS",
        help=f"planning aside, then nothing more is looked for ({SECONDS} unless given)",
    )
    add_workers(parser)
    add_strict(parser)
    add_json(parser)


def count(text: str) -> int:
    """How many alternatives: a whole number from 1 to 20."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST):
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 1 to {MOST}")
    return int(text)


def run(arguments: argparse.Namespace) -> Exit:
    """Check, plan, look for alternatives, write them, and say what each trades."""
    from headgate.checking import check
    from headgate.output import keep, ready
    from reports.alternatives import write_alternatives

    inputs = [path for path in (arguments.portfolio, arguments.plan) if path is not None]
    ready(arguments.output, {".xlsx"}, inputs=inputs)
    found = check(arguments.portfolio, strict=arguments.strict)
    portfolio = found.sound()
    best = None if arguments.plan is None else _given(arguments.plan, found, portfolio)
    offered, stopped = _offered(found, portfolio, best, arguments)
    keep(arguments.output, lambda path: write_alternatives(portfolio, offered, path))
    code = Exit.STOPPED if stopped else Exit.DONE
    _say(offered, portfolio, arguments, code)
    return code


def _given(path: Path, found: Checked, portfolio: Portfolio) -> Plan:
    """A written plan; raises AuditFailed unless it is an audited plan of this portfolio."""
    from headgate.checking import read_plan
    from headgate.errors import AuditFailed
    from optimizer.audit import audit

    plan = read_plan(path, found)
    checks = audit(portfolio, plan)
    if not all(check.passed for check in checks):
        raise AuditFailed(checks, plan)
    return plan.model_copy(update={"checks": checks})


def _offered(
    found: Checked, portfolio: Portfolio, best: Plan | None, arguments: argparse.Namespace
) -> tuple[Alternatives, bool]:
    """The alternatives, and whether the user stopped the search."""
    from decimal import Decimal

    from headgate.choosing import Wanted, alternatives
    from headgate.interrupt import Interrupt
    from headgate.progress import shown

    way = "quiet" if arguments.json else "auto"
    with (
        Interrupt(kept="what is known") as interrupt,
        shown(sys.stderr, portfolio.settings, interrupt, way=way) as listener,
    ):
        try:
            with found.located():
                offered = alternatives(
                    portfolio,
                    Wanted(Decimal(arguments.within), arguments.count, arguments.time_limit),
                    best=best,
                    on_progress=listener,
                    interrupted=interrupt,
                    executor=executor(arguments),
                )
        except NothingFound as nothing:
            if interrupt():
                raise KeyboardInterrupt from nothing
            raise
        return offered, interrupt()


def _say(
    offered: Alternatives, portfolio: Portfolio, arguments: argparse.Namespace, code: Exit
) -> None:
    from headgate.answer import Answer
    from headgate.wording import chosen
    from reports.alternatives.words import headline

    elapsed = time.monotonic() - arguments.started
    if not arguments.json:
        lines = chosen(offered, portfolio)
        print("\n".join([*lines, f"Written   {arguments.output} in {elapsed:.1f} s"]))
        return
    answer = Answer(
        command=NAME,
        status="stopped" if code is Exit.STOPPED else offered.best.status.value,
        code=code,
        seconds=elapsed,
        message=headline(offered, portfolio),
        portfolio=portfolio,
        plan=offered.best,
        checks=offered.best.checks,
        output=str(arguments.output),
        more=_document(offered, portfolio),
    )
    print(answer.as_json())


def _document(offered: Alternatives, portfolio: Portfolio) -> dict[str, object]:
    """The alternatives for machines; `value`, `bound` and `gap` of the document: the best plan's.

    All money is in minor units, moves are in slices; in, out, sooner and later name initiatives.
    """
    from reports.alternatives.words import traded, why

    periods = [str(period.id) for period in sorted(portfolio.periods, key=lambda row: row.start)]
    return {
        "within": str(offered.within),
        "floor": offered.floor,
        "asked": offered.asked,
        "exhausted": offered.exhausted,
        "stopped": offered.stopped,
        "plans": [
            {
                "value": row.plan.value.total,
                "gap": row.plan.gap,
                "aims": [aim.value for aim in row.aims],
                "proven": row.proven,
                "why": why(row),
                "text": traded(row, portfolio),
                "checks": len(row.plan.checks),
                "trades": {
                    "in": list(row.trades.enters),
                    "out": list(row.trades.leaves),
                    "partly": list(row.trades.partly),
                    "sooner": [_timing(each, periods) for each in row.trades.sooner],
                    "later": [_timing(each, periods) for each in row.trades.later],
                    "teams": {each.team: each.slices for each in row.trades.teams},
                    "value": row.trades.value,
                    "money": row.trades.money,
                    "release_now": row.trades.release_now,
                    "moves": row.trades.moves,
                    "people": row.trades.people,
                    "at_once": row.trades.at_once,
                },
                "stages": [
                    {
                        "initiative": stage.initiative,
                        "stage": stage.stage,
                        "state": stage.state.value,
                        "start": None
                        if stage.start is None or stage.start < 0
                        else periods[stage.start],
                    }
                    for stage in row.plan.stages
                ],
            }
            for row in offered.found
        ],
    }


def _timing(row: object, periods: list[str]) -> dict[str, str]:
    """From which period the last stage moves to which."""
    from models.alternative import Timing

    assert isinstance(row, Timing)  # noqa: S101 - for the type checker
    return {
        "initiative": row.initiative,
        "before": periods[row.before],
        "start": periods[row.start],
    }
