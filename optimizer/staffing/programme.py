"""A programme of whole numbers, written row by row, read by the solver as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass
class Programme:
    """Columns with bounds, and named rows over them; it only ever grows."""

    upper: list[int] = field(default_factory=list)
    """Each column is a whole number from 0 to this."""
    names: list[str] = field(default_factory=list)
    row_lower: list[int | None] = field(default_factory=list)
    """None = no limit."""
    row_upper: list[int | None] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    columns: list[int] = field(default_factory=list)
    coefficients: list[int] = field(default_factory=list)

    def column(self, upper: int) -> int:
        """A new column from 0 to `upper`; returns its position."""
        self.upper.append(upper)
        return len(self.upper) - 1

    def row(
        self,
        name: str,
        terms: Iterable[tuple[int, Sequence[int]]],
        *,
        at_least: int | None = None,
        at_most: int | None = None,
    ) -> None:
        """A row: the sum over terms of coefficient times the sum of the columns, within limits."""
        for coefficient, columns in terms:
            self.columns.extend(columns)
            self.coefficients.extend([coefficient] * len(columns))
        self.names.append(name)
        self.row_lower.append(at_least)
        self.row_upper.append(at_most)
        self.starts.append(len(self.columns))
