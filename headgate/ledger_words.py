"""What the commands of the ledger say: in a terminal, and as the one document of `--json`."""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from headgate.money import units
from headgate.wording import many
from models.ledger import Act, Draft, Entry

if TYPE_CHECKING:
    from headgate.errors import Exit
    from headgate.releasing import Outcome, Refused
    from headgate.requesting import Receipt


def amount(minor_units: int, draft: Draft) -> str:
    """To the cent: `EUR 2,927,500.00`."""
    return f"{draft.currency} {units(minor_units, draft.exponent):,f}"


def total(drafts: Iterable[Draft]) -> str:
    """The sum of their amounts; by currency where there are several."""
    sums: Counter[tuple[str, int]] = Counter()
    for draft in drafts:
        sums[draft.currency, draft.exponent] += draft.amount
    said = [f"{code} {units(minor, exponent):,f}" for (code, exponent), minor in sums.items()]
    return " and ".join(said) or "nothing"


def name(draft: Draft) -> str:
    """The tranche: `shop/2`."""
    return f"{draft.initiative}/{draft.stage}"


def line(entry: Entry) -> str:
    """An entry in a line: number, tranche, amount, state."""
    draft = entry.draft
    return f"  #{entry.sequence:<5} {name(draft):<24} {amount(draft.amount, draft):>22}"


def requested(receipt: Receipt, place: str) -> list[str]:
    """What a request says."""
    old = len(receipt.entries) - receipt.new
    drafts = [entry.draft for entry in receipt.entries]
    who = " or ".join(sorted({draft.by for draft in drafts}))
    head = f"Request {receipt.request}: {many(len(drafts), 'tranche')}, {total(drafts)}"
    if old:
        again = "all" if not receipt.new else f"{old:,}"
        head += f" ({again} requested before)"
    return [
        head,
        *(f"{line(e)}  {e.draft.request}, by {e.draft.by}" for e in receipt.entries),
        f"Someone else than {who} releases it: headgate release {receipt.request} --by NAME",
        f"Ledger    {place}",
    ]


def handed_over(outcome: Outcome) -> list[str]:
    """What a release or a rejection says."""
    said: list[str] = []
    if outcome.done:
        drafts = [entry.draft for entry in outcome.done]
        word = "Rejected" if drafts[0].act is Act.REJECT else "Released"
        old = len(drafts) - outcome.new
        before = f" ({'all' if old == len(drafts) else old} before)" if old else ""
        who = " and ".join(sorted({draft.by for draft in drafts}))
        said.append(f"{word} by {who}: {many(len(drafts), 'tranche')}, {total(drafts)}{before}")
        said += [f"{line(entry)}  {_paid(entry.draft)}".rstrip() for entry in outcome.done]
    if outcome.refused:
        drafts = [row.draft for row in outcome.refused]
        said.append(f"Not released: {many(len(drafts), 'tranche')}, {total(drafts)}")
        for row in outcome.refused:
            said += [f"  {name(row.draft)}: {reason}" for reason in row.reasons]
    return said


def _paid(draft: Draft) -> str:
    sums: Counter[str] = Counter()
    for share in draft.shares:
        sums[f"{share.fund or 'no fund'} {share.cost_type.value}"] += share.amount
    return ", ".join(f"{who} {units(minor, draft.exponent):,f}" for who, minor in sums.items())


def taken_back(entry: Entry) -> list[str]:
    """What a reversal says."""
    draft = entry.draft
    reversed_now = f"{amount(draft.amount, draft)} of {name(draft)}, by {draft.by}: {draft.why}"
    against = f"  #{entry.sequence} stands against its release; later tranches of"
    return [
        f"Reversed: {reversed_now}",
        f"{against} {draft.initiative} are held. Plan again before anything else is released.",
    ]


def answered(
    arguments: argparse.Namespace,
    text: Sequence[str],
    code: Exit,
    *,
    entries: Iterable[Entry] = (),
    refused: Iterable[Refused] = (),
    **more: object,
) -> None:
    """Print the words, or the document where that is asked for.

    Its keys: headgate, command, status, exit, message, seconds, tranches (one per entry: number,
    tranche, state, amounts in minor units), refused, and those of the command.
    """
    if not arguments.json:
        print("\n".join(text))  # noqa: T201 - a command's words
        return
    from importlib.metadata import version

    document: dict[str, object] = {
        "headgate": version("headgate"),
        "command": arguments.command.NAME,
        "status": "ok" if not code else "refused",
        "exit": int(code),
        "message": "\n".join(text),
        "seconds": round(time.monotonic() - arguments.started, 3),
        **more,
        "tranches": [entry_document(entry) for entry in entries],
        "refused": [
            {"initiative": row.draft.initiative, "stage": row.draft.stage, "reasons": row.reasons}
            for row in refused
        ],
    }
    print(json.dumps(document, indent=2, ensure_ascii=False))  # noqa: T201 - as above


def entry_document(entry: Entry) -> Mapping[str, object]:
    """An entry for programs."""
    draft = entry.draft
    return {
        "number": entry.sequence,
        "at": entry.at,
        "act": draft.act.value,
        "state": entry.life.value,
        "request": draft.request,
        "portfolio": draft.portfolio,
        "initiative": draft.initiative,
        "stage": draft.stage,
        "amount": draft.amount,
        "currency": draft.currency,
        "exponent": draft.exponent,
        "shares": [share.model_dump(mode="json") for share in draft.shares],
        "verdict": None if draft.basis.verdict is None else draft.basis.verdict.value,
        "by": draft.by,
        "why": draft.why,
        "evidence": draft.evidence,
        "hash": entry.hash,
    }
