"""The chain: each entry's hash covers the entry and the hash before it.

Who alters an entry has to alter all hashes after it; who alters all of them, or puts an old copy
back, is found out by the digest that someone keeps elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple, get_type_hints

from data.ledger.rules import broken_rule
from models.ledger import Act, Draft, Entry, Life, Tranche, following, person_key
from models.stage import StageKey

NOTHING = "0" * 64
"""The hash before the first entry."""

_DIGITS = 18
"""No ledger has a number of entries with more."""


class Damage(NamedTuple):
    """The first place where the ledger does not tell the truth."""

    sequence: int
    what: str
    """For people."""


class Row(NamedTuple):
    """An entry as the database holds it."""

    sequence: int
    at: str
    act: str
    portfolio: str
    initiative: str
    stage: int
    request: str
    attempt: int
    evidence: str
    amount: int
    actor: str
    life: str
    content: str
    """All of the draft, as canonical JSON."""
    previous: str
    hash: str


_KINDS: tuple[type, ...] = tuple(get_type_hints(Row).values())
"""Of its columns; SQLite keeps whatever it is given."""


def content_of(draft: Draft) -> str:
    """Canonical JSON: sorted keys, no spaces, all scripts as they are."""
    return json.dumps(
        draft.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )


def hashed(sequence: int, at: str, attempt: int, life: str, content: str, previous: str) -> str:
    """SHA-256 of what an entry says, in hexadecimal."""
    said = "\n".join((previous, str(sequence), at, str(attempt), life, content))
    return hashlib.sha256(said.encode()).hexdigest()


def row_of(draft: Draft, sequence: int, at: str, attempt: int, life: Life, previous: str) -> Row:
    """The row of a new entry."""
    content = content_of(draft)
    return Row(
        sequence=sequence,
        at=at,
        act=draft.act.value,
        portfolio=draft.portfolio,
        initiative=draft.initiative,
        stage=draft.stage,
        request=draft.request,
        attempt=attempt,
        evidence=draft.evidence,
        amount=draft.amount,
        actor=person_key(draft.by),
        life=life.value,
        content=content,
        previous=previous,
        hash=hashed(sequence, at, attempt, life.value, content, previous),
    )


def entry_of(row: Row) -> Entry:
    """The entry that a row holds."""
    return Entry(
        sequence=row.sequence,
        at=row.at,
        attempt=row.attempt,
        life=Life(row.life),
        draft=Draft.model_validate_json(row.content),
        previous=row.previous,
        hash=row.hash,
    )


def damage(rows: Sequence[Row], kept: str | None = None) -> Damage | None:
    """The first fault of a chain; None where it holds.

    Args:
        rows: all that the ledger holds, by sequence.
        kept: a digest (`digest`) that was kept elsewhere, if there is one.
    """
    previous, at = NOTHING, ""
    known: dict[tuple[str, StageKey], Tranche] = {}
    for number, row in enumerate(rows, 1):
        what = _wrong(row, number, previous, at) or _against_rules(known, row)
        if what:
            return Damage(number, what)
        previous, at = row.hash, row.at
    return None if kept is None else _against(rows, kept)


def _wrong(row: Row, number: int, previous: str, at: str) -> str:
    if row.sequence != number:
        return f"entry {number} is missing; the next one there is {row.sequence}"
    if row.previous != previous:
        return f"entry {number} does not follow entry {number - 1}: one of the two was replaced"
    if not _is_whole(row):
        return f"entry {number} was altered after it was written"
    if row != _as_told(row):
        return f"entry {number} was altered: its columns do not say what its content says"
    if row.at < at:
        return f"entry {number} is dated before entry {number - 1}"
    return ""


def _against_rules(known: dict[tuple[str, StageKey], Tranche], row: Row) -> str:
    """Why the entry could never have been written, and takes it in if it could."""
    entry = entry_of(row)
    name = entry.draft.portfolio, entry.draft.key
    why = broken_rule(known.get(name), entry)
    if why:
        return f"entry {row.sequence} was never written by Headgate: {why}"
    if entry.draft.act is not Act.NOTE:
        known[name] = following(known.get(name), entry)
    return ""


def _is_whole(row: Row) -> bool:
    """Whether its hash is that of what it says."""
    if not all(isinstance(value, kind) for value, kind in zip(row, _KINDS, strict=True)):
        return False
    told = hashed(row.sequence, row.at, row.attempt, row.life, row.content, row.previous)
    return row.hash == told


def _as_told(row: Row) -> Row | None:
    """The row that the content alone gives; None where it says nothing known."""
    try:
        draft, life = Draft.model_validate_json(row.content), Life(row.life)
    except ValueError:
        return None
    return row_of(draft, row.sequence, row.at, row.attempt, life, row.previous)


def digest(rows: Sequence[Row]) -> str:
    """What to keep elsewhere: the number of the last entry and its hash, `12:ab34…`."""
    return f"{len(rows)}:{rows[-1].hash if rows else NOTHING}"


def _against(rows: Sequence[Row], kept: str) -> Damage | None:
    number_text, _, told = kept.strip().partition(":")
    is_number = number_text.isdecimal() and len(number_text) <= _DIGITS
    number = int(number_text) if is_number else -1
    if number < 0 or len(told) != len(NOTHING):
        return Damage(0, f"'{kept}' is no digest; `headgate ledger digest` prints one")
    if number > len(rows):
        return Damage(
            len(rows) + 1,
            f"entry {len(rows) + 1} and later ones are missing: there were {number} when the "
            "digest was kept; an older copy may have been put back",
        )
    found = rows[number - 1].hash if number else NOTHING
    if found != told:
        return Damage(number, f"entry {number} is not the one of which the digest was kept")
    return None


def entries_of(rows: Iterable[Row]) -> tuple[Entry, ...]:
    """The entries of these rows."""
    return tuple(map(entry_of, rows))
