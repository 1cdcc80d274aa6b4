"""How wide a text is on a sheet, so that nothing is cut off."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_NARROW = frozenset("iljtfrI.,:;'|!()[] ")
_WIDE = frozenset("mwMW@%&—…")
_CAPITAL = 1.22
_DIGIT = 1.0


@lru_cache(maxsize=200_000)
def width(text: str) -> float:
    """Width of the longest line of a text, in digits of the sheet's own font (Arial 10)."""
    return max((_line(line) for line in text.split("\n")), default=0.0)


def _line(text: str) -> float:
    return sum(map(_character, text))


@lru_cache(maxsize=10_000)
def _character(character: str) -> float:
    if character in _NARROW:
        return 0.55
    if character in _WIDE:
        return 1.55
    if unicodedata.east_asian_width(character) in "WF":
        return 1.95
    return _CAPITAL if character.isupper() else _DIGIT


def lines(text: str, room: float) -> int:
    """How many lines a text takes in a cell of this width; words are not divided."""
    return sum(_wrapped(line, room) for line in text.split("\n"))


def _wrapped(text: str, room: float) -> int:
    count, used = 1, 0.0
    for word in text.split(" "):
        size = _line(word)
        if used and used + 0.55 + size > room:
            count, used = count + 1, 0.0
        used += size + (0.55 if used else 0.0)
        if used > room:
            count += int(used / room)
            used %= room
    return count


def cut(text: str, room: float) -> str:
    """The text, or as much of it as fits, with an ellipsis; empty if not even a letter fits."""
    if width(text) <= room:
        return text
    kept = text
    while kept and _line(kept) + 1.55 > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…" if kept else ""
