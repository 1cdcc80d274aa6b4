"""Takes names of individuals out of sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

WITHHELD = "(name withheld)"

_OWNERS = re.compile(
    rf" \({re.escape(WITHHELD)} owns the metric\)|; {re.escape(WITHHELD)} owns the metric"
)
"""Clauses that say nothing without the name."""
_HEAD = re.compile(r"\w+|\W")
"""The word, or the other character, that something begins with."""
_WORD = re.compile(r"\w")


class Withheld:
    """Names to be taken out: tens of thousands, so they are looked up by how they begin."""

    def __init__(self, names: Iterable[str]) -> None:
        """Of names that begin alike the longest is taken out."""
        self._by_head: dict[str, list[str]] = {}
        for name in sorted({name for name in names if name}, key=lambda name: -len(name)):
            self._by_head.setdefault(_head(name, 0), []).append(name)

    def free(self, text: str) -> str:
        """The text without the names.

        A name counts neither inside a longer word nor as a part of one: "Ann" must not tear
        "Annual" apart.
        """
        return _OWNERS.sub("", "".join(self._parts(text)))

    def _parts(self, text: str) -> Iterator[str]:
        at = 0
        while at < len(text):
            name = self._name(text, at)
            yield WITHHELD if name else _head(text, at)
            at += len(name or _head(text, at))

    def _name(self, text: str, at: int) -> str | None:
        """The name that stands there, if one does."""
        if at > 0 and _WORD.match(text, at - 1):
            return None
        for name in self._by_head.get(_head(text, at), ()):
            if text.startswith(name, at) and not _WORD.match(text, at + len(name)):
                return name
        return None


def _head(text: str, at: int) -> str:
    found = _HEAD.match(text, at)
    return found[0] if found else ""
