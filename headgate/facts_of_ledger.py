"""What the ledger beside a portfolio says of it, for the next quarter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from headgate.errors import LedgerError
from models.ledger_extract import Release
from models.portfolio import Portfolio

if TYPE_CHECKING:
    from models.ledger import Draft, Entry
    from optimizer.rolling import Remark

Entries = Sequence["Entry"]


def entries_of(path: Path, named: str | None) -> tuple[Entry, ...] | None:
    """All entries of the ledger beside a portfolio's file; None where there is no ledger.

    `named` is its place, if the command line names one. Raises LedgerError where one is named and
    not there, and where it cannot be had or does not tell the truth.
    """
    from headgate.ledgers import exists, is_named, opened, sound

    folder = path.absolute().parent
    if not exists(named, folder):
        if is_named(named):
            raise LedgerError("there is no ledger at the place that is named")
        return None
    with opened(named, folder) as ledger:
        return sound(ledger)


def releases_of(entries: Entries | None, portfolio: Portfolio) -> tuple[Release, ...] | None:
    """All releases of the portfolio as they stand today; None where there is no ledger."""
    from optimizer.releasing.standing import extract

    return None if entries is None else extract(entries, portfolio.settings.name)


def returned(entries: Entries | None, portfolio: Portfolio) -> tuple[Remark, ...]:
    """Money that was closed unspent and is in no budget yet."""
    from headgate.ledger_words import amount
    from models.ledger import Life, tranches
    from optimizer.rolling import Remark

    return tuple(
        Remark(
            "Budgets",
            f"{amount(row.returned, row.last.draft)} of '{key.initiative}' stage {key.stage} was "
            "not spent and is in no budget: add it to its fund's, or leave it out",
            lost=True,
        )
        for (name, key), row in sorted(tranches(entries or ()).items())
        if name == portfolio.settings.name and row.life is Life.CLOSED and row.returned
    )


def rolled_on(path: Path, portfolio: Portfolio, day: date, named: str | None) -> None:
    """Notes in the ledger, once, that the portfolio has gone on: older requests are over.

    Raises as `entries_of`.
    """
    from headgate.ledgers import note, opened
    from models.stage import StageKey
    from models.units import InitiativeId

    about = StageKey(InitiativeId("portfolio"), 0)
    why = f"the portfolio has gone on to {day.isoformat()}"
    draft = note(portfolio.settings, about, day, "headgate roll", why)

    def once(entries: Sequence[Entry]) -> list[Draft]:
        return [] if any(entry.draft == draft for entry in entries) else [draft]

    with opened(named, path.absolute().parent) as ledger:
        ledger.write(once)
