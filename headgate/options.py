"""Options that several commands share, and the types of their values."""

from __future__ import annotations

from argparse import Action, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from headgate.output import EACH, EVERYONE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction

    from headgate.many import Executor
    from models.stage import StageKey

_DIGITS = 20
"""More are no number that anybody means."""
MOST_WORKERS = 256
"""More plans at once are for a cluster."""
LONGEST = 86_400
"""Seconds in a day: no search may be given more."""


def add_portfolio(parser: ArgumentParser) -> None:
    """Add the portfolio's place."""
    parser.add_argument(
        "portfolio", type=Path, help="the portfolio: .xlsx, .json, or a folder of CSV files"
    )


def add_json(parser: ArgumentParser) -> None:
    """Add `--json`."""
    parser.add_argument(
        "--json", action="store_true", help="print one machine-readable document instead of text"
    )


def add_strict(parser: ArgumentParser) -> None:
    """Add `--strict`."""
    parser.add_argument(
        "--strict",
        action="store_true",
        help="columns and sheets that Headgate does not know stop, too",
    )


def add_audience(parser: ArgumentParser, whole: str) -> None:
    """Add for whom workbooks are written; `whole` is what nothing but pay is left out of."""
    parser.add_argument(
        "--audience",
        choices=(*EACH, EVERYONE),
        help=f"for whom: finance alone sees pay, executives see nobody's name; all: {whole} "
        f"and beside it a workbook for each of them (unless given: {whole}, without pay)",
    )


def add_search(parser: ArgumentParser) -> None:
    """Add how well and how long each plan is searched for, and how progress is shown."""
    parser.add_argument(
        "--gap",
        type=percent,
        metavar="PERCENT",
        help="each plan is proven this close to the best; Settings say so unless given",
    )
    parser.add_argument(
        "--time-limit",
        type=seconds,
        metavar="SECONDS",
        help="for each plan: then the best so far is taken; Settings say so unless given",
    )
    parser.add_argument(
        "--progress",
        choices=("auto", "lines", "json", "none"),
        default="auto",
        help="on standard error: a bar on a terminal and else a few lines (auto); only the lines; "
        "a JSON object per line, for programs; or none",
    )


def add_workers(parser: ArgumentParser) -> None:
    """Add who works off many plans."""
    parser.add_argument(
        "--workers",
        type=workers,
        metavar="N",
        help="plans that are made at once on this machine; as many as it has cores unless given",
    )
    parser.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="a Dask scheduler whose workers make them instead, such as tcp://host:8786; takes "
        "the extra headgate[cluster]",
    )


def executor(arguments: Namespace) -> Executor:
    """Who works off many plans; raises ClusterError where the cluster cannot be had."""
    from headgate.many import Cluster, Threads

    if arguments.cluster is not None:
        return Cluster(arguments.cluster)
    return Threads(arguments.workers)


def workers(text: str) -> int:
    """How many work at once."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_WORKERS):
        raise ArgumentTypeError(f"'{text}' is not a whole number from 1 to {MOST_WORKERS}")
    return int(text)


class Edits(Action):
    """Keeps `--set`, `--drop` and `--slip` in the order in which they are given."""

    def __call__(
        self,
        parser: ArgumentParser,
        namespace: Namespace,
        values: str | Sequence[str] | None,
        option_string: str | None = None,
    ) -> None:
        """Add one."""
        del parser
        words = (values,) if isinstance(values, str) else tuple(values or ())
        before: tuple[tuple[str, ...], ...] = getattr(namespace, self.dest) or ()
        setattr(namespace, self.dest, (*before, (str(option_string), *words)))


def add_edits(parser: ArgumentParser) -> None:
    """Add the edits of a scenario; `edits` holds each as its option and its words, in order."""
    parser.add_argument(
        "--set",
        dest="edits",
        action=Edits,
        default=(),
        metavar='"SHEET!ROW COLUMN = VALUE"',
        help='one cell says something else: "Budgets!Growth 2027-Q1 = +10%%"; the row is named by '
        "its key cells, by ID or name; a sign before a number changes what stands there, an empty "
        "value empties the cell; the column may be left out where the sheet has one figure",
    )
    parser.add_argument(
        "--drop",
        dest="edits",
        action=Edits,
        default=(),
        metavar="KIND:NAME",
        help="somebody or something is not there, nor the rows that only speak of it: "
        "person:ana, initiative:..., pool:..., hiring:..., envelope:...",
    )
    parser.add_argument(
        "--slip",
        dest="edits",
        action=Edits,
        nargs=2,
        default=(),
        metavar=("INITIATIVE", "PERIODS"),
        help="it is late: what runs of it takes so many periods longer; else it may start only so "
        "many periods after it starts in the plan as it is",
    )


def add_ledger(parser: ArgumentParser) -> None:
    """Add the ledger's place."""
    parser.add_argument(
        "--ledger",
        metavar="PLACE",
        help="a file, or postgresql://…; HEADGATE_LEDGER says so unless given, else "
        "headgate-ledger.db beside the portfolio",
    )


