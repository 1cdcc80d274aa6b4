"""Text and IDs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from data.clean import ORDINARY_SPACE, defect
from data.context import Context
from data.fault import Fault
from data.kinds.kind import Kind, refuse
from data.values import Shown, Value

_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Text(Kind[str]):
    """Free text. Numbers, TRUE and FALSE that a spreadsheet made of it count as they are shown."""

    what: str = "text"

    def parse(self, value: Value, context: Context) -> str:
        """The text, without surrounding spaces and marks that turn its direction."""
        return text_of(value)

    def show(self, value: str, context: Context) -> Shown:
        """The text itself."""
        return value

    def unit(self, context: Context) -> str:
        """In words."""
        return self.what


@dataclass(frozen=True)
class Reference(Text):
    """The ID of a row of another sheet."""

    sheet: str = ""
    header: str = ""
    listed: bool = True
    """Whether the column has each name once, so that it can feed a drop-down."""

    @property
    def source(self) -> tuple[str, str] | None:
        """The column that it refers to."""
        return self.sheet, self.header

    def unit(self, context: Context) -> str:
        """In words."""
        return f"one of {self.sheet}, column {self.header}"


def text_of(value: Value) -> str:
    """The text in a cell; raises Fault for dates, formatted numbers and broken texts."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case Decimal():
            return f"{value:f}"
        case str():
            text = tidy(value)
            if fault := defect(text):
                raise Fault(fault, "text that can be printed")
            return text
        case _:
            hint = "text; give the cell the format Text and type it again"
            raise refuse(value, "text", hint)


def tidy(text: str) -> str:
    """Without surrounding ordinary spaces, direction overrides and foreign ends of lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _OVERRIDES.sub("", text).strip(ORDINARY_SPACE)


def refers_to(sheet: str, header: str, *, listed: bool = True) -> Reference:
    """The kind of a cell that names a row of another sheet."""
    return Reference(sheet=sheet, header=header, listed=listed)


IDENTIFIER = Text("a short name, used by the other sheets")
TEXT = Text()
