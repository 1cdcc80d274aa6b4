"""The names that exist, and the nearest of them to one that does not."""

from __future__ import annotations

from collections.abc import Iterable

from models.nearest import look, nearest

_MOST_SEARCHES = 200
"""Names for which the nearest is sought by spelling: a wrong column may hold thousands."""


class Names:
    """What a reference may name."""

    def __init__(self, noun: str, names: Iterable[str], lost: frozenset[str] | None) -> None:
        """`lost` are names on rows that could not be read; None where nothing could be read."""
        self.noun = noun
        self._names = dict.fromkeys(names)
        self._lost = lost
        self._hints: dict[str, str] = {}
        self._looks: dict[str, str] = {}

    def knows(self, name: str) -> bool:
        """Whether the name exists, or may exist on a row that could not be read."""
        return name in self._names or self._lost is None or name in self._lost

    def hint(self, name: str) -> str:
        """What is allowed, with the nearest name."""
        if name not in self._hints:
            self._hints[name] = self._search(name)
        return self._hints[name]

    def _search(self, name: str) -> str:
        if not self._names:
            return f"there is no {self.noun} at all"
        self._looks = self._looks or {look(known): known for known in self._names}
        if (twin := self._looks.get(look(name))) is not None:
            return f"'{twin}', which is spelt with other capitals, spaces, zeros or signs"
        near = None
        if len(self._hints) < _MOST_SEARCHES:
            near = nearest(name, list(self._names))
        article = "an" if self.noun[0] in "aeiou" else "a"
        return f"{article} {self.noun} that exists" + (f"; nearest: {near}" if near else "")
