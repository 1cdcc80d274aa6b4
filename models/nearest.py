"""The nearest valid name to a misspelt one."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u00ad"))
_CLOSE_ENOUGH = 0.6


def nearest(name: str, names: Sequence[str]) -> str | None:
    """The name most like this one, or None if none is near."""
    by_look = {look(candidate): candidate for candidate in reversed(names)}
    if look(name) in by_look:
        return by_look[look(name)]
    close = get_close_matches(look(name), list(by_look), n=1, cutoff=_CLOSE_ENOUGH)
    return by_look[close[0]] if close else None


def look(name: str) -> str:
    """The same for names that people take for one: case, spaces, form, leading zeros aside."""
    folded = unicodedata.normalize("NFKC", name.translate(_INVISIBLE)).casefold()
    text = " ".join(unicodedata.normalize("NFKC", folded).split())
    return (text.lstrip("0") or "0") if text.isdigit() else text
