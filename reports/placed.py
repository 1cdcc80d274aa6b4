"""Where a table stands on its sheet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Placed:
    """Where a table stands: rows and columns from 0, the last ones included."""

    sheet: str
    name: str
    header: int
    first: int
    last: int
    left: int
    columns: tuple[str, ...]

    def column(self, header: str) -> int:
        """Position of a column on the sheet; raises ValueError for another header."""
        return self.left + self.columns.index(header)

    def cells(self, header: str) -> list[str | int]:
        """The data of a column, as charts ask for it."""
        at = self.column(header)
        return [self.sheet, self.first, at, self.last, at]

    @property
    def below(self) -> int:
        """Row of the title of the next part of the sheet."""
        return self.last + 3
