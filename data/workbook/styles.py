"""What the styles of a workbook say about numbers: date, per cent, currency, or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from data.formats import BUILT_IN, is_date, is_telling
from data.workbook.archive import Archive
from data.workbook.markup import Handler, parse


@dataclass(frozen=True)
class Style:
    """What a cell's style adds to its number."""

    date: bool = False
    code: str | None = None
    """The format code, where it tells something."""


class _Styles(Handler):
    def __init__(self) -> None:
        self.codes: dict[int, str] = dict(BUILT_IN)
        self.used: list[int] = []
        self._cells = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self.codes[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._cells = True
        elif name == "xf" and self._cells:
            self.used.append(_number(attributes.get("numFmtId")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._cells = False


def styles(archive: Archive, part: str | None) -> list[Style]:
    """The styles that cells refer to by number."""
    handler = _Styles()
    if part is not None:
        parse(archive.chunks(part), handler, part)
    return [_style(handler.codes.get(number, "")) for number in handler.used]


def _style(code: str) -> Style:
    if is_date(code):
        return Style(date=True)
    return Style(code=code) if is_telling(code) else Style()


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() else 0
