"""The books of a ledger: what is in it, handed on, and what was spent of a tranche."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from decimal import Decimal, DecimalException
from pathlib import Path
from typing import TYPE_CHECKING

from headgate.errors import Exit, LedgerError, UsageError
from headgate.ledger_words import amount, answered, line, name
from headgate.ledgers import opened, sound, untold
from headgate.wording import many
from models.ledger import Act, Draft, Entry, Life, Tranche, tranches
from models.nearest import nearest
from models.stage import StageKey
from models.units import LARGEST_MONEY
from optimizer.releasing import scaled

if TYPE_CHECKING:
    from data.ledger import Ledger


def show(arguments: argparse.Namespace) -> Exit:
    """List the entries, or where each tranche stands."""
    with opened(arguments.ledger, Path.cwd()) as ledger:
        entries = _readable(ledger)
        place = str(ledger.place)
    wanted = arguments.of
    chosen = [entry for entry in entries if wanted in (None, entry.draft.portfolio)]
    if wanted is not None and not chosen:
        known = sorted({entry.draft.portfolio for entry in entries})
        near = nearest(wanted, tuple(known))
        raise LedgerError(
            f"the ledger knows no portfolio '{wanted}'"
            + (f"; did you mean {near}?" if near else "")
        )
    if arguments.tranches:
        last = [row.last for row in tranches(chosen).values()]
        chosen = sorted(last, key=lambda entry: (entry.draft.portfolio, entry.draft.key))
    count = many(len(chosen), "entry", "entries")
    text = [f"{place}: {count}", *(_told(entry) for entry in chosen)]
    answered(arguments, text, Exit.DONE, entries=chosen, ledger=place)
    return Exit.DONE


def _readable(ledger: Ledger) -> tuple[Entry, ...]:
    """All entries, of a ledger that does not tell the truth too where they are entries at all."""
    try:
        return ledger.entries()
    except ValueError:
        return sound(ledger)


def _told(entry: Entry) -> str:
    draft = entry.draft
    why = f": {draft.why}" if draft.why else ""
    when = entry.at[:16].replace("T", " ")
    return f"{line(entry)}  {when}  {draft.act.value:<8} {draft.request} by {draft.by}{why}"


def export(arguments: argparse.Namespace) -> Exit:
    """Write all money that moved, a line per fund."""
    from data.ledger.export import write_postings
    from headgate.output import keep, ready

    with opened(arguments.ledger, Path.cwd()) as ledger:
        entries = sound(ledger)
        kept = {entry.draft.portfolio_file for entry in entries}
        kept |= {entry.draft.plan_file for entry in entries}
        inputs = [untold(text, ledger) for text in sorted(kept - {""})]
        inputs += [] if ledger.place.file is None else [ledger.place.file]
    ready(arguments.output, {".csv", ".xlsx"}, inputs=inputs)
    counted: list[int] = []
    keep(arguments.output, lambda path: counted.append(write_postings(entries, path)))
    text = [f"Written   {arguments.output}: {many(counted[-1], 'posting')}"]
    answered(arguments, text, Exit.DONE, output=str(arguments.output), postings=counted[-1])
    return Exit.DONE


def spend(arguments: argparse.Namespace) -> Exit:
    """Note what has been spent so far."""
    return _noted(arguments, Act.SPEND)


def close(arguments: argparse.Namespace) -> Exit:
    """Nothing more will be spent; the rest goes back."""
    return _noted(arguments, Act.CLOSE)


def _noted(arguments: argparse.Namespace, act: Act) -> Exit:
    with opened(arguments.ledger, Path.cwd()) as ledger:
        sound(ledger)

        def drafted(entries: Sequence[Entry]) -> list[Draft]:
            tranche = _meant(entries, arguments.tranche, arguments.of)
            return [_spent(tranche, act, arguments.spent, arguments.by, arguments.why)]

        entry = ledger.write(drafted)[0]
        tranche = tranches(ledger.entries())[entry.draft.portfolio, entry.draft.key]
    draft = entry.draft
    text = [f"{name(draft)}: {amount(draft.amount, draft)} spent, {entry.life.value}"]
    if tranche.returned and tranche.release is not None:
        back = f"{amount(tranche.returned, draft)} goes back to its fund"
        text.append(f"{back}: add it to the fund's budget; until then it is in none")
    answered(arguments, text, Exit.DONE, entries=(entry,), returned=tranche.returned)
    return Exit.DONE


def _meant(entries: Sequence[Entry], key: StageKey, portfolio: str | None) -> Tranche:
    found = [
        row
        for (of, stage), row in tranches(entries).items()
        if stage == key and portfolio in (None, of)
    ]
    if not found:
        raise LedgerError(f"the ledger knows no tranche {key.initiative}/{key.stage}")
    if len(found) > 1:
        names = ", ".join(sorted(row.portfolio for row in found))
        raise UsageError(f"several portfolios have {key.initiative}/{key.stage}: say --of {names}")
    return found[0]


def _spent(tranche: Tranche, act: Act, text: str | None, by: str, why: str) -> Draft:
    if tranche.release is None or not tranche.life.is_out or tranche.life is Life.CLOSED:
        key = tranche.key
        raise LedgerError(
            f"{key.initiative}/{key.stage} is {tranche.life.value}: only what was released is spent"
        )
    draft = tranche.release.draft
    spent = tranche.spent if text is None else _minor_units(text, draft)
    if text is None and tranche.life is Life.RELEASED:
        spent = draft.amount
    if spent > draft.amount:
        raise LedgerError(
            f"{name(draft)}: {amount(spent, draft)} is more than the {amount(draft.amount, draft)} "
            "that was released"
        )
    if spent < tranche.spent:
        raise LedgerError(
            f"{name(draft)}: {amount(tranche.spent, draft)} was spent before; what has been spent "
            "does not come back"
        )
    return draft.model_copy(
        update={
            "act": act,
            "amount": spent,
            "shares": scaled(draft.shares, spent),
            "by": by,
            "why": why,
        }
    )


def _minor_units(text: str, draft: Draft) -> int:
    """Whole minor units of an amount such as 40000 or 40000.50; a comma could mean two things."""
    try:
        exact = Decimal(text.strip()).scaleb(draft.exponent)
    except DecimalException:
        exact = Decimal("NaN")
    in_range = exact.is_finite() and 0 <= exact <= LARGEST_MONEY
    if not in_range or exact != exact.to_integral_value():
        places = f"at most {draft.exponent} decimals" if draft.exponent else "no decimals"
        raise UsageError(f"'{text}' is no amount of {draft.currency}: such as 40000.50, {places}")
    return int(exact)
