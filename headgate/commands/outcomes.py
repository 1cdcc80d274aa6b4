"""`headgate outcomes`: merge new observations, and say which gates say something else now."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from headgate.errors import Exit, InputError
from headgate.options import add_json, add_portfolio, add_strict

if TYPE_CHECKING:
    from data.observations import Observations
    from data.revision import Revision
    from models.observation import Change, Flip
    from models.portfolio import Portfolio

NAME = "outcomes"
HELP = "merge new outcomes into a portfolio, and say what changed and which verdicts flipped"


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    add_portfolio(parser)
    parser.add_argument(
        "results",
        type=Path,
        nargs="?",
        help="new outcomes, in the columns of the sheet Outcomes: .csv or .xlsx; the filled rows "
        "of the portfolio's own sheet New outcomes unless given",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="OUT",
        help="where the portfolio is written; in its own place unless given",
    )
    add_strict(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> Exit:
    """Read, merge, write, and say what came of it."""
    from headgate.checking import check
    from headgate.revising import keep_revised, place_for
    from optimizer.evidence import flips, merged

    source: Path = arguments.portfolio
    found = check(source, rules=False, strict=arguments.strict)
    before = found.sound()
    target = place_for(source, arguments.output)
    new = _observations(arguments, before)
    after, changes = merged(before, new.outcomes)

    def taken(_: Path) -> Sequence[Revision]:
        from data.revision import without

        own = arguments.results is None and new.rows
        return [without(new.source, new.rows)] if own else []

    keep_revised(source, target, found, after, taken)
    _say(arguments, new, (before, after), (changes, flips(before, after)), target)
    return Exit.DONE


def _observations(arguments: argparse.Namespace, portfolio: Portfolio) -> Observations:
    """The new outcomes; raises InputError with every fault."""
    from data.observations import read_observations, read_prepared
    from headgate.checking import missing

    results: Path | None = arguments.results
    if results is None:
        new = read_prepared(arguments.portfolio, portfolio)
    elif not results.exists():
        raise InputError([missing(results)])
    else:
        new = read_observations(results, portfolio, strict=arguments.strict)
    if new.stops:
        raise InputError(new.issues)
    return new


def _say(
    arguments: argparse.Namespace,
    new: Observations,
    portfolios: tuple[Portfolio, Portfolio],
    result: tuple[tuple[Change, ...], tuple[Flip, ...]],
    target: Path,
) -> None:
    from headgate.answer import Answer
    from headgate.observed import as_document, lines, summary
    from headgate.wording import finding

    after = portfolios[1]
    said = summary(*result)
    if not arguments.json:
        print("\n".join([*map(finding, new.issues), *lines(after, *result)]))
        print(f"{said}; written to {target}")
        return
    answer = Answer(
        command=NAME,
        status="ok",
        code=Exit.DONE,
        seconds=time.monotonic() - arguments.started,
        message=said,
        portfolio=after,
        findings=new.issues,
        output=str(target),
        more=as_document(*result),
    )
    print(answer.as_json())
