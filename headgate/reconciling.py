"""`headgate ledger reconcile`: what does not agree, and what to do about it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from headgate.errors import Exit
from headgate.ledger_words import answered
from headgate.ledgers import note, opened, sound
from headgate.wording import many
from models.ledger import Draft, Entry
from models.stage import StageKey
from models.units import InitiativeId

if TYPE_CHECKING:
    from data.ledger import Ledger
    from models.portfolio import Portfolio
    from optimizer.releasing.reconcile import Books, Difference


def reconcile(arguments: argparse.Namespace) -> Exit:
    """Tell where ledger, portfolio, plan and funds differ; keep it as notes where asked to."""
    from headgate.checking import check, read_plan
    from optimizer.releasing.reconcile import Books, differences, standings

    found = check(arguments.portfolio, rules=False)
    portfolio = found.sound()
    plan = None if arguments.plan is None else read_plan(arguments.plan, found)
    with opened(arguments.ledger, arguments.portfolio.absolute().parent) as ledger:
        books = Books(portfolio, sound(ledger), plan)
        different = differences(books)
        notes = _keep(ledger, portfolio, different, arguments.by) if arguments.by else ()
    text = [
        *_funds(books),
        *(f"{row.subject}: {row.what}; {row.proposal.value}" for row in different),
        f"{many(len(different), 'difference')}" if different else "All agree to the minor unit.",
    ]
    if notes:
        text.append(f"{many(len(notes), 'note')} kept in the ledger")
    code = Exit.INPUT if different else Exit.DONE
    answered(
        arguments,
        text,
        code,
        entries=notes,
        funds=[row._asdict() for row in standings(books)],
        differences=[row._asdict() for row in different],
    )
    return code


def _funds(books: Books) -> list[str]:
    """A line for each fund and window from which money is out."""
    from optimizer.releasing.reconcile import standings

    lines = []
    for row in standings(books):
        if not (row.out or row.planned):
            continue
        planned = "" if row.planned is None else f", {books.money(row.planned)} by the plan"
        lines.append(
            f"  {row.fund} {row.window}: {books.money(row.out)} out by the ledger{planned}, "
            f"budget {books.money(row.budget)}"
        )
    return lines


def _keep(
    ledger: Ledger, portfolio: Portfolio, different: Sequence[Difference], by: str
) -> tuple[Entry, ...]:
    """Notes of what was not noted before."""
    from optimizer.releasing.reconcile import noted

    settings = portfolio.settings

    def drafted(entries: Sequence[Entry]) -> list[Draft]:
        before = noted(entries, settings.name)
        drafts = []
        for row in different:
            why = f"{row.subject}: {row.what}; {row.proposal.value}"
            initiative, _, stage = row.subject.rpartition("/")
            is_tranche = bool(initiative) and stage.isdecimal()
            if why not in before:
                about = StageKey(
                    InitiativeId(initiative if is_tranche else row.subject),
                    int(stage) if is_tranche else 0,
                )
                drafts.append(note(settings, about, settings.as_of, by, why))
        return drafts

    return ledger.write(drafted)