def add_why(parser: ArgumentParser, about: str, *, required: bool = False) -> None:
    """Add why it is done."""
    parser.add_argument(
        "--why", required=required, default="", type=reason, metavar="TEXT", help=about
    )


def add_by(parser: ArgumentParser) -> None:
    """Add who does it."""
    parser.add_argument("--by", required=True, type=name, metavar="NAME", help="who does it")


def name(text: str) -> str:
    """Somebody's name."""
    if not text.strip():
        raise ArgumentTypeError("a name must not be empty")
    return _fit(" ".join(text.split()), "the name")


def reason(text: str) -> str:
    """Why something is done; may be empty."""
    return _fit(text.strip(), "the reason") if text.strip() else ""


def _fit(text: str, what: str) -> str:
    """What is kept for good and shown in terminals has no signs in it that do more than show."""
    from data.clean import defect

    found = defect(text)
    if found is not None:
        raise ArgumentTypeError(f"{what} {found}")
    return text


def tranche(text: str) -> StageKey:
    """A tranche, written `shop/2`."""
    from models.stage import StageKey
    from models.units import InitiativeId

    initiative, _, stage = text.strip().rpartition("/")
    if not initiative or not stage.isdecimal():
        raise ArgumentTypeError(f"'{text}' is not a tranche such as shop/2")
    return StageKey(InitiativeId(initiative), int(stage))


def percent(text: str) -> Decimal:
    """A percentage from 0 to 100, written `0.1` or `0.1%`."""
    from decimal import Decimal, InvalidOperation

    try:
        value = Decimal(text.strip().removesuffix("%").strip())
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise ArgumentTypeError(f"'{text}' is not a percentage such as 0.1")
    if not 0 <= value <= 100:  # noqa: PLR2004 - what a percentage is
        raise ArgumentTypeError(f"'{text}' is not between 0 and 100")
    return value


def more_or_less(text: str) -> Fraction:
    """A share of what is there, written `-30%` or `+10`: 7/10, 11/10."""
    from decimal import Decimal, InvalidOperation
    from fractions import Fraction

    try:
        value = Decimal(text.strip().removesuffix("%").strip())
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise ArgumentTypeError(f"'{text}' is not a change such as -30% or +10%")
    if not -100 <= value <= 1_000:  # noqa: PLR2004 - nothing is left; eleven times as much
        raise ArgumentTypeError(f"'{text}' is not between -100% and +1000%")
    return 1 + Fraction(value) / 100


def day(text: str) -> date:
    """A day, written 2027-01-31."""
    import re
    from datetime import date

    fault = ArgumentTypeError(f"'{text}' is not a day such as 2027-01-31")
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise fault
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise fault from None


def seconds(text: str) -> int:
    """Whole seconds, from 1 to a day."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= LONGEST):
        raise ArgumentTypeError(f"'{text}' is not a whole number of seconds from 1 to {LONGEST}")
    return int(text)


def whole(least: int, most: int) -> Callable[[str], int]:
    """Reads whole numbers from the least to the most."""

    def read(text: str) -> int:
        number = int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS else -1
        if not least <= number <= most:
            raise ArgumentTypeError(f"'{text}' is not a whole number from {least} to {most:,}")
        return number

    return read
