"""How wide a text is on a sheet, so that nothing is cut off."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_JOINER = "\u200d"
"""Makes one picture of two."""
_DIGIT = 556
"""Width of a digit of Arial, in thousandths of the font's size; columns are measured in digits."""
_SAFETY = 1.04
"""Screens round every letter to whole pixels."""
_BY_WIDTH = {
    191: "'",
    222: "ijl‘’",
    278: " ftI.,:;!/\\[]|·",
    333: "r()-“”{}",
    389: '"*',
    500: "cksvxyzJ",
    750: "жшыюфЉЊ",
    780: "щ",
    611: "FTZ●○□■",
    584: "+=<>~×",
    667: "ABEKPSVXY&",
    722: "wCDHNRU",
    778: "GOQ",
    833: "mM",
    889: "%",
    900: "æ",
    944: "WœЖЫШЮФ",
    1000: "ÆŒЩ",
    1015: "@—…→←►◄",
}
_OF = {character: size for size, characters in _BY_WIDTH.items() for character in characters}
_ASIAN = 1_100
_HALF = 560
"""Of the narrow forms of Japanese."""
_NO_ROOM = frozenset({"Mn", "Me", "Cf"})
"""Categories of what stands above or below another letter, or is not seen."""


@lru_cache(maxsize=200_000)
def width(text: str) -> float:
    """Width of the longest line of a text, in digits of the sheet's own font (Arial 10)."""
    return max((_line(line) for line in text.split("\n")), default=0.0)


def _line(text: str) -> float:
    return _SAFETY * sum(map(_character, text)) / _DIGIT


@lru_cache(maxsize=10_000)
def _character(character: str) -> int:
    if character in _OF:
        return _OF[character]
    if unicodedata.category(character) in _NO_ROOM:
        return 0
    form = unicodedata.east_asian_width(character)
    if form in "WF":
        return _ASIAN
    if form == "H":
        return _HALF
    plain = unicodedata.normalize("NFD", character)[0]
    if plain != character:
        return _character(plain)
    return _OF["H"] if character.isupper() else _DIGIT


def lines(text: str, room: float) -> int:
    """How many lines a text takes in a cell of this width; words are not divided if they fit."""
    return sum(_wrapped(line, room) for line in text.split("\n"))


def _wrapped(text: str, room: float) -> int:
    space = _line(" ")
    count, used = 1, 0.0
    for word in text.split(" "):
        size = _line(word)
        if used and used + space + size > room:
            count, used = count + 1, 0.0
        used += size + (space if used else 0.0)
        if used > room:
            count += int(used / room)
            used %= room
    return count


def cut(text: str, room: float) -> str:
    """The text, or as much of it as fits, with an ellipsis; empty if not even a letter fits."""
    if width(text) <= room:
        return text
    kept = text
    while kept and width(f"{kept}…") > room:
        kept = kept[:-1]
    while kept and unicodedata.category(text[len(kept)]) in _NO_ROOM:
        kept = kept[:-1]  # half a letter is another one: an accent goes with what it stands on
    kept = kept.removesuffix(_JOINER)
    return f"{kept.rstrip()}…" if kept else ""
