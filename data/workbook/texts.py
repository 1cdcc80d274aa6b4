"""The shared texts of a workbook."""

from __future__ import annotations

import re

from data.limits import MOST_TEXTS
from data.refusal import Refusal
from data.workbook.archive import Archive
from data.workbook.markup import Handler, parse

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


class _Texts(Handler):
    """Collects `<si>` elements; pronunciation aids (`<rPh>`) are not part of the text."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._inside = False
        self._aside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        del attributes
        if name == "t":
            self._inside = not self._aside
        elif name == "rPh":
            self._aside = True

    def text(self, text: str) -> None:
        if self._inside:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        if name == "t":
            self._inside = False
        elif name == "rPh":
            self._aside = False
        elif name == "si":
            if len(self.found) >= MOST_TEXTS:
                raise Refusal("the workbook has too many texts", f"at most {MOST_TEXTS:,}")
            self.found.append(unescaped("".join(self._pieces)))
            self._pieces.clear()


def shared_texts(archive: Archive, part: str | None) -> list[str]:
    """The texts that cells refer to by number."""
    handler = _Texts()
    if part is not None:
        parse(archive.chunks(part), handler, part)
    return handler.found


def unescaped(text: str) -> str:
    """With `_x0041_`, as workbooks write what XML cannot hold, turned back into its character."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found.group(1), 16)), text)
