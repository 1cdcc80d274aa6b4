"""Evidence: what a text points to, and whether that is still what it was."""

from __future__ import annotations

import hashlib
from pathlib import Path

_BLOCK = 1 << 20


def file_of(evidence: str | None, folder: Path) -> Path | None:
    """The file that a piece of evidence names, seen from this folder; None where it names none.

    A link or a sentence names none.
    """
    text = (evidence or "").strip()
    if not text or "://" in text or "\n" in text:
        return None
    try:
        place = Path(text) if Path(text).is_absolute() else folder / text
        return place if place.is_file() else None
    except (OSError, ValueError):  # too long, or no name of a file at all
        return None


def hash_of(file: Path) -> str:
    """SHA-256 of a file's content, in hexadecimal; raises OSError."""
    found = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(_BLOCK):
            found.update(block)
    return found.hexdigest()
