"""Options that several commands share, and the types of their values."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from models.stage import StageKey

LONGEST = 86_400
"""Seconds in a day: no search may be given more."""


MOST_WORKERS = 1_000
"""More threads of one machine help nobody."""


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


def workers(text: str) -> int:
    """How many at once, from 1 to a thousand."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_WORKERS):
        raise ArgumentTypeError(f"'{text}' is not a whole number from 1 to {MOST_WORKERS}")
    return int(text)
