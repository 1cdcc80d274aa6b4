"""What the ledger beside a portfolio says of its releases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from headgate.errors import LedgerError
from models.ledger_extract import Release
from models.portfolio import Portfolio

if TYPE_CHECKING:
    from optimizer.rolling import Remark


def releases_of(
    path: Path, portfolio: Portfolio, named: str | None = None
) -> tuple[Release, ...] | None:
    """All releases of the portfolio as they stand today; None where there is no ledger.

    Args:
        path: the portfolio's file.
        portfolio: what it holds.
        named: the ledger's place, if the command line names one.

    Raises:
        LedgerError: one is named and not there, or it cannot be had or does not tell the truth.
    """
    from headgate.ledgers import exists, is_named, opened, sound
    from optimizer.releasing.standing import extract

    folder = path.absolute().parent
    if not exists(named, folder):
        if is_named(named):
            raise LedgerError("there is no ledger at the place that is named")
        return None
    with opened(named, folder) as ledger:
        return extract(sound(ledger), portfolio.settings.name)


def returned(path: Path, portfolio: Portfolio, named: str | None = None) -> tuple[Remark, ...]:
    """Money that was closed unspent and is in no budget yet; raises as above."""
    from headgate.ledger_words import amount
    from headgate.ledgers import exists, opened, sound
    from models.ledger import Life, tranches
    from optimizer.rolling import Remark

    folder = path.absolute().parent
    if not exists(named, folder):
        return ()
    with opened(named, folder) as ledger:
        known = tranches(sound(ledger))
    return tuple(
        Remark(
            "Budgets",
            f"{amount(row.returned, row.last.draft)} of '{key.initiative}' stage {key.stage} was "
            "not spent and is in no budget: add it to its fund's, or leave it out",
            lost=True,
        )
        for (name, key), row in sorted(known.items())
        if name == portfolio.settings.name and row.life is Life.CLOSED and row.returned
    )


def rolled_on(path: Path, portfolio: Portfolio, day: date, named: str | None = None) -> None:
    """Notes in the ledger, once, that the portfolio has gone on: older requests are over.

    Raises as above.
    """
    from headgate.ledgers import exists, opened
    from models.ledger import Act, Draft, Entry
    from models.units import InitiativeId, Money

    folder, settings = path.absolute().parent, portfolio.settings
    if not exists(named, folder):
        return
    note = Draft(
        act=Act.NOTE,
        portfolio=settings.name,
        currency=settings.currency,
        exponent=settings.exponent,
        initiative=InitiativeId("portfolio"),
        stage=0,
        request="",
        amount=Money(0),
        day=day,
        by="headgate roll",
        why=f"the portfolio has gone on to {day.isoformat()}",
    )

    def once(entries: Sequence[Entry]) -> list[Draft]:
        return [] if any(entry.draft == note for entry in entries) else [note]

    with opened(named, folder) as ledger:
        ledger.write(once)
