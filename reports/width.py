"""How wide a text is on a sheet, so that nothing is cut off."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

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
    611: "FTZ●○□■",
    584: "+=<>~×",
    667: "ABEKPSVXY&",
    722: "wCDHNRU",
    778: "GOQ",
    833: "mM",
    889: "%",
    944: "W",
    1015: "@—…→←►◄",
}
_OF = {character: size for size, characters in _BY_WIDTH.items() for character in characters}
_ASIAN = 1_100


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
    if unicodedata.east_asian_width(character) in "WF":
        return _ASIAN
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
    return f"{kept.rstrip()}…" if kept else ""
