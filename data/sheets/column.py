"""A column: its header, the field behind it, and what may stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from data.context import Context
from data.kinds.kind import Kind


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

    def comment(self, context: Context) -> str:
        """What the header's comment says."""
        need = "Required." if self.required else "Optional."
        return f"{self.about}\n{need} {self.kind.unit(context)}."
