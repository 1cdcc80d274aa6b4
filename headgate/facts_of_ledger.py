"""What the ledger beside a portfolio says of its releases."""

from __future__ import annotations

from pathlib import Path

from models.ledger_extract import Release
from models.portfolio import Portfolio


def releases_of(
    path: Path, portfolio: Portfolio, named: str | None = None
) -> tuple[Release, ...] | None:
    """All releases of the portfolio as they stand today; None where there is no ledger.

    Args:
        path: the portfolio's file.
        portfolio: what it holds.
        named: the ledger's place, if the command line names one.

    Raises:
        LedgerError: there is one, and it cannot be had or does not tell the truth.
    """
    from data.ledger import LedgerRefusal, Place
    from headgate.errors import LedgerError
    from headgate.ledgers import opened, sound
    from optimizer.releasing.standing import extract

    folder = path.absolute().parent
    try:
        place = Place.of(named, folder)
    except LedgerRefusal as refusal:
        raise LedgerError(str(refusal)) from refusal
    if not place.exists and named is None:
        return None
    with opened(named, folder) as ledger:
        return extract(sound(ledger), portfolio.settings.name)
