"""Proving a ledger: its chain, a digest that was kept elsewhere, and the files of the evidence."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from headgate.errors import Exit, UsageError
from headgate.ledger_words import answered, name
from headgate.ledgers import opened, sound
from headgate.wording import many
from models.ledger import Act, Entry


def verify(arguments: argparse.Namespace) -> Exit:
    """Say whether the ledger tells the truth, and if not, where it first does not."""
    from data.ledger import damage
    from data.ledger.chain import digest as digest_of
    from data.ledger.chain import entries_of

    if arguments.evidence is not None and not arguments.evidence.is_dir():
        raise UsageError(f"there is no folder {arguments.evidence}")
    with opened(arguments.ledger, Path.cwd()) as ledger:
        rows = ledger.rows()
        place, unguarded = str(ledger.place), ledger.unguarded()
    found = damage(rows, arguments.digest)
    if found is not None:
        text = [f"{place}: NOT as it was written: {found.what}"]
        answered(arguments, text, Exit.INPUT, entry=found.sequence, digest=None, evidence=[])
        return Exit.INPUT
    entries = entries_of(rows)
    changed = [] if arguments.evidence is None else list(_changed(entries, arguments.evidence))
    text = [f"{place}: {many(len(rows), 'entry', 'entries')}, as written"]
    if arguments.evidence is not None:
        text += changed or ["The evidence is as it was when the tranches were released."]
    if unguarded:
        text.append(f"ALARM  the database does not hold the ledger any more: {unguarded}")
    code = Exit.INPUT if changed or unguarded else Exit.DONE
    answered(arguments, text, code, entry=None, digest=digest_of(rows), evidence=changed)
    return code


def digest(arguments: argparse.Namespace) -> Exit:
    """Print the digest of a ledger that tells the truth; that of another one would hide it."""
    from data.ledger import digest as digest_of

    with opened(arguments.ledger, Path.cwd()) as ledger:
        sound(ledger)
        text = digest_of(ledger.rows())
    answered(arguments, [text], Exit.DONE, digest=text)
    return Exit.DONE


def _changed(entries: Iterable[Entry], folder: Path) -> Iterator[str]:
    """Evidence of releases that is not what it was, for people."""
    from data.ledger.evidence import file_of, hash_of

    for entry in entries:
        if entry.draft.act is not Act.RELEASE:
            continue
        for proof in entry.draft.basis.proofs:
            if proof.file is None:
                continue
            what = f"the evidence of {proof.objective}, '{proof.evidence}',"
            rested = f"on which #{entry.sequence} ({name(entry.draft)}) was released"
            file = file_of(proof.evidence, folder)
            if file is None:
                yield f"ALARM  {what} {rested}, is missing in {folder}"
            elif hash_of(file) != proof.file:
                yield f"ALARM  {what} {rested}, was changed since"
