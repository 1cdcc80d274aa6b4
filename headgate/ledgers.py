"""Ledgers for commands: found, opened, and their refusals in the words of the command line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from headgate.errors import InputError, LedgerError

if TYPE_CHECKING:
    from datetime import date

    from data.ledger import Ledger
    from models.ledger import Draft, Entry
    from models.plan import Plan
    from models.portfolio import Portfolio
    from models.settings import Settings
    from models.stage import StageKey

_PORTFOLIOS = (".xlsx", ".json")


@contextmanager
def opened(named: str | None, folder: Path, *, create: bool = False) -> Iterator[Ledger]:
    """The ledger of a command; raises LedgerError for all that goes wrong with it.

    Args:
        named: the place that the command line names, if any.
        folder: where the ledger's file lies unless named.
        create: whether a new one is begun where there is none.
    """
    from data.ledger import Conflict, Ledger, LedgerRefusal, Place, WrongMove

    try:
        place = Place.of(named, folder)
        if not create and not place.exists:
            raise LedgerError(
                f"there is no ledger at {place}; go to the folder of the portfolio, or name the "
                "place with --ledger"
            )
        with Ledger.at(place, create=create) as ledger:
            yield ledger
    except (LedgerRefusal, WrongMove, Conflict) as refusal:
        raise LedgerError(str(refusal)) from refusal
    except OSError as failure:
        raise LedgerError(f"the ledger cannot be used: {failure.strerror or failure}") from failure


def is_named(named: str | None) -> bool:
    """Whether somebody says where the ledger is."""
    from data.ledger.place import VARIABLE

    return bool(named or os.environ.get(VARIABLE))


def exists(named: str | None, folder: Path) -> bool:
    """Whether there is a ledger; raises LedgerError for a place that can hold none."""
    from data.ledger import LedgerRefusal, Place

    try:
        return Place.of(named, folder).exists
    except LedgerRefusal as refusal:
        raise LedgerError(str(refusal)) from refusal


def sound(ledger: Ledger) -> tuple[Entry, ...]:
    """All entries of a ledger that tells the truth; raises LedgerError for one that does not."""
    from data.ledger import damage
    from data.ledger.chain import entries_of

    rows = ledger.rows()
    found = damage(rows)
    if found is not None:
        raise LedgerError(
            f"the ledger at {ledger.place} cannot be trusted: {found.what}; nothing is released "
            "from it until that is settled"
        )
    return entries_of(rows)


def portfolio_of(plan: Path, named: Path | None) -> Path:
    """The file of the portfolio that a plan was made from.

    It is the one that is named, or the one beside the plan that has the digest which the plan
    tells. Raises LedgerError where there is none, InputError where the plan is none.
    """
    if named is not None:
        return named
    from data.plan_reading import PlanFault, digest_of
    from data.reading import read

    if not plan.exists():
        from headgate.checking import missing

        raise InputError([missing(plan)])
    try:
        digest = digest_of(plan)
    except PlanFault as faults:
        raise InputError(faults.issues) from faults
    near = (
        path
        for path in plan.absolute().parent.iterdir()
        if path.suffix.casefold() in _PORTFOLIOS
        and path.is_file()
        and path.name != plan.name
        and not path.name.startswith(("~$", "."))
    )
    for path in sorted(near, key=lambda path: -path.stat().st_mtime):
        portfolio = read(path).portfolio
        if portfolio is not None and portfolio.digest() == digest:
            return Path(os.path.relpath(path))
    raise LedgerError(
        f"no portfolio beside {plan} is the one that it was made from; name it with --portfolio "
        "(if it was changed since, plan again)"
    )


def told(path: Path, ledger: Ledger) -> str:
    """How the ledger keeps a file's place: as seen from the ledger's own folder."""
    if ledger.place.file is None:
        return str(path.absolute())
    return Path(os.path.relpath(path.absolute(), ledger.place.file.parent)).as_posix()


def untold(text: str, ledger: Ledger) -> Path:
    """The file of which the ledger keeps the place."""
    if ledger.place.file is None or Path(text).is_absolute():
        return Path(text)
    return ledger.place.file.parent / text


def note(settings: Settings, about: StageKey, day: date, by: str, why: str) -> Draft:
    """A note in the ledger of a portfolio; stage 0 is about no tranche."""
    from models.ledger import Act, Draft
    from models.units import Money

    return Draft(
        act=Act.NOTE,
        portfolio=settings.name,
        currency=settings.currency,
        exponent=settings.exponent,
        initiative=about.initiative,
        stage=about.stage,
        request="",
        amount=Money(0),
        day=day,
        by=by,
        why=why,
    )


def audited(portfolio: Portfolio, plan: Plan, name: str) -> None:
    """Raises LedgerError where a plan does not pass the audit."""
    from optimizer.audit import audit

    failed = [check for check in audit(portfolio, plan) if not check.passed]
    if failed:
        raise LedgerError(
            f"{name} does not pass the audit ({failed[0].name}: {failed[0].detail}); plan again"
        )
