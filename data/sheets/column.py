"""A column: its header, the field behind it, and what may stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from data.context import Context
from data.kinds.kind import Kind

LISTS = "Lists"
"""Title of the sheet that holds what drop-downs offer and no sheet of the input lists."""


class Alert(Enum):
    """What a spreadsheet program does about a word that its drop-down does not offer."""

    STOP = "stop"
    WARNING = "warning"
    """It asks: names may be filled in later, in any order."""
    NONE = "none"
    """Nothing: the drop-down only suggests."""


@dataclass(frozen=True)
class Offer:
    """What the drop-down of a column offers: the filled cells of another one."""

    sheet: str
    header: str
    alert: Alert = Alert.WARNING


@dataclass(frozen=True)
class Column:
    """One column of a sheet, or one key of Settings."""

    header: str
    field: str
    """Name of the attribute in the row's type."""
    kind: Kind[Any]
    about: str
    """One sentence for the person who fills it in."""
    required: bool = False
    empty: object = None
    """The value for which the cell stays empty, besides None."""
    width: int = 12
    """In characters, at least."""
    offer: Offer | None = None
    """Besides what its kind offers."""
    stage_of: str = ""
    """Where it holds the number of a stage: the header of its initiative."""
    not_before: str = ""
    """Header of a day or a period of the same row that it must not come before."""
    not_after: str = ""
    """Header of a day of the same row that it must not come after."""
    past: Alert = Alert.NONE
    """What a day after the as-of date is answered with."""

    def comment(self, context: Context, example: str = "") -> str:
        """What the header's comment says."""
        need = "Required." if self.required else "Optional."
        return f"{self.about}\n{need} {_sentence(self.kind.unit(context))}{_for(example)}"

    def help(self, context: Context, example: str = "") -> str:
        """What is said while a cell is typed: shorter than the comment."""
        return f"{self.about}\n{_sentence(self.kind.unit(context))}{_for(example)}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _for(example: str) -> str:
    return f"\nExample: {example}" if example else ""
